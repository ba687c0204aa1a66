"""One name for many: the same name under other types and other parents, and a type that is only a word."""

import pulumi
import pulumi_aws as aws


class Part(pulumi.ComponentResource):
    def __init__(self, token: str, name: str, parent: pulumi.Resource | None = None) -> None:
        super().__init__(token, name, {"note": "same"}, pulumi.ResourceOptions(parent=parent))
        aws.s3.Bucket("same", opts=pulumi.ResourceOptions(parent=self))
        aws.autoscaling.Group("same", min_size=0, max_size=1, opts=pulumi.ResourceOptions(parent=self))


aws.s3.Bucket("same")
outer = Part("ai:parts:Outer", "same")
Part("ai:parts:Inner", "same", outer)
Part("ai:index:Short", "same")
pulumi.export("same", outer.urn)
