"""Elastic Container Service."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.aws import _tasks
from ceilings.catalogue.aws._instances import required
from ceilings.catalogue.aws._reach import SERVICE
from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import accelerator_count, desired, nodes, storage
from ceilings.ceiling import UNSIZED, Cap, Implicit, Never, product
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

_TASKS: Final = desired("desiredCount", default=0)
_REPLICAS: Final = "maxReplicasPerWorkload"


def _keeps_a_count(resource: Resource) -> bool:
    """Whether a service keeps a number of tasks: a daemon runs one on each instance, and instances are judged themselves."""
    return resource.text("schedulingStrategy") != "DAEMON"


def _service(resource: Resource) -> Iterable[Judged]:
    if not _keeps_a_count(resource):
        return
    yield capacity("tasks", "tasks", _TASKS, limit=_REPLICAS)
    volume = "volumeConfiguration.managedEbsVolume"
    if resource.get(volume) is not MISSING:
        yield storage(product(_TASKS, Cap(f"{volume}.sizeInGb", absent=UNSIZED)), name="task volumes", limit=None)


def _with_devices(stack: Stack, resource: Resource) -> Iterable[Judged]:
    if _keeps_a_count(resource):
        for each in _tasks.devices_of(stack, resource):
            yield accelerator_count(product(_TASKS, each))


entry(
    type=SERVICE,
    klass=Class.FIXED,
    why="A service bills for the tasks that it keeps running, on Fargate or as the instances under them.",
    source="docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    components=(_service,),
    joined=_with_devices,
    accelerators="pod",
    allowed=Example({"cluster": "c", "taskDefinition": "t:1", "desiredCount": 3.0, "launchType": "FARGATE"}),
    blocked=Example({"cluster": "c", "taskDefinition": "t:1", "desiredCount": 300.0, "launchType": "FARGATE"}, {"tasks": "over"}),
)


def _provider(resource: Resource) -> Iterable[Judged]:
    path = "managedInstancesProvider"
    if resource.get(path) is MISSING:
        return
    endless = Never("managed instances are launched for every pending task, and the capacity provider has no limit on their number")
    remedy = "Use an autoScalingGroupProvider, whose group's maxSize bounds it."
    yield nodes(endless, name="instances", unit="instances", remedy=remedy)
    each = required(resource, f"{path}.instanceLaunchTemplate.instanceRequirements")
    if each is not None:
        yield accelerator_count(product(endless, each))


entry(
    type="aws:ecs/capacityProvider:CapacityProvider",
    klass=Class.SCALING,
    why="A capacity provider bills as the instances that it launches: those of its group, within the group's maximum, or managed ones.",
    source="docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-capacity-providers-concept.html",
    components=(_provider,),
    accelerators="node",
    allowed=Example({"name": "p", "autoScalingGroupProvider": {"autoScalingGroupArn": "arn:aws:autoscaling:us-east-1:123456789012:g"}}),
    blocked=Example(
        {
            "name": "p",
            "cluster": "c",
            "managedInstancesProvider": {
                "infrastructureRoleArn": "arn:aws:iam::123456789012:role/r",
                "instanceLaunchTemplate": {
                    "instanceRequirements": {"vcpuCount": {"min": 1.0, "max": 4.0}, "memoryMib": {"min": 1024.0, "max": 8192.0}}
                },
            },
        },
        {"instances": "unbounded"},
    ),
)

entry(
    type="aws:ecs/expressGatewayService:ExpressGatewayService",
    klass=Class.SCALING,
    why="An express service bills for every task that it may scale to.",
    source="docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExpressGatewayScalingTarget.html",
    components=(capacity("tasks", "tasks", Cap("scalingTargets.maxTaskCount", absent=Implicit(20)), limit=_REPLICAS),),
    allowed=Example({"scalingTargets": [{"minTaskCount": 1.0, "maxTaskCount": 4.0}], "primaryContainer": {"image": "i"}}),
    blocked=Example({"primaryContainer": {"image": "i"}}, {"tasks": "implicit"}),
)

settled(
    "aws:ecs/taskSet:TaskSet",
    "A task set runs a share of the tasks of its service, whose count is judged.",
    "docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateTaskSet.html",
    {"service": "s", "cluster": "c", "taskDefinition": "t:1", "scale": {"value": 50.0, "unit": "PERCENT"}},
)
settled(
    "aws:ecs/daemon:Daemon",
    "A daemon runs one task on each instance of its capacity providers, which are judged themselves.",
    "docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateDaemon.html",
    {"capacityProviderArns": ["arn:aws:ecs:us-east-1:123456789012:capacity-provider/p"], "daemonTaskDefinitionArn": "d:1"},
)
