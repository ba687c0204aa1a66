"""Knative Serving: revisions that scale with requests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.entry import Class, ComponentsOf, Example, Judged, entry
from ceilings.catalogue.kubernetes._pods import workload
from ceilings.ceiling import Cap
from ceilings.paths import child
from ceilings.resource import Resource
from ceilings.values import MISSING

# The first that is there counts. Source: knative.dev/docs/serving/autoscaling/scale-bounds/
_KEYS: Final = ("autoscaling.knative.dev/max-scale", "autoscaling.knative.dev/maxScale")


def max_scale(resource: Resource, annotations: str) -> Cap:
    """The most pods of a revision with these annotations. Zero, like none, is no limit."""
    found = [child(annotations, key) for key in _KEYS if resource.get(child(annotations, key)) is not MISSING]
    return Cap(found[0] if found else child(annotations, _KEYS[0]), unlimited=(0,))


def _revisions(annotations: str, pod: str) -> ComponentsOf:
    remedy = f'Set {child(annotations, _KEYS[0])} to the number of pods that you mean to pay for, as a string ("10").'

    def of(resource: Resource) -> Iterable[Judged]:
        return workload(resource, max_scale(resource, annotations), pod, remedy=remedy)

    return of


def _container() -> list[dict[str, object]]:
    return [{"image": "registry.example/model:1", "resources": {"limits": {"nvidia.com/gpu": "1"}}}]


def _service(most: str) -> dict[str, object]:
    template = {"metadata": {"annotations": {_KEYS[0]: most}}, "spec": {"containers": _container()}}
    return {"metadata": {"name": "model"}, "spec": {"template": template}}


_WHY: Final = "A revision gets a pod for each few requests at once, and nodes follow the pods."

entry(
    type=("kubernetes:serving.knative.dev:Service", "kubernetes:serving.knative.dev:Configuration"),
    klass=Class.SCALING,
    why=_WHY,
    source="knative.dev/docs/serving/autoscaling/scale-bounds/",
    components=(_revisions("spec.template.metadata.annotations", "spec.template.spec"),),
    accelerators="pod",
    allowed=Example(_service("8")),
    blocked=Example(_service("0"), {"replicas": "unbounded", "accelerators": "unbounded"}),
)

entry(
    type="kubernetes:serving.knative.dev:Revision",
    klass=Class.SCALING,
    why=_WHY,
    source="knative.dev/docs/serving/autoscaling/scale-bounds/",
    components=(_revisions("metadata.annotations", "spec"),),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "model-1", "annotations": {_KEYS[0]: "8"}}, "spec": {"containers": _container()}}),
    blocked=Example(
        {"metadata": {"name": "model-1", "annotations": {_KEYS[0]: "0"}}, "spec": {"containers": _container()}},
        {"replicas": "unbounded", "accelerators": "unbounded"},
    ),
)

entry(
    type="kubernetes:serving.knative.dev:Route",
    klass=Class.FIXED,
    why="A route leads requests to revisions that are declared themselves.",
    source="knative.dev/docs/serving/",
    allowed=Example({"metadata": {"name": "model"}, "spec": {"traffic": [{"latestRevision": True, "percent": 100.0}]}}),
)
