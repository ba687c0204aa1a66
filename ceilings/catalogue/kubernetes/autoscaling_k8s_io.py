"""The Vertical Pod Autoscaler."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ceilings.catalogue.entry import Class, Component, Example, Judged, entry
from ceilings.ceiling import Cap, Expression, Never, highest
from ceilings.companions.kubernetes import CPU, MEMORY, limit_range_for, quota_for, target
from ceilings.finding import Aspect, Family
from ceilings.quantity import Reader, gib, quantity
from ceilings.resource import Resource
from ceilings.stack import Stack

_POLICIES = "spec.resourcePolicy.containerPolicies"
_KINDS: tuple[tuple[str, str, Reader, str, tuple[Cap, ...]], ...] = (
    ("cpu", "vCPU", quantity, "maxCapacityUnits", CPU),
    ("memory", "GiB", gib, "maxMemoryGibPerPool", MEMORY),
)


def _recommends_only(resource: Resource) -> bool:
    return resource.text("spec.updatePolicy.updateMode") == "Off"


def _active(resource: Resource, kind: str) -> list[str]:
    """The paths of the policies that let the autoscaler set a container's cpu or memory."""
    found = []
    for path in resource.each(_POLICIES):
        controlled = resource.strings(f"{path}.controlledResources")
        if resource.text(f"{path}.mode") != "Off" and (not controlled or kind in controlled):
            found.append(path)
    return found


def _names(resource: Resource) -> set[str | None]:
    return {resource.text(f"{path}.containerName") for path in resource.each(_POLICIES)}


def _component(name: str, unit: str, limit: str, quota: tuple[Cap, ...], read: Reader, ceiling: Expression) -> Component:
    return Component(
        name=f"{name} per container",
        unit=unit,
        aspect=Aspect.COMPUTE,
        family=Family.AUTOSCALER,
        ceiling=ceiling,
        limit=limit,
        companions=(limit_range_for("Container", Cap(f"max.{name}", read=read, limit=limit)), quota_for(*quota)),
        remedy=f'Give every container a policy with maxAllowed.{name} in {_POLICIES}; the name "*" stands for those that no other names.',
    )


def _vertical(resource: Resource) -> Iterator[Judged]:
    if _recommends_only(resource):
        return
    for name, unit, read, limit, quota in _KINDS:
        paths = _active(resource, name)
        if paths:
            yield _component(name, unit, limit, quota, read, highest(*(Cap(f"{path}.maxAllowed.{name}", read=read) for path in paths)))
        elif not resource.each(_POLICIES):
            yield _component(name, unit, limit, quota, read, Never(f"{_POLICIES} is not set"))


def _unnamed(stack: Stack, resource: Resource) -> Iterable[Judged]:
    """Containers of the target that no policy names are open."""
    workload, names = target(stack, resource, "spec.targetRef"), _names(resource)
    if _recommends_only(resource) or workload is None or not names or "*" in names:
        return
    pod = "spec.template.spec.containers"
    left = [path for path in workload.each(pod) if workload.text(f"{path}.name") not in names]
    if left:
        for name, unit, read, limit, quota in _KINDS:
            yield _component(name, unit, limit, quota, read, Never(f"{_POLICIES} does not name the container at {left[0]} of its target"))


def _policy(cpu: str) -> dict[str, object]:
    policy = {"containerName": "*", "maxAllowed": {"cpu": cpu, "memory": "8Gi"}}
    reference = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "model"}
    return {"targetRef": reference, "updatePolicy": {"updateMode": "Recreate"}, "resourcePolicy": {"containerPolicies": [policy]}}


entry(
    type="kubernetes:autoscaling.k8s.io:VerticalPodAutoscaler",
    klass=Class.SCALING,
    why="The autoscaler raises what each container asks for, and nodes grow with it.",
    source="github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md",
    components=(_vertical,),
    joined=_unnamed,
    allowed=Example({"metadata": {"name": "model"}, "spec": _policy("4")}),
    blocked=Example({"metadata": {"name": "model"}, "spec": _policy("4000")}, {"cpu per container": "over"}),
)

entry(
    type="kubernetes:autoscaling.k8s.io:VerticalPodAutoscalerCheckpoint",
    klass=Class.FIXED,
    why="A checkpoint keeps what was measured and starts nothing.",
    source="github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md",
    allowed=Example({"metadata": {"name": "model"}}),
)
