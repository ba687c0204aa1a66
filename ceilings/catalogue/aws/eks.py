"""Elastic Kubernetes Service."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import accelerators, nodes
from ceilings.ceiling import Cap
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

_MAXIMUM = Cap("scalingConfig.maxSize")
_LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"


def _node_group(resource: Resource) -> Iterable[Judged]:
    yield nodes(_MAXIMUM)
    if resource.get("launchTemplate") is MISSING or resource.get("instanceTypes") is not MISSING:
        yield from accelerators(_MAXIMUM, resource, "instanceTypes", default="t3.medium")


def _from_template(stack: Stack, resource: Resource) -> Iterable[Judged]:
    if resource.get("instanceTypes") is MISSING:
        for template in stack.linked(resource, "launchTemplate", _LAUNCH_TEMPLATE):
            yield from accelerators(_MAXIMUM, template, "instanceType")


entry(
    type="aws:eks/nodeGroup:NodeGroup",
    klass=Class.SCALING,
    why="A node group bills for every node that it may scale to, and its autoscaler stops at nothing else.",
    source="docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html",
    components=(_node_group,),
    joined=_from_template,
    accelerators="node",
    allowed=Example(
        {
            "clusterName": "c",
            "scalingConfig": {"minSize": 1.0, "maxSize": 2.0, "desiredSize": 1.0},
            "instanceTypes": ["g5.xlarge"],
        }
    ),
    blocked=Example(
        {
            "clusterName": "c",
            "scalingConfig": {"minSize": 1.0, "maxSize": 400.0, "desiredSize": 1.0},
            "instanceTypes": ["g5.xlarge"],
        },
        {"nodes": "over", "accelerators": "over"},
    ),
)
