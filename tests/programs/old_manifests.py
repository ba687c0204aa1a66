"""Manifests by the older, local component, whose children the program itself registers, with transformations."""

from typing import Any

import pulumi
import pulumi_kubernetes as kubernetes


def cap(obj: dict[str, Any], opts: pulumi.ResourceOptions) -> None:
    if obj["kind"] == "HorizontalPodAutoscaler":
        obj["spec"]["maxReplicas"] = 5


kubernetes.yaml.ConfigFile("inference", file="manifests/inference.yaml", transformations=[cap])
kubernetes.yaml.ConfigGroup("text", resource_prefix="p", yaml=["{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}"])
