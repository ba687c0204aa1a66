"""Aliases by name, type, parent and URN, on resources, on a component and so on its children."""

import pulumi
import pulumi_aws.dynamodb as dynamodb
import pulumi_aws.s3 as s3


class Store(pulumi.ComponentResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("ai:stores:Store", name, None, opts)
        s3.Bucket(
            f"{name}-vectors",
            opts=pulumi.ResourceOptions(parent=self, aliases=[pulumi.Alias(name="vectors", parent=pulumi.ROOT_STACK_RESOURCE)]),
        )
        self.register_outputs({})


Store("store", pulumi.ResourceOptions(aliases=[pulumi.Alias(type_="ai:stores:OldStore"), pulumi.Alias(name="old-store")]))
dynamodb.Table(
    "sessions",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attributes=[{"name": "id", "type": "S"}],
    opts=pulumi.ResourceOptions(
        aliases=["urn:pulumi:aliased::programs::aws:dynamodb/table:Table::conversations", pulumi.Alias(stack="other")]
    ),
)
