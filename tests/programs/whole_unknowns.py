"""Whole objects and lists that are unknown, with the cap somewhere inside."""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

source = aws.ssm.Parameter("sizes", type="String", value="{}")
parsed = source.arn.apply(lambda text: {"desired_size": 1, "min_size": 0, "max_size": len(text)})
aws.eks.NodeGroup(
    "object",
    cluster_name="ml",
    node_role_arn="arn:aws:iam::1:role/r",
    subnet_ids=source.arn.apply(lambda arn: [arn]),
    scaling_config=parsed,
)
aws.dynamodb.Table(
    "list",
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    attributes=source.arn.apply(lambda _: [{"name": "id", "type": "S"}]),
    on_demand_throughput=source.arn.apply(lambda _: {"max_read_request_units": 10, "max_write_request_units": 10}),
)
aws.elasticache.ServerlessCache("limits", engine="valkey", cache_usage_limits=source.arn.apply(lambda _: {}))
kubernetes.core.v1.ResourceQuota("spec", spec=source.arn.apply(lambda _: {"hard": {"pods": "4"}}))
kubernetes.autoscaling.v2.HorizontalPodAutoscaler("spec", spec=source.arn.apply(lambda _: {"max_replicas": 4}))
kubernetes.core.v1.ConfigMap("metadata", metadata=source.arn.apply(lambda arn: {"name": arn}), data=pulumi.Output.all(a=source.arn))
