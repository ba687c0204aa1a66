"""AIBrix's workloads: fleets of Ray clusters, and services of several roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ceilings.catalogue.entry import Class, ComponentsOf, Example, Judged, entry
from ceilings.catalogue.kubernetes._pods import of_groups
from ceilings.catalogue.kubernetes._ray import of_cluster
from ceilings.catalogue.parts import desired
from ceilings.ceiling import Cap, Expression, product
from ceilings.resource import Resource
from ceilings.values import MISSING

_REPLICAS = desired("spec.replicas", 1)


def _fleet(resource: Resource) -> Iterable[Judged]:
    yield from of_cluster(resource, "spec.template.spec", _REPLICAS)


def _roles(roles: str, *outer: Expression) -> ComponentsOf:
    """Pods of each role, a group of pods for each of its replicas, in each of the service's replicas."""

    def of(resource: Resource) -> Iterator[Judged]:
        groups = []
        for path in resource.each(roles):
            size = [Cap(f"{path}.podGroupSize")] if resource.get(f"{path}.podGroupSize") is not MISSING else []
            groups.append((product(*outer, desired(f"{path}.replicas", 1), *size), f"{path}.template.spec"))
        yield from of_groups(resource, groups)

    return of


def _container() -> list[dict[str, object]]:
    return [{"name": "vllm", "image": "registry.example/vllm:1", "resources": {"limits": {"nvidia.com/gpu": "1"}}}]


def _clusters(count: float) -> dict[str, object]:
    group = {
        "groupName": "workers",
        "replicas": 1.0,
        "minReplicas": 1.0,
        "maxReplicas": 1.0,
        "template": {"spec": {"containers": _container()}},
    }
    cluster = {"headGroupSpec": {"template": {"spec": {"containers": _container()}}}, "workerGroupSpecs": [group]}
    return {"metadata": {"name": "fleet"}, "spec": {"replicas": count, "template": {"spec": cluster}}}


def _service(count: float) -> dict[str, object]:
    roles = [{"name": name, "replicas": 1.0, "template": {"spec": {"containers": _container()}}} for name in ("prefill", "decode")]
    return {"metadata": {"name": "llm"}, "spec": {"replicas": count, "template": {"spec": {"roles": roles}}}}


def _role_set(count: float) -> dict[str, object]:
    roles = [{"name": "decode", "replicas": count, "template": {"spec": {"containers": _container()}}}]
    return {"metadata": {"name": "llm"}, "spec": {"roles": roles}}


entry(
    type=("kubernetes:orchestration.aibrix.ai:RayClusterFleet", "kubernetes:orchestration.aibrix.ai:RayClusterReplicaSet"),
    klass=Class.FIXED,
    why="Each replica of a fleet is a whole Ray cluster.",
    source="aibrix.readthedocs.io/latest/features/multi-node-inference.html",
    components=(_fleet,),
    accelerators="pod",
    allowed=Example(_clusters(2.0)),
    blocked=Example(_clusters(400.0), {"workers": "over", "accelerators": "over"}),
)

entry(
    type="kubernetes:orchestration.aibrix.ai:StormService",
    klass=Class.FIXED,
    why="Each replica of a service has pods of every role.",
    source="aibrix.readthedocs.io/latest/designs/aibrix-stormservice.html",
    components=(_roles("spec.template.spec.roles", _REPLICAS),),
    accelerators="pod",
    allowed=Example(_service(3.0)),
    blocked=Example(_service(400.0), {"replicas": "over", "accelerators": "over"}),
)

entry(
    type="kubernetes:orchestration.aibrix.ai:RoleSet",
    klass=Class.FIXED,
    why="A set of roles keeps the pods that each role declares.",
    source="aibrix.readthedocs.io/latest/designs/aibrix-stormservice.html",
    components=(_roles("spec.roles"),),
    accelerators="pod",
    allowed=Example(_role_set(3.0)),
    blocked=Example(_role_set(400.0), {"replicas": "over", "accelerators": "over"}),
)
