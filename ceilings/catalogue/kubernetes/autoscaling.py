"""The Horizontal Pod Autoscaler."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._pods import replicas
from ceilings.catalogue.kubernetes._scaled import scaled
from ceilings.catalogue.kubernetes._variants import joined, judged, kinds
from ceilings.ceiling import Cap
from ceilings.companions.kubernetes import target
from ceilings.resource import Resource
from ceilings.stack import Stack

_MAXIMUM = Cap("spec.maxReplicas")


def _scaler(_: Resource) -> Iterable[Judged]:
    yield replicas(_MAXIMUM)


def _beside(stack: Stack, resource: Resource) -> Iterable[Judged]:
    workload = target(stack, resource)
    if workload is not None:
        yield from scaled(stack, workload, _MAXIMUM)


entry(
    type=kinds("autoscaling", "HorizontalPodAutoscaler"),
    klass=Class.SCALING,
    why="An autoscaler adds pods up to its maximum, and nodes follow the pods.",
    source="kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
    components=(judged(_scaler),),
    joined=joined(_beside),
    accelerators="pod",
    allowed=Example(
        {
            "metadata": {"name": "model"},
            "spec": {
                "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "model"},
                "minReplicas": 1.0,
                "maxReplicas": 8.0,
            },
        }
    ),
    blocked=Example(
        {
            "metadata": {"name": "model"},
            "spec": {
                "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "model"},
                "minReplicas": 1.0,
                "maxReplicas": 5000.0,
            },
        },
        {"replicas": "over"},
    ),
)
