"""Amazon EMR on EC2."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ceilings.catalogue.aws._instances import Choice, Units, choices, devices, instances, launched_by
from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Component, Example, Judged, entry
from ceilings.catalogue.parts import accelerator_count, accelerators, nodes
from ceilings.ceiling import Cap, Expression, Fixed, total
from ceilings.instances import specification
from ceilings.quantity import Number, Reader, number
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING, Value

CLUSTER: Final = "aws:emr/cluster:Cluster"
GROUP: Final = "aws:emr/instanceGroup:InstanceGroup"
FLEET: Final = "aws:emr/instanceFleet:InstanceFleet"
_POLICY_LIMITS: Final = "computeLimits"


def _policy_maximum(value: Value) -> Number | None:
    """``Constraints.MaxCapacity`` of an automatic scaling policy, which comes as a JSON text."""
    try:
        return number(json.loads(value)["Constraints"]["MaxCapacity"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _group_size(resource: Resource, path: str, default: int) -> Cap:
    """The instances of a group: what its scaling policy allows, else its count."""
    if resource.get(f"{path}autoscalingPolicy") not in (MISSING, ""):
        return Cap(f"{path}autoscalingPolicy", read=_policy_maximum)
    return Cap(f"{path}instanceCount", absent=Fixed(default), desired=True)


def _fleet_size(path: str) -> Units:
    """The units of a fleet: what it asks for on demand and from the spot market."""

    def units(read: Reader) -> Expression:
        targets = (Cap(f"{path}target{market}Capacity", absent=Fixed(0), read=read) for market in ("OnDemand", "Spot"))
        return total(*targets)

    return units


def _fleet_devices(resource: Resource, path: str) -> Iterator[Component]:
    yield from devices(_fleet_size(path), choices(resource, f"{path}instanceTypeConfigs"))


def _cluster(resource: Resource) -> Iterable[Judged]:
    sizes: list[Expression] = []
    held: list[Component] = []
    for role in ("master", "core"):
        group, fleet = f"{role}InstanceGroup", f"{role}InstanceFleet"
        if resource.get(group) is not MISSING:
            size = _group_size(resource, f"{group}.", 1)
            sizes.append(size)
            held += accelerators(size, resource, f"{group}.instanceType")
        if resource.get(fleet) is not MISSING:
            sizes.append(instances(_fleet_size(f"{fleet}."), choices(resource, f"{fleet}.instanceTypeConfigs")))
            held += _fleet_devices(resource, f"{fleet}.")
    if sizes:
        yield nodes(total(*sizes))
    if held:
        yield accelerator_count(total(*(component.ceiling for component in held)))


entry(
    type=CLUSTER,
    klass=Class.SCALING,
    why="A cluster bills for every instance of its groups and fleets, to which a scaling policy may add.",
    source="docs.aws.amazon.com/emr/latest/ManagementGuide/emr-automatic-scaling.html",
    components=(_cluster,),
    accelerators="node",
    allowed=Example(
        {
            "releaseLabel": "emr-7.0.0",
            "masterInstanceGroup": {"instanceType": "m5.xlarge"},
            "coreInstanceGroup": {"instanceType": "g4dn.xlarge", "instanceCount": 4.0},
        }
    ),
    blocked=Example(
        {
            "releaseLabel": "emr-7.0.0",
            "masterInstanceGroup": {"instanceType": "m5.xlarge"},
            "coreInstanceGroup": {
                "instanceType": "g4dn.xlarge",
                "instanceCount": 1.0,
                "autoscalingPolicy": '{"Constraints": {"MinCapacity": 1, "MaxCapacity": 200}, "Rules": []}',
            },
        },
        {"nodes": "over", "accelerators": "over"},
    ),
)


def _group(resource: Resource) -> Iterable[Judged]:
    size = _group_size(resource, "", 0)
    yield nodes(size)
    yield from accelerators(size, resource, "instanceType")


entry(
    type=GROUP,
    klass=Class.SCALING,
    why="A task group bills for every instance that its count or its scaling policy allows.",
    source="docs.aws.amazon.com/emr/latest/APIReference/API_ScalingConstraints.html",
    components=(_group,),
    accelerators="node",
    allowed=Example({"clusterId": "j-1", "instanceType": "g4dn.xlarge", "instanceCount": 2.0}),
    blocked=Example({"clusterId": "j-1", "instanceType": "m5.xlarge", "instanceCount": 200.0}, {"nodes": "over"}),
)


def _fleet(resource: Resource) -> Iterable[Judged]:
    yield nodes(instances(_fleet_size(""), choices(resource, "instanceTypeConfigs")))
    yield from _fleet_devices(resource, "")


entry(
    type=FLEET,
    klass=Class.FIXED,
    why="A task fleet bills for the instances that fill its target capacities.",
    source="docs.aws.amazon.com/emr/latest/APIReference/API_InstanceFleetConfig.html",
    components=(_fleet,),
    accelerators="node",
    allowed=Example(
        {
            "clusterId": "j-1",
            "instanceTypeConfigs": [
                {"instanceType": "m4.xlarge", "weightedCapacity": 1.0},
                {"instanceType": "m4.2xlarge", "weightedCapacity": 2.0},
            ],
            "targetOnDemandCapacity": 1.0,
            "targetSpotCapacity": 4.0,
        }
    ),
    blocked=Example(
        {
            "clusterId": "j-1",
            "instanceTypeConfigs": [{"instanceType": "g4dn.xlarge", "weightedCapacity": 1.0}],
            "targetSpotCapacity": 80.0,
        },
        {"nodes": "over", "accelerators": "over"},
    ),
)


def _managed(resource: Resource) -> Iterable[Judged]:
    maximum = Cap(f"{_POLICY_LIMITS}.maximumCapacityUnits")
    if resource.text(f"{_POLICY_LIMITS}.unitType") == "VCPU":
        yield capacity("vcpus", "vCPUs", maximum)
    else:
        yield nodes(maximum)


def _limit(read: Reader) -> Expression:
    return Cap(f"{_POLICY_LIMITS}.maximumCapacityUnits", read=read)


def _managed_devices(stack: Stack, resource: Resource) -> Iterable[Judged]:
    """The accelerators that managed scaling may reach: any of its units may go to the dearest type of the cluster."""
    stated = resource.output("clusterId")
    clusters = stack.linked(resource, "clusterId", CLUSTER) or [
        one for one in stack.of_type(CLUSTER) if isinstance(stated, str) and one.output("id") == stated
    ]
    for cluster in clusters:
        found = list(_kinds(stack, cluster))
        if resource.text(f"{_POLICY_LIMITS}.unitType") == "VCPU":
            found = [replace(choice, weight=spec[0] if (spec := specification(choice.name)) else 1) for choice in found]
        for component in devices(_limit, found):
            yield replace(component, instead_of=cluster.urn)


def _kinds(stack: Stack, cluster: Resource) -> Iterator[Choice]:
    """The kinds of instance that managed scaling may add: those of core and task groups and fleets."""
    yield from choices(cluster, "coreInstanceFleet.instanceTypeConfigs")
    if cluster.get("coreInstanceGroup") is not MISSING:
        yield launched_by(cluster, path="coreInstanceGroup.instanceType")
    for other in stack.dependents(cluster, GROUP, FLEET, path="clusterId"):
        yield from choices(other, "instanceTypeConfigs")
        if other.get("instanceType") is not MISSING:
            yield launched_by(other)


def _limits(maximum: float, unit: str) -> dict[str, object]:
    return {
        "clusterId": "j-1",
        "computeLimits": [{"unitType": unit, "minimumCapacityUnits": 2.0, "maximumCapacityUnits": maximum}],
    }


entry(
    type="aws:emr/managedScalingPolicy:ManagedScalingPolicy",
    klass=Class.SCALING,
    why="Managed scaling adds instances to a cluster until the maximum of its policy, in the unit that it names.",
    source="docs.aws.amazon.com/emr/latest/APIReference/API_ComputeLimits.html",
    components=(_managed,),
    joined=_managed_devices,
    accelerators="node",
    allowed=Example(_limits(10.0, "Instances")),
    blocked=Example(_limits(4_000.0, "VCPU"), {"vcpus": "over"}),
)

settled(
    "aws:emr/studio:Studio",
    "A studio carries no charge; the clusters and applications that its notebooks run on bill as themselves.",
    "docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio.html",
    {"name": "s", "authMode": "IAM"},
)
