"""EC2 Auto Scaling."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._dimensions import forecast_raises
from ceilings.catalogue.aws._instances import Choice, Units, choices, devices, instances, launch_sources, launched_by, left_to
from ceilings.catalogue.aws._shared import capacity
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import nodes
from ceilings.ceiling import Cap, Expression, Fixed, Never, highest, product
from ceilings.quantity import Reader, number
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

GROUP = "aws:autoscaling/group:Group"
SCHEDULE = "aws:autoscaling/schedule:Schedule"
_SPECIFICATION = "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification"
_OVERRIDES = "mixedInstancesPolicy.launchTemplate.overrides"
# The attribute whose minimum says how many units one instance counts for, where the group counts in that.
# Source: docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html (DesiredCapacityType)
_SIZED_BY = {"vcpu": "vcpuCount", "memory-mib": "memoryMib"}
_SURGES = ("instanceMaintenancePolicy.maxHealthyPercentage", "instanceRefresh.preferences.maxHealthyPercentage")


def maximum(resource: Resource) -> Units:
    """The most units of a group: a warm pool may prepare more than its maximum, and replacing instances may surge above it."""
    surges = [Cap(path, absent=Fixed(100), unset=(-1,), scale=0.01) for path in _SURGES if resource.get(path) is not MISSING]

    def units(read: Reader) -> Expression:
        most: Expression = Cap("maxSize", read=read)
        if resource.get("warmPool") is not MISSING:
            most = highest(most, Cap("warmPool.maxGroupPreparedCapacity", absent=Fixed(0), unset=(-1,), read=read))
        return product(most, highest(*surges)) if surges else most

    return units


def _kinds(resource: Resource) -> list[Choice]:
    return choices(resource, _OVERRIDES, sized_by=_SIZED_BY.get(resource.text("desiredCapacityType") or "", ""))


def _group(resource: Resource) -> Iterable[Judged]:
    units, found = maximum(resource), _kinds(resource)
    measure = resource.text("desiredCapacityType")
    if measure == "vcpu":
        yield capacity("vcpus", "vCPUs", units(number))
    elif measure == "memory-mib":
        yield capacity("memory", "GiB", units(_gib), limit="maxMemoryGibPerPool")
    else:
        yield nodes(instances(units, [Choice(choice.weight or 1, choice.devices, choice.name) for choice in found]))
    yield from devices(units, found)


def _gib(value: object) -> float | int | None:
    mib = number(value)
    return None if mib is None else mib / 1024


def _from_template(stack: Stack, resource: Resource) -> Iterable[Judged]:
    """Accelerators of a group whose overrides, if it has any, leave the type to its launch template."""
    yield from devices(maximum(resource), left_to(_kinds(resource), _sources(stack, resource)))


def _sources(stack: Stack, resource: Resource) -> Iterable[Resource]:
    specification = [f"{_SPECIFICATION}.{name}" for name in ("launchTemplateId", "launchTemplateName")]
    return launch_sources(stack, resource, "launchTemplate.id", "launchTemplate.name", "launchConfiguration", *specification)


entry(
    type=GROUP,
    klass=Class.SCALING,
    why="A group bills for every instance that it may scale to.",
    source="docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
    components=(_group,),
    joined=_from_template,
    accelerators="node",
    allowed=Example(
        {
            "minSize": 0.0,
            "maxSize": 8.0,
            "mixedInstancesPolicy": {
                "launchTemplate": {
                    "launchTemplateSpecification": {"launchTemplateId": "lt-1"},
                    "overrides": [
                        {"instanceType": "g5.xlarge", "weightedCapacity": "1"},
                        {"instanceType": "g5.12xlarge", "weightedCapacity": "8"},
                    ],
                }
            },
        }
    ),
    blocked=Example(
        {"minSize": 0.0, "maxSize": 400.0, "launchTemplate": {"id": "lt-1", "version": "$Latest"}},
        {"nodes": "over"},
    ),
)


def _scheduled(resource: Resource) -> Iterable[Judged]:
    yield nodes(Cap("maxSize", absent=Fixed(0), unset=(-1,)), remedy="Set maxSize to a value within the ceiling, or to -1 to leave it.")


def _raised(stack: Stack, resource: Resource) -> Iterable[Judged]:
    """The accelerators of the group that a schedule raises."""
    name = resource.output("autoscalingGroupName")
    groups = stack.linked(resource, "autoscalingGroupName", GROUP)
    for group in groups or [one for one in stack.of_type(GROUP) if isinstance(name, str) and one.output("name") == name]:
        found = _kinds(group)
        if not any(choice.devices for choice in found):
            found = [launched_by(source) for source in _sources(stack, group)]
        yield from devices(lambda read: Cap("maxSize", absent=Fixed(0), unset=(-1,), read=read), found)


entry(
    type=SCHEDULE,
    klass=Class.SCALING,
    why="A scheduled action sets the maximum of its group, to which it may then scale.",
    source="docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScheduledUpdateGroupAction.html",
    components=(_scheduled,),
    joined=_raised,
    allowed=Example({"scheduledActionName": "day", "autoscalingGroupName": "g", "minSize": 0.0, "maxSize": 10.0, "desiredCapacity": 5.0}),
    blocked=Example(
        {"scheduledActionName": "day", "autoscalingGroupName": "g", "minSize": 0.0, "maxSize": 200.0, "desiredCapacity": 5.0},
        {"nodes": "over"},
    ),
)


def _policy(resource: Resource) -> Iterable[Judged]:
    path = "predictiveScalingConfiguration"
    if forecast_raises(resource, path):
        yield nodes(
            Never("predictive scaling may raise the maximum of the group to any forecast"),
            remedy=f"Set {path}.maxCapacityBreachBehavior to HonorMaxCapacity.",
        )


entry(
    type="aws:autoscaling/policy:Policy",
    klass=Class.FIXED,
    why="A scaling policy moves the desired capacity of its group and, where predictive scaling may, the maximum too.",
    source="docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PredictiveScalingConfiguration.html",
    components=(_policy,),
    allowed=Example(
        {
            "autoscalingGroupName": "g",
            "policyType": "TargetTrackingScaling",
            "targetTrackingConfiguration": {
                "predefinedMetricSpecification": {"predefinedMetricType": "ASGAverageCPUUtilization"},
                "targetValue": 40.0,
            },
        }
    ),
    blocked=Example(
        {
            "autoscalingGroupName": "g",
            "policyType": "PredictiveScaling",
            "predictiveScalingConfiguration": {
                "mode": "ForecastAndScale",
                "maxCapacityBreachBehavior": "IncreaseMaxCapacity",
                "maxCapacityBuffer": "10",
                "metricSpecification": {"targetValue": 32.0},
            },
        },
        {"nodes": "unbounded"},
    ),
)
