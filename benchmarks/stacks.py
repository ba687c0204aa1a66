"""A stack to measure with: resources mostly of judged types, as AI platforms hold them, with the outputs of a first preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ceilings.engine.responses import preview_outputs
from tests.pack.client import Sent

_CONTAINER = {
    "name": "server",
    "image": "vllm/vllm-openai:v0.11.0",
    "args": ["--model", "meta-llama/Llama-3.1-8B-Instruct", "--max-model-len", "4096"],
    "env": [{"name": f"SETTING_{index}", "value": "x"} for index in range(6)],
    "ports": [{"containerPort": 8000.0, "name": "http"}],
    "resources": {"limits": {"nvidia.com/gpu": "1", "cpu": "4", "memory": "16Gi"}, "requests": {"cpu": "4", "memory": "16Gi"}},
}


def _kubernetes(api: str, kind: str, name: str, spec: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    version = api if "/" in api else f"core/{api}"
    return f"kubernetes:{version}:{kind}", {
        "apiVersion": api,
        "kind": kind,
        "metadata": {"name": name, "namespace": "inference"},
        "spec": spec,
    }


_KINDS: tuple[Callable[[str], tuple[str, dict[str, Any]]], ...] = (
    lambda name: (
        "aws:eks/nodeGroup:NodeGroup",
        {
            "clusterName": "inference",
            "nodeRoleArn": "arn:aws:iam::123456789012:role/nodes",
            "subnetIds": ["subnet-1", "subnet-2"],
            "instanceTypes": ["m6i.xlarge"],
            "scalingConfig": {"minSize": 1.0, "maxSize": 4.0, "desiredSize": 1.0},
            "tags": {"team": "search"},
        },
    ),
    lambda name: ("aws:ebs/volume:Volume", {"availabilityZone": "us-east-1a", "size": 100.0, "type": "gp3", "tags": {"team": "search"}}),
    lambda name: (
        "aws:autoscaling/group:Group",
        {"minSize": 0.0, "maxSize": 5.0, "launchTemplate": {"id": "lt-1", "version": "$Latest"}, "vpcZoneIdentifiers": ["subnet-1"]},
    ),
    lambda name: (
        "aws:rds/instance:Instance",
        {"engine": "postgres", "instanceClass": "db.r6g.large", "allocatedStorage": 100.0, "maxAllocatedStorage": 400.0, "username": "u"},
    ),
    lambda name: (
        "aws:lambda/function:Function",
        {"role": "arn:aws:iam::123456789012:role/r", "packageType": "Image", "imageUri": "x:1", "reservedConcurrentExecutions": 5.0},
    ),
    lambda name: _kubernetes(
        "apps/v1",
        "Deployment",
        name,
        {
            "replicas": 2.0,
            "selector": {"matchLabels": {"app": name}},
            "template": {"metadata": {"labels": {"app": name}}, "spec": {"containers": [{**_CONTAINER, "resources": {}}]}},
        },
    ),
    lambda name: _kubernetes(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        name,
        {"minReplicas": 1.0, "maxReplicas": 6.0, "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": name}},
    ),
    lambda name: _kubernetes(
        "v1", "PersistentVolumeClaim", name, {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "100Gi"}}}
    ),
    lambda name: ("aws:iam/role:Role", {"assumeRolePolicy": '{"Version":"2012-10-17","Statement":[]}', "name": name}),
    lambda name: (
        "aws:ec2/securityGroup:SecurityGroup",
        {"vpcId": "vpc-1", "name": name, "ingress": [{"fromPort": 443.0, "toPort": 443.0}]},
    ),
)


def resources(count: int, *, outputs: bool) -> list[Sent]:
    """``count`` resources, four in five of judged types; ``outputs``: as a stack policy sees them, else as a resource policy does."""
    made = []
    for index in range(count):
        token, inputs = _KINDS[index % len(_KINDS)](f"r{index}")
        made.append(Sent(token, f"r{index}", preview_outputs(token, inputs) if outputs else inputs))
    return made
