"""Transforms of the stack, of a component and of a resource, which change inputs and options before anybody sees them."""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes.yaml.v2 as yaml


def cap(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
    if args.type_ == "aws:autoscaling/group:Group":
        props = {**args.props, "maxSize": 3 if args.name == "lowered" else args.props["maxSize"]}
        return pulumi.ResourceTransformResult(props=props, opts=args.opts)
    if args.type_.startswith("kubernetes:apps/"):
        spec = {**args.props["spec"], "replicas": 1}
        return pulumi.ResourceTransformResult(props={**args.props, "spec": spec}, opts=args.opts)
    return None


def protect(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    options = pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(protect=True, ignore_changes=["tags"]))
    return pulumi.ResourceTransformResult(props={**args.props, "tags": {"transformed": "yes"}}, opts=options)


def tag(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    return pulumi.ResourceTransformResult(props={**args.props, "forceDestroy": True}, opts=args.opts)


class Store(pulumi.ComponentResource):
    def __init__(self) -> None:
        super().__init__("ai:stores:Store", "store", None, pulumi.ResourceOptions(transforms=[protect]))
        aws.s3.Bucket("child", opts=pulumi.ResourceOptions(parent=self, transforms=[tag]))
        self.register_outputs({})


pulumi.runtime.register_resource_transform(cap)
aws.autoscaling.Group("lowered", min_size=0, max_size=5000)
aws.autoscaling.Group("left", min_size=0, max_size=5000)
Store()
yaml.ConfigFile("manifests", file="manifests/inference.yaml")
