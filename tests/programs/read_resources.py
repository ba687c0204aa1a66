"""Resources that exist already: read by id, used by what is new, never judged themselves."""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

vpc = aws.ec2.Vpc.get("shared", "vpc-123")
group = aws.autoscaling.Group.get("legacy", "legacy-workers")
cluster = aws.eks.Cluster.get("shared", "prod", opts=pulumi.ResourceOptions(protect=True))
aws.ec2.SecurityGroup("pods", vpc_id=vpc.id, description=vpc.arn)
aws.autoscaling.Schedule(
    "legacy",
    scheduled_action_name="nights",
    autoscaling_group_name=group.name,
    max_size=80,
    min_size=0,
    desired_capacity=1,
)
aws.eks.NodeGroup(
    "extra",
    cluster_name=cluster.name,
    node_role_arn="arn:aws:iam::1:role/r",
    subnet_ids=["subnet-a"],
    scaling_config={"desired_size": 1, "min_size": 1, "max_size": 3},
)
namespace = kubernetes.core.v1.Namespace.get("rag", "rag")
kubernetes.core.v1.ResourceQuota("rag", metadata={"namespace": namespace.metadata.name}, spec={"hard": {"pods": "10"}})
unknown = aws.s3.Bucket("new")
aws.s3.Bucket.get("by-unknown-id", unknown.id)
