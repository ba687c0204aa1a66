"""AIBrix's autoscaler for models."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._pods import replicas
from ceilings.catalogue.kubernetes._scaled import scaled
from ceilings.ceiling import Cap, Expression, Fixed, highest
from ceilings.companions.kubernetes import target
from ceilings.resource import Resource
from ceilings.stack import Stack


def _most(resource: Resource) -> Expression:
    """The maximum, or that of a schedule, which holds instead of it while its window is open."""
    windows = (Cap(f"{path}.maxReplicas", absent=Fixed(0)) for path in resource.each("spec.schedules"))
    return highest(Cap("spec.maxReplicas"), *windows)


def _scaler(resource: Resource) -> Iterable[Judged]:
    yield replicas(_most(resource))


def _beside(stack: Stack, resource: Resource) -> Iterable[Judged]:
    workload = target(stack, resource)
    if workload is not None:
        yield from scaled(stack, workload, _most(resource))


def _example(most: float) -> dict[str, object]:
    reference = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "llama"}
    return {
        "metadata": {"name": "llama"},
        "spec": {"scaleTargetRef": reference, "scalingStrategy": "KPA", "minReplicas": 1.0, "maxReplicas": most},
    }


entry(
    type="kubernetes:autoscaling.aibrix.ai:PodAutoscaler",
    klass=Class.SCALING,
    why="A scaler adds pods up to its maximum, and nodes follow the pods.",
    source="aibrix.readthedocs.io/latest/features/autoscaling/autoscaling.html",
    components=(_scaler,),
    joined=_beside,
    accelerators="pod",
    allowed=Example(_example(4.0)),
    blocked=Example(_example(400.0), {"replicas": "over"}),
)
