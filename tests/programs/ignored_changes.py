"""ignoreChanges on a cap, above it, beside it and everywhere: who says what the cap is?"""

import pulumi
import pulumi_aws as aws


def group(name: str, *ignored: str) -> aws.autoscaling.Group:
    return aws.autoscaling.Group(
        name, min_size=0, max_size=4, desired_capacity=1, opts=pulumi.ResourceOptions(ignore_changes=list(ignored))
    )


group("nothing")
group("desired", "desiredCapacity")
group("cap", "maxSize")
group("all", "*")
aws.eks.NodeGroup(
    "nodes",
    cluster_name="ml",
    node_role_arn="arn:aws:iam::1:role/r",
    subnet_ids=["subnet-a"],
    scaling_config={"desired_size": 1, "max_size": 2, "min_size": 0},
    opts=pulumi.ResourceOptions(ignore_changes=["scalingConfig.desiredSize", "scalingConfig"]),
)


class Pools(pulumi.ComponentResource):
    def __init__(self) -> None:
        super().__init__("ai:pools:Pools", "pools", None, pulumi.ResourceOptions(ignore_changes=["maxSize"]))
        aws.autoscaling.Group("child", min_size=0, max_size=1, opts=pulumi.ResourceOptions(parent=self))
        self.register_outputs({})


Pools()
