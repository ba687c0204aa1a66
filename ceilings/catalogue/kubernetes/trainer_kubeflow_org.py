"""Kubeflow Trainer."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._pods import in_resources, is_accelerator, pod_accelerators, replicas
from ceilings.ceiling import Cap, Fixed
from ceilings.resource import Resource

_NODES = Cap("spec.trainer.numNodes", absent=Fixed(1))
_RESOURCES = "spec.trainer.resourcesPerNode"


def _job(resource: Resource) -> Iterable[Judged]:
    yield replicas(_NODES)
    names = {key for part in ("limits", "requests") for key in resource.keys(f"{_RESOURCES}.{part}") or () if is_accelerator(key)}
    yield from pod_accelerators(resource, _NODES, in_resources(resource, _RESOURCES), names)


def _example(count: float) -> dict[str, object]:
    trainer = {"numNodes": count, "resourcesPerNode": {"limits": {"nvidia.com/gpu": "1"}}}
    return {"metadata": {"name": "tune"}, "spec": {"runtimeRef": {"name": "torch-distributed"}, "trainer": trainer}}


entry(
    type="kubernetes:trainer.kubeflow.org:TrainJob",
    klass=Class.FIXED,
    why="A training job keeps a pod on each of its nodes until it is done.",
    source="www.kubeflow.org/docs/components/trainer/user-guides/pytorch/",
    components=(_job,),
    accelerators="pod",
    allowed=Example(_example(4.0)),
    blocked=Example(_example(400.0), {"replicas": "over", "accelerators": "over"}),
)

entry(
    type=("kubernetes:trainer.kubeflow.org:TrainingRuntime", "kubernetes:trainer.kubeflow.org:ClusterTrainingRuntime"),
    klass=Class.FIXED,
    why="A runtime is a template; a job that names it is declared itself.",
    source="www.kubeflow.org/docs/components/trainer/operator-guides/runtime/",
    allowed=Example({"metadata": {"name": "torch-distributed"}}),
)
