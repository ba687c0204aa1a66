"""EC2: instances, fleets and reservations. Networks are in a module of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ceilings.catalogue.aws import _ec2_network as _network
from ceilings.catalogue.aws._instances import (
    LAUNCH_CONFIGURATION,
    LAUNCH_TEMPLATE,
    Choice,
    Units,
    choices,
    devices,
    instances,
    launch_sources,
    launched_by,
    left_to,
)
from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import accelerators, nodes, storage
from ceilings.ceiling import UNSIZED, Cap, Const, Expression
from ceilings.quantity import Number, Reader, number
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

__all__ = ["_network"]
_API: Final = "docs.aws.amazon.com/AWSEC2/latest/APIReference"
_ONE: Final = Const(1, "instance")
# The attribute whose minimum says how many units one instance counts for. Source: API_TargetCapacitySpecificationRequest
_SIZED_BY: Final = {"vcpu": "vcpuCount", "memory-mib": "memoryMib"}


def _one(_read: Reader) -> Expression:
    return _ONE


def _volumes(resource: Resource) -> Iterator[Judged]:
    """The volumes that an instance states. A root volume without a size is as large as its image, which is not judged."""
    if resource.get("rootBlockDevice.volumeSize") is not MISSING:
        yield storage(Cap("rootBlockDevice.volumeSize"), name="root volume")
    for position, path in enumerate(resource.each("ebsBlockDevices"), 1):
        yield storage(
            Cap(f"{path}.volumeSize", absent=UNSIZED),
            name=f"volume {position}",
            remedy=f"Set {path}.volumeSize; a volume from a snapshot is otherwise as large as that was.",
        )


def _instance(resource: Resource) -> Iterable[Judged]:
    if resource.get("instanceType") is not MISSING:
        yield from accelerators(_ONE, resource, "instanceType")
    yield from _volumes(resource)


def _instance_template(stack: Stack, resource: Resource) -> Iterable[Judged]:
    if resource.get("instanceType") is MISSING:
        sources = launch_sources(stack, resource, "launchTemplate.id", "launchTemplate.name")
        yield from devices(_one, [launched_by(source) for source in sources])


for _token, _why, _page in (
    (
        "instance:Instance",
        "An instance bills by the hour until somebody stops it, and its volumes until they are deleted.",
        "API_RunInstances",
    ),
    ("spotInstanceRequest:SpotInstanceRequest", "A request keeps one spot instance and its volumes.", "API_RequestSpotInstances"),
):
    entry(
        type=f"aws:ec2/{_token}",
        klass=Class.FIXED,
        why=_why,
        source=f"{_API}/{_page}.html",
        components=(_instance,),
        joined=_instance_template,
        accelerators="node",
        allowed=Example(
            {
                "ami": "ami-1",
                "instanceType": "g5.xlarge",
                "rootBlockDevice": {"volumeSize": 100.0},
                "ebsBlockDevices": [{"deviceName": "/dev/sdf", "volumeSize": 500.0}],
            }
        ),
        blocked=Example(
            {
                "ami": "ami-1",
                "instanceType": "t3.micro",
                "rootBlockDevice": {"volumeSize": 1_000.0},
                "ebsBlockDevices": [{"deviceName": "/dev/sdf", "volumeSize": 17_000.0}],
            },
            {"volume 1": "over"},
        ),
    )


def _measured(units: Units, unit_type: str | None, found: list[Choice]) -> Iterable[Judged]:
    """The capacity of a fleet in the unit that it counts in, and its accelerators."""
    if unit_type == "vcpu":
        yield capacity("vcpus", "vCPUs", units(number))
    elif unit_type == "memory-mib":
        yield capacity("memory", "GiB", units(_gib), limit="maxMemoryGibPerPool")
    else:
        yield nodes(instances(units, found), name="instances", unit="instances")
    yield from devices(units, found)


def _gib(value: object) -> Number | None:
    mib = number(value)
    return None if mib is None else mib / 1024


def _overrides(resource: Resource, unit_type: str | None) -> list[Choice]:
    sized_by = _SIZED_BY.get(unit_type or "", "")
    return [one for path in resource.each("launchTemplateConfigs") for one in choices(resource, f"{path}.overrides", sized_by=sized_by)]


def _templates(stack: Stack, resource: Resource, *names: str) -> Iterator[Resource]:
    paths = [f"{path}.launchTemplateSpecification.{name}" for path in resource.each("launchTemplateConfigs") for name in names]
    return launch_sources(stack, resource, *paths)


_FLEET_UNIT: Final = "targetCapacitySpecification.targetCapacityUnitType"


def _fleet_units(read: Reader) -> Expression:
    return Cap("targetCapacitySpecification.totalTargetCapacity", read=read)


def _fleet(resource: Resource) -> Iterable[Judged]:
    unit_type = resource.text(_FLEET_UNIT)
    yield from _measured(_fleet_units, unit_type, _overrides(resource, unit_type))


def _fleet_templates(stack: Stack, resource: Resource) -> Iterable[Judged]:
    found = _overrides(resource, resource.text(_FLEET_UNIT))
    yield from devices(_fleet_units, left_to(found, _templates(stack, resource, "launchTemplateId", "launchTemplateName")))


def _fleet_example(total_capacity: float) -> dict[str, object]:
    specification = {"launchTemplateId": "lt-1", "version": "1"}
    overrides = [{"instanceType": "g5.xlarge", "weightedCapacity": 1.0}, {"instanceType": "g5.2xlarge", "weightedCapacity": 2.0}]
    return {
        "launchTemplateConfigs": [{"launchTemplateSpecification": specification, "overrides": overrides}],
        "targetCapacitySpecification": {"defaultTargetCapacityType": "spot", "totalTargetCapacity": total_capacity},
    }


entry(
    type="aws:ec2/fleet:Fleet",
    klass=Class.FIXED,
    why="A fleet keeps launching instances until its target capacity is met.",
    source=f"{_API}/API_TargetCapacitySpecificationRequest.html",
    components=(_fleet,),
    joined=_fleet_templates,
    accelerators="node",
    allowed=Example(_fleet_example(5.0)),
    blocked=Example(_fleet_example(100.0), {"instances": "over", "accelerators": "over"}),
)


def _spot_units(read: Reader) -> Expression:
    return Cap("targetCapacity", read=read)


def _spot_kinds(resource: Resource) -> list[Choice]:
    return choices(resource, "launchSpecifications") + _overrides(resource, resource.text("targetCapacityUnitType"))


def _spot(resource: Resource) -> Iterable[Judged]:
    yield from _measured(_spot_units, resource.text("targetCapacityUnitType"), _spot_kinds(resource))


def _spot_templates(stack: Stack, resource: Resource) -> Iterable[Judged]:
    yield from devices(_spot_units, left_to(_spot_kinds(resource), _templates(stack, resource, "id", "name")))


entry(
    type="aws:ec2/spotFleetRequest:SpotFleetRequest",
    klass=Class.FIXED,
    why="A spot fleet keeps launching instances until its target capacity is met.",
    source=f"{_API}/API_SpotFleetRequestConfigData.html",
    components=(_spot,),
    joined=_spot_templates,
    accelerators="node",
    allowed=Example({"targetCapacity": 4.0, "launchSpecifications": [{"ami": "ami-1", "instanceType": "g4dn.xlarge"}]}),
    blocked=Example(
        {"targetCapacity": 200.0, "launchSpecifications": [{"ami": "ami-1", "instanceType": "g4dn.xlarge"}]},
        {"instances": "over", "accelerators": "over"},
    ),
)


def _reservation(resource: Resource) -> Iterable[Judged]:
    count = Cap("instanceCount")
    yield nodes(count, name="instances", unit="instances")
    yield from accelerators(count, resource, "instanceType")


def _reserved(count: float) -> dict[str, object]:
    return {"instanceType": "p5.48xlarge", "instancePlatform": "Linux/UNIX", "availabilityZone": "us-east-1a", "instanceCount": count}


entry(
    type="aws:ec2/capacityReservation:CapacityReservation",
    klass=Class.FIXED,
    why="A reservation bills for every instance that it holds, whether or not one runs in it.",
    source=f"{_API}/API_CreateCapacityReservation.html",
    components=(_reservation,),
    accelerators="node",
    allowed=Example(_reserved(2.0)),
    blocked=Example(_reserved(64.0), {"instances": "over", "accelerators": "over"}),
)


def _host(resource: Resource) -> Iterable[Judged]:
    if resource.get("instanceType") is not MISSING:
        yield from accelerators(Const(1, "host"), resource, "instanceType")
    elif resource.get("instanceFamily") is not MISSING:
        yield from accelerators(Const(1, "host"), resource, "instanceFamily")


entry(
    type="aws:ec2/dedicatedHost:DedicatedHost",
    klass=Class.FIXED,
    why="A host bills by the hour for the whole machine, whatever runs on it.",
    source=f"{_API}/API_AllocateHosts.html",
    components=(_host,),
    accelerators="node",
    allowed=Example({"instanceType": "c5.18xlarge", "availabilityZone": "us-west-2a"}),
    blocked=Example({"instanceFamily": {"name": "p4d"}, "availabilityZone": "us-west-2a"}, {"accelerators": "unknown"}),
)

settled(
    LAUNCH_TEMPLATE,
    "A launch template runs nothing; what launches from it is judged with the type that it gives.",
    f"{_API}/API_CreateLaunchTemplate.html",
    {"imageId": "ami-1", "instanceType": "p5.48xlarge"},
)
settled(
    LAUNCH_CONFIGURATION,
    "A launch configuration runs nothing; the group that launches from it is judged with the type that it gives.",
    "docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateLaunchConfiguration.html",
    {"imageId": "ami-1", "instanceType": "p5.48xlarge"},
)
settled(
    "aws:ec2/capacityBlockReservation:CapacityBlockReservation",
    "A capacity block is paid for once, at the price of the offering that its id names, and ends by itself.",
    f"{_API}/API_PurchaseCapacityBlock.html",
    {"capacityBlockOfferingId": "cb-1", "instancePlatform": "Linux/UNIX"},
)
