"""Elastic Kubernetes Service."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._instances import devices as devices_of
from ceilings.catalogue.aws._instances import launch_sources, launched_by
from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import accelerators, nodes, storage
from ceilings.ceiling import Cap, Expression, Fixed, Never, highest, product
from ceilings.companions.aws import fargate_quota
from ceilings.quantity import Reader, number
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING


def _maximum(resource: Resource, read: Reader = number) -> Expression:
    """The most nodes of a group: a warm pool may prepare more than its maximum."""
    most = Cap("scalingConfig.maxSize", read=read)
    if resource.get("warmPoolConfig") is MISSING:
        return most
    return highest(most, Cap("warmPoolConfig.maxGroupPreparedCapacity", absent=Fixed(0), unset=(-1,), read=read))


def _node_group(resource: Resource) -> Iterable[Judged]:
    most = _maximum(resource)
    yield nodes(most)
    if resource.get("launchTemplate") is MISSING or resource.get("instanceTypes") is not MISSING:
        yield from accelerators(most, resource, "instanceTypes", default="t3.medium")
    if resource.get("diskSize") is not MISSING:
        yield storage(product(most, Cap("diskSize")), name="node disks", limit=None)


def _from_template(stack: Stack, resource: Resource) -> Iterable[Judged]:
    if resource.get("instanceTypes") is MISSING:
        sources = launch_sources(stack, resource, "launchTemplate.id", "launchTemplate.name")
        yield from devices_of(lambda read: _maximum(resource, read), [launched_by(source) for source in sources])


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


def _cluster(resource: Resource) -> Iterable[Judged]:
    """The built-in pools of Auto Mode, which take no limits. They launch general-purpose families only, so no accelerators."""
    pools = resource.strings("computeConfig.nodePools")
    if resource.flag("computeConfig.enabled") is not False and pools != []:
        yield nodes(
            Never("the built-in node pools of Auto Mode (computeConfig.nodePools) launch nodes for every pending pod and take no limits"),
            remedy="Leave computeConfig.nodePools empty and declare a Karpenter NodePool with spec.limits.",
        )


entry(
    type="aws:eks/cluster:Cluster",
    klass=Class.SCALING,
    why="A cluster bills a fixed rate by the hour, and with Auto Mode for every node that its pools launch.",
    source="docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html",
    components=(_cluster,),
    allowed=Example({"name": "c", "computeConfig": {"enabled": True, "nodePools": [], "nodeRoleArn": "arn:aws:iam::123456789012:role/n"}}),
    blocked=Example({"name": "c", "computeConfig": {"enabled": True, "nodePools": ["general-purpose", "system"]}}, {"nodes": "unbounded"}),
)

entry(
    type="aws:eks/fargateProfile:FargateProfile",
    klass=Class.SCALING,
    why="Fargate runs and bills every pod that a profile selects.",
    source="docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html",
    components=(
        capacity(
            "pods",
            "pods",
            Never("a Fargate profile runs every pod in its namespaces and has no limit of its own"),
            companions=(fargate_quota,),
            remedy="Put a ResourceQuota with spec.hard.pods in every namespace that its selectors name, without wildcards.",
        ),
    ),
    blocked=Example(
        {"clusterName": "c", "fargateProfileName": "f", "selectors": [{"namespace": "example"}]},
        {"pods": "unbounded"},
    ),
)

settled(
    "aws:eks/addon:Addon",
    "An add-on runs as pods on nodes that are judged themselves; those from the marketplace bill by their own terms.",
    "docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html",
    {"clusterName": "c", "addonName": "vpc-cni"},
)
settled(
    "aws:eks/capability:Capability",
    "A capability bills by the hour for each cluster that it is enabled in; what it deploys from elsewhere is not in this stack.",
    "aws.amazon.com/eks/pricing",
    {"clusterName": "c", "capabilityName": "argo", "type": "KRO"},
)
