"""Resources given as inputs of others, typed arguments instead of dictionaries, outputs of outputs, names from unknowns."""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

role = aws.iam.Role("r", aws.iam.RoleArgs(assume_role_policy="{}", tags={"a": "b"}))
cluster = aws.eks.Cluster(
    "ml",
    aws.eks.ClusterArgs(
        role_arn=role.arn,
        vpc_config=aws.eks.ClusterVpcConfigArgs(subnet_ids=["subnet-a"]),
        compute_config=aws.eks.ClusterComputeConfigArgs(enabled=True, node_pools=["general-purpose"]),
    ),
)
aws.eks.NodeGroup(
    "typed",
    cluster_name=cluster.name,
    node_role_arn=role.arn,
    subnet_ids=cluster.vpc_config.subnet_ids,
    instance_types=pulumi.Output.from_input(["g5.xlarge", role.name]),
    scaling_config=aws.eks.NodeGroupScalingConfigArgs(desired_size=1, min_size=0, max_size=pulumi.Output.from_input(3)),
)
kubernetes.core.v1.Service(
    "front",
    kubernetes.core.v1.ServiceInitArgs(
        metadata=kubernetes.meta.v1.ObjectMetaArgs(annotations={"arn": cluster.arn}, labels=cluster.tags_all),
        spec=kubernetes.core.v1.ServiceSpecArgs(type="LoadBalancer", ports=[{"port": 443, "target_port": "https"}]),
    ),
)
nested = pulumi.Output.from_input(pulumi.Output.from_input(cluster.arn))
aws.sqs.Queue("jobs", name=nested.apply(lambda arn: f"jobs-{arn}"), tags={"from": nested})
aws.ecs.Cluster("plain", settings=[aws.ecs.ClusterSettingArgs(name="containerInsights", value="enabled")])
