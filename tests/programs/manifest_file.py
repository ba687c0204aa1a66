"""Kubernetes manifests from a file: a remote component whose children the provider registers."""

import pulumi
import pulumi_kubernetes.yaml.v2 as yaml

inference = yaml.ConfigFile("inference", file="manifests/inference.yaml")
yaml.ConfigFile(
    "again",
    file="manifests/scalers.yaml",
    resource_prefix="prod",
    skip_await=True,
    opts=pulumi.ResourceOptions(depends_on=[inference], parent=inference, protect=True),
)
pulumi.export("count", inference.resources.apply(len))
