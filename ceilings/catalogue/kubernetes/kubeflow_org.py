"""Kubeflow: notebooks and training jobs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._pods import of_groups
from ceilings.ceiling import Cap, Const, Expression, Fixed, highest
from ceilings.paths import child
from ceilings.resource import Resource
from ceilings.values import MISSING

# Where each kind of job keeps its roles. Source: www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/
_ROLES: Final[Mapping[str, str]] = {
    "PyTorchJob": "pytorchReplicaSpecs",
    "TFJob": "tfReplicaSpecs",
    "MPIJob": "mpiReplicaSpecs",
    "XGBoostJob": "xgbReplicaSpecs",
    "PaddleJob": "paddleReplicaSpecs",
    "JAXJob": "jaxReplicaSpecs",
}


def _training(resource: Resource) -> Iterable[Judged]:
    """Pods of each role. An elastic policy may raise the workers to its maximum."""
    roles = f"spec.{_ROLES[resource.type.rpartition(':')[2]]}"
    keys = resource.keys(roles)
    groups = []
    for role in ["*"] if keys is None else keys:
        path = child(roles, role)
        count: Expression = Cap(f"{path}.replicas", absent=Fixed(1))
        if role == "Worker" and resource.get("spec.elasticPolicy") is not MISSING:
            count = highest(count, Cap("spec.elasticPolicy.maxReplicas", absent=Fixed(0)))
        groups.append((count, f"{path}.template.spec"))
    yield from of_groups(resource, groups)


def _notebook(resource: Resource) -> Iterable[Judged]:
    yield from of_groups(resource, [(Const(1, "notebook"), "spec.template.spec")])


def _container(gpus: float) -> dict[str, object]:
    return {
        "spec": {"containers": [{"name": "main", "image": "registry.example/train:1", "resources": {"limits": {"nvidia.com/gpu": gpus}}}]}
    }


def _job(count: float) -> dict[str, object]:
    roles = {"Master": {"replicas": 1.0, "template": _container(1.0)}, "Worker": {"replicas": count, "template": _container(1.0)}}
    return {"metadata": {"name": "train"}, "spec": {"pytorchReplicaSpecs": roles}}


entry(
    type=tuple(f"kubernetes:kubeflow.org:{kind}" for kind in _ROLES),
    klass=Class.FIXED,
    why="A training job keeps the pods of all its roles until it is done.",
    source="www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/pytorch/",
    components=(_training,),
    accelerators="pod",
    allowed=Example(_job(4.0)),
    blocked=Example(_job(400.0), {"replicas": "over", "accelerators": "over"}),
)

entry(
    type="kubernetes:kubeflow.org:Notebook",
    klass=Class.FIXED,
    why="A notebook keeps its pod, used or not, until someone stops it.",
    source="www.kubeflow.org/docs/components/notebooks/",
    components=(_notebook,),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "notebook"}, "spec": {"template": _container(1.0)}}),
    blocked=Example({"metadata": {"name": "notebook"}, "spec": {"template": _container(32.0)}}, {"accelerators": "over"}),
)
