"""Outputs of another stack, which are not known, used as caps and as names."""

import pulumi
import pulumi_aws.autoscaling as autoscaling
import pulumi_aws.eks as eks

network = pulumi.StackReference("network", stack_name="organization/programs/network")
autoscaling.Group("sized", min_size=0, max_size=network.get_output("maxNodes"), vpc_zone_identifiers=network.require_output("subnets"))
autoscaling.Group("fixed", min_size=0, max_size=2, vpc_zone_identifiers=network.outputs["subnets"])
eks.FargateProfile(
    "pods",
    cluster_name=network.get_output("cluster"),
    pod_execution_role_arn="arn:aws:iam::1:role/r",
    selectors=[{"namespace": "rag"}],
)
pulumi.export("subnets", network.get_output("subnets"))
