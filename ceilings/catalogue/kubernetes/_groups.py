"""Groups of pods that count as one replica: a leader and its workers. Source: lws.sigs.k8s.io/docs/reference/leaderworkerset.v1/"""

from __future__ import annotations

from typing import Final

from ceilings.catalogue.kubernetes._pods import in_pod, names_in_pod
from ceilings.ceiling import Cap, Expression, Fixed, product, total
from ceilings.resource import Resource
from ceilings.values import MISSING

KIND: Final = "kubernetes:leaderworkerset.x-k8s.io:LeaderWorkerSet"
_WORKER: Final = "spec.leaderWorkerTemplate.workerTemplate.spec"
_LEADER: Final = "spec.leaderWorkerTemplate.leaderTemplate.spec"
SIZE: Final = Cap("spec.leaderWorkerTemplate.size", absent=Fixed(1))
"""The pods of a group, its leader included."""


def in_group(resource: Resource) -> Expression | None:
    """Accelerators of one group. A leader of its own takes a worker's place, so counting it beside ``size`` workers is an upper bound."""
    worker = in_pod(resource, _WORKER)
    leader = in_pod(resource, _LEADER) if resource.get(_LEADER) is not MISSING else None
    parts = ([product(SIZE, worker)] if worker is not None else []) + ([leader] if leader is not None else [])
    return total(*parts) if parts else None


def names_in_group(resource: Resource) -> set[str]:
    """The names of the accelerators that a group asks for."""
    return names_in_pod(resource, _WORKER) | names_in_pod(resource, _LEADER)
