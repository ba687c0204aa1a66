"""Argo: rollouts, and applications that deploy from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, Opaque, entry
from ceilings.catalogue.kubernetes._pods import in_pod, names_in_pod, of_target, pod_accelerators
from ceilings.catalogue.kubernetes.apps import REPLICAS, beside, pods, replicated
from ceilings.companions.kubernetes import target
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING


def _beside(stack: Stack, resource: Resource) -> Iterable[Judged]:
    """A rollout may take its pods from a deployment that it names."""
    yield from beside(stack, resource)
    if resource.get("spec.workloadRef") is MISSING:
        return
    workload = target(stack, resource, "spec.workloadRef")
    each = in_pod(workload, "spec.template.spec") if workload is not None else None
    if workload is not None and each is not None:
        yield from pod_accelerators(resource, REPLICAS, of_target(workload, each), names_in_pod(workload, "spec.template.spec"))


entry(
    type="kubernetes:argoproj.io:Rollout",
    klass=Class.FIXED,
    why="A rollout keeps the pods that it declares, and each takes its share of nodes that are paid for.",
    source="argo-rollouts.readthedocs.io/en/stable/features/specification/",
    components=(replicated,),
    joined=_beside,
    accelerators="pod",
    allowed=Example({"metadata": {"name": "model"}, "spec": pods(2.0, 1.0)}),
    blocked=Example({"metadata": {"name": "model"}, "spec": pods(400.0, 1.0)}, {"replicas": "over", "accelerators": "over"}),
)

entry(
    type=("kubernetes:argoproj.io:Application", "kubernetes:argoproj.io:ApplicationSet"),
    klass=Class.OPAQUE,
    why="An application deploys what a repository holds, whenever that changes.",
    source="argo-cd.readthedocs.io/en/stable/user-guide/application-specification/",
    components=(
        Opaque(
            words="what it deploys is in a repository and not in this program",
            remedy="Declare what it deploys in a program that this pack judges, or judge the repository's manifests where they change.",
        ),
    ),
    blocked=Example(
        {"metadata": {"name": "models"}, "spec": {"source": {"repoURL": "https://example.com/models.git"}}}, {"resource": "opaque"}
    ),
)
