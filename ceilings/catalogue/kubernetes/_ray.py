"""The pods of a Ray cluster: a head, and workers by groups.

Source: docs.ray.io/en/latest/cluster/kubernetes/user-guides/configuring-autoscaling.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ceilings.catalogue.entry import Component
from ceilings.catalogue.kubernetes._pods import in_pod, names_in_pod, number_of, replicas
from ceilings.catalogue.parts import accelerator_count, desired
from ceilings.ceiling import Cap, Expression, Fixed, highest, product, total
from ceilings.companions.kubernetes import quota_for_accelerators
from ceilings.resource import Resource
from ceilings.values import MISSING

_LARGEST: Final = 2**31 - 1
"""The default of ``maxReplicas``: no limit at all."""
_POD: Final = "template.spec"


def _workers(resource: Resource, cluster: str, group: str) -> Expression:
    """The most workers of a group. Its maximum counts only for the autoscaler in the cluster; otherwise it has its replicas."""
    hosts = [Cap(path)] if resource.get(path := f"{group}.numOfHosts") is not MISSING else []
    scaling = resource.flag(f"{cluster}.enableInTreeAutoscaling")
    if scaling is None or scaling:
        return product(Cap(f"{group}.maxReplicas", unlimited=(_LARGEST,)), *hosts)
    least = Cap(f"{group}.minReplicas", absent=Fixed(0))
    return product(highest(desired(f"{group}.replicas", 0), least), *hosts)


def of_cluster(resource: Resource, cluster: str, clusters: Expression | None = None, *, remedy: str = "") -> Iterator[Component]:
    """Workers and accelerators of a cluster, or of several at once, for which ``remedy`` says how to have fewer."""
    groups = resource.each(f"{cluster}.workerGroupSpecs")
    counts = {group: _workers(resource, cluster, group) for group in groups}
    if clusters is not None:
        counts = {group: product(clusters, count) for group, count in counts.items()}
    if counts:
        fixed = resource.flag(f"{cluster}.enableInTreeAutoscaling") is False
        scaled = "" if fixed else "Set maxReplicas of every worker group to the workers that you mean to pay for."
        yield replicas(total(*counts.values()), name="workers", remedy=remedy or scaled)
    head = f"{cluster}.headGroupSpec.{_POD}"
    held = [(count, each) for group, count in counts.items() if (each := in_pod(resource, f"{group}.{_POD}")) is not None]
    parts = [product(count, each) for count, each in held]
    own = in_pod(resource, head) if resource.get(head) is not MISSING else None
    if own is not None:
        parts.append(own if clusters is None else product(clusters, own))
    if parts:
        names = set().union(names_in_pod(resource, head), *(names_in_pod(resource, f"{group}.{_POD}") for group in groups))
        most = max((number_of(resource, each) or 0 for _, each in held), default=0)
        yield replace(accelerator_count(total(*parts)), companions=(quota_for_accelerators(names, most),), remedy=remedy)
