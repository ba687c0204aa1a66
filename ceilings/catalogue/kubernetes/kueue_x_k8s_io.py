"""Kueue: quotas for queued jobs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._pods import plain
from ceilings.catalogue.parts import usage
from ceilings.ceiling import Cap, Fixed, total
from ceilings.finding import Aspect
from ceilings.quantity import quantity
from ceilings.resource import Resource
from ceilings.values import MISSING

_GROUPS = "spec.resourceGroups"


def _resources(resource: Resource) -> Iterator[str]:
    for group in resource.each(_GROUPS):
        for flavor in resource.each(f"{group}.flavors"):
            yield from resource.each(f"{flavor}.resources")


def _queue(resource: Resource) -> Iterable[Judged]:
    """Outside a cohort a queue admits its nominal quota and no more. In one it borrows what others leave, up to a limit if there is one."""
    cohort = next((path for path in ("spec.cohortName", "spec.cohort") if resource.get(path) not in (MISSING, "")), "")
    by_name: dict[str, list[Cap]] = {}
    for path in _resources(resource):
        name = plain(resource, f"{path}.name") or path
        caps = by_name.setdefault(name, [])
        caps.append(Cap(f"{path}.nominalQuota", read=quantity, absent=Fixed(0)))
        if cohort:
            caps.append(Cap(f"{path}.borrowingLimit", read=quantity))
    for name, caps in sorted(by_name.items()):
        component = usage(f"{name} quota", name, total(*caps), aspect=Aspect.COMPUTE, limit=None)
        borrowing = f"Set a plain nominalQuota and borrowingLimit for {name} in every flavor, or take the queue out of its cohort."
        yield replace(component, remedy=borrowing if cohort else "")


def _spec(**more: object) -> dict[str, object]:
    resources = [{"name": "cpu", "nominalQuota": "40", **more}, {"name": "nvidia.com/gpu", "nominalQuota": "8", **more}]
    group = {"coveredResources": ["cpu", "nvidia.com/gpu"], "flavors": [{"name": "default", "resources": resources}]}
    return {"namespaceSelector": {}, "cohortName": "team", "resourceGroups": [group]}


entry(
    type="kubernetes:kueue.x-k8s.io:ClusterQueue",
    klass=Class.GUARD,
    why="A queue admits jobs up to its quota, and in a cohort it takes what other queues leave unused.",
    source="kueue.sigs.k8s.io/docs/concepts/cluster_queue/",
    components=(_queue,),
    allowed=Example({"metadata": {"name": "gpu"}, "spec": _spec(borrowingLimit="4")}),
    blocked=Example({"metadata": {"name": "gpu"}, "spec": _spec()}, {"cpu quota": "unbounded", "nvidia.com/gpu quota": "unbounded"}),
)

entry(
    type=tuple(
        f"kubernetes:kueue.x-k8s.io:{kind}"
        for kind in ("Cohort", "MultiKueueConfig", "MultiKueueCluster", "ProvisioningRequestConfig", "Workload")
    ),
    klass=Class.GUARD,
    why="It says how queues share quota or where jobs go, and starts nothing beyond what queues admit.",
    source="kueue.sigs.k8s.io/docs/concepts/",
    allowed=Example({"metadata": {"name": "team"}}),
)
