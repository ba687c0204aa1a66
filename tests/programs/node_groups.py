"""EKS node groups: one with a ceiling, one far above any, one whose size comes from an unknown."""

import pulumi_aws.autoscaling as autoscaling
import pulumi_aws.eks as eks
import pulumi_aws.iam as iam

role = iam.Role("nodes", assume_role_policy="{}")
cluster = eks.Cluster("inference", role_arn=role.arn, vpc_config={"subnet_ids": ["subnet-a", "subnet-b"]})


def pool(name: str, instance_type: str, max_size: object) -> eks.NodeGroup:
    return eks.NodeGroup(
        name,
        cluster_name=cluster.name,
        node_role_arn=role.arn,
        subnet_ids=["subnet-a"],
        instance_types=[instance_type],
        scaling_config={"desired_size": 1, "min_size": 0, "max_size": max_size},
    )


pool("capped", "g5.xlarge", 2)
pool("blank-check", "p5.48xlarge", 4000)
pool("unknown", "g5.xlarge", cluster.platform_version.apply(len))
autoscaling.Group("spare", min_size=0, max_size=3, availability_zones=["eu-central-1a"])
