"""Transformations, the older kind, which run in the program: of the stack, of a component, of one resource."""

import pulumi
import pulumi_aws as aws


def cap(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
    if args.type_ == "aws:autoscaling/group:Group":
        return pulumi.ResourceTransformationResult(props={**args.props, "max_size": 2}, opts=args.opts)
    return None


def rename(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult:
    options = pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(aliases=[pulumi.Alias(name="before")]))
    return pulumi.ResourceTransformationResult(props={**args.props, "bucket": "renamed"}, opts=options)


class Pools(pulumi.ComponentResource):
    def __init__(self, name: str, **options: object) -> None:
        super().__init__("ai:pools:Pools", name, None, pulumi.ResourceOptions(**options))
        aws.autoscaling.Group(f"{name}-group", min_size=0, max_size=900, opts=pulumi.ResourceOptions(parent=self))
        aws.s3.Bucket(f"{name}-bucket", opts=pulumi.ResourceOptions(parent=self, transformations=[rename]))
        self.register_outputs({})


pulumi.runtime.register_stack_transformation(
    lambda args: pulumi.ResourceTransformationResult(
        props=args.props, opts=pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(retain_on_delete=True))
    )
)
Pools("capped", transformations=[cap])
Pools("open")
