"""Groups of pods that count as one replica: a leader and its workers. Source: lws.sigs.k8s.io/docs/reference/leaderworkerset.v1/"""

from __future__ import annotations

from typing import Final

from ceilings.catalogue.kubernetes._pods import in_pod, names_in_pod
from ceilings.ceiling import Cap, Expression, Fixed, product, total
from ceilings.quantity import Number, number
from ceilings.resource import Resource
from ceilings.values import MISSING, Value

KIND: Final = "kubernetes:leaderworkerset.x-k8s.io:LeaderWorkerSet"
_WORKER: Final = "spec.leaderWorkerTemplate.workerTemplate.spec"
_LEADER: Final = "spec.leaderWorkerTemplate.leaderTemplate.spec"
SIZE: Final = Cap("spec.leaderWorkerTemplate.size", absent=Fixed(1))
"""The pods of a group, its leader included."""


def _beside_leader(value: Value) -> Number | None:
    """The workers beside a leader that has a template of its own."""
    size = number(value)
    return None if size is None else max(size - 1, 0)


def in_group(resource: Resource) -> Expression | None:
    """Accelerators of one group: its workers, and in the place of one of them a leader that has a template of its own."""
    worker = in_pod(resource, _WORKER)
    if resource.get(_LEADER) is MISSING:
        return product(SIZE, worker) if worker is not None else None
    leader = in_pod(resource, _LEADER)
    workers = Cap(SIZE.path, absent=Fixed(0), read=_beside_leader)
    parts = ([product(workers, worker)] if worker is not None else []) + ([leader] if leader is not None else [])
    return total(*parts) if parts else None


def names_in_group(resource: Resource) -> set[str]:
    """The names of the accelerators that a group asks for."""
    return names_in_pod(resource, _WORKER) | names_in_pod(resource, _LEADER)
