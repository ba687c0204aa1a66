"""LeaderWorkerSet: groups of pods that serve one model together."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._groups import SIZE, in_group, names_in_group
from ceilings.catalogue.kubernetes._pods import pod_accelerators, replicas
from ceilings.catalogue.parts import desired
from ceilings.ceiling import product
from ceilings.resource import Resource

_REPLICAS = desired("spec.replicas", 1)


def _groups(resource: Resource) -> Iterable[Judged]:
    yield replicas(product(_REPLICAS, SIZE))
    yield from pod_accelerators(resource, _REPLICAS, in_group(resource), names_in_group(resource))


def _example(count: float) -> Example:
    container = {"name": "worker", "image": "registry.example/vllm:1", "resources": {"limits": {"nvidia.com/gpu": "8"}}}
    template = {"size": 2.0, "workerTemplate": {"spec": {"containers": [container]}}}
    properties = {"metadata": {"name": "vllm"}, "spec": {"replicas": count, "leaderWorkerTemplate": template}}
    return Example(properties, {} if count == 1 else {"replicas": "over", "accelerators": "over"})


entry(
    type="kubernetes:leaderworkerset.x-k8s.io:LeaderWorkerSet",
    klass=Class.FIXED,
    why="Each replica is a whole group of pods, and every pod of it takes its accelerators.",
    source="lws.sigs.k8s.io/docs/reference/leaderworkerset.v1/",
    components=(_groups,),
    accelerators="pod",
    allowed=_example(1.0),
    blocked=_example(80.0),
)
