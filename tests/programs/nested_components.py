"""Components in components, three deep, with inputs, outputs and parents."""

import pulumi
import pulumi_aws.autoscaling as autoscaling
import pulumi_aws.s3 as s3


class Pool(pulumi.ComponentResource):
    def __init__(self, name: str, size: int, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("ai:pools:Pool", name, {"size": size}, opts)
        self.group = autoscaling.Group(f"{name}-group", min_size=0, max_size=size, opts=pulumi.ResourceOptions(parent=self))
        self.register_outputs({"group": self.group.name, "size": size})


class Service(pulumi.ComponentResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("ai:services:Service", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.bucket = s3.Bucket(f"{name}-embeddings", opts=child)
        self.pools = [Pool(f"{name}-{size}", size, child) for size in (1, 1000)]
        self.register_outputs({"bucket": self.bucket.id})


class Platform(pulumi.ComponentResource):
    def __init__(self, name: str) -> None:
        super().__init__("ai:platform:Platform", name)
        self.services = [Service(f"{name}-{part}", pulumi.ResourceOptions(parent=self)) for part in ("chat", "search")]
        self.register_outputs({})


class Marker(pulumi.ComponentResource):
    """A component that registers nothing and never says that it is done."""

    def __init__(self) -> None:
        super().__init__("ai:platform:Marker", "marker")


platform = Platform("platform")
Marker()
s3.Bucket("child-of-bucket", opts=pulumi.ResourceOptions(parent=platform.services[0].bucket))
