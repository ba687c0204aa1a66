"""What pods hold: accelerators by resource name, volumes of their own, and the cost components of a workload that multiplies them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ceilings.catalogue.entry import Component, Relation
from ceilings.catalogue.parts import accelerator_count, storage
from ceilings.ceiling import Cap, Const, Expression, State, Unseen, evaluate, highest, product, total
from ceilings.companions.kubernetes import quota_for_accelerators, quota_for_replicas, quota_for_storage
from ceilings.finding import Aspect, Family
from ceilings.limits import DEFAULT_LIMITS
from ceilings.paths import child
from ceilings.quantity import Number, gib, quantity
from ceilings.resource import Resource
from ceilings.values import MISSING, UNKNOWN

# Extended resources are vendor/name. Source: kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/ and the vendors' device plugins.
_ACCELERATOR: Final = re.compile(r"gpu|tpu|npu|xpu|mlu|dcu|/mig-|neuron|habana|gaudi|fpga|ascend|qaic|accelerator", re.IGNORECASE)
# Shares of a device that some plugins count beside it (memory, cores, monitoring): not devices.
_SHARE: Final = re.compile(r"mem|cores?$|-core|monitoring|tiles$|percentage", re.IGNORECASE)
_SCALES: Final = {"aws.amazon.com/neuroncore": 0.5}
"""Cores counted in place of devices: an Inferentia2 or Trainium device has two, others more."""

WHY_REPLICAS: Final = "Each replica takes room on a node, and where nodes come by demand each replica is paid for."


def is_accelerator(name: str) -> bool:
    """Whether an extended resource is an accelerator."""
    return "/" in name and bool(_ACCELERATOR.search(name)) and not _SHARE.search(name.removesuffix("neuroncore"))


def in_resources(resource: Resource, path: str) -> Expression | None:
    """Accelerators that the ``resources`` at a path ask for; ``None`` where they ask for none. Limits win: extended resources need them."""
    found: dict[str, Cap] = {}
    for part in ("requests", "limits"):
        keys = resource.keys(f"{path}.{part}")
        if keys is None:
            return Unseen(f"{path}.{part} is not known before the deployment runs")
        for key in keys:
            if is_accelerator(key):
                found[key] = Cap(child(f"{path}.{part}", key), read=quantity, scale=_SCALES.get(key, 1))
    return total(*found.values()) if found else None


def in_pod(resource: Resource, pod: str) -> Expression | None:
    """Accelerators in one pod whose specification is at ``pod``: all containers together, or an init container that asks for more."""
    if resource.get(pod) is UNKNOWN:
        return Unseen(f"{pod} is not known before the deployment runs")
    together = [in_resources(resource, f"{path}.resources") for path in resource.each(f"{pod}.containers")]
    alone: list[Expression | None] = []
    for path in resource.each(f"{pod}.initContainers"):
        sidecar = resource.text(f"{path}.restartPolicy") == "Always"
        (together if sidecar else alone).append(in_resources(resource, f"{path}.resources"))
    together.append(in_resources(resource, f"{pod}.resources"))
    all_day = [part for part in together if part is not None]
    candidates = ([total(*all_day)] if all_day else []) + [part for part in alone if part is not None]
    return highest(*candidates) if candidates else None


def names_in_pod(resource: Resource, pod: str) -> set[str]:
    """The names of the accelerators that a pod asks for."""
    containers = [*resource.each(f"{pod}.containers"), *resource.each(f"{pod}.initContainers"), pod]
    keys = (resource.keys(f"{path}.resources.{part}") or () for path in containers for part in ("limits", "requests"))
    return {key for found in keys for key in found if is_accelerator(key)}


def replicas(
    ceiling: Expression, *, name: str = "replicas", companions: tuple[Relation, ...] = (quota_for_replicas,), remedy: str = ""
) -> Component:
    """Pods that a workload may run at once."""
    return Component(
        name=name,
        unit="replicas",
        aspect=Aspect.COMPUTE,
        family=Family.AUTOSCALER,
        ceiling=ceiling,
        limit="maxReplicasPerWorkload",
        companions=companions,
        why=WHY_REPLICAS,
        remedy=remedy,
    )


def pod_accelerators(
    resource: Resource, count: Expression, each: Expression | None, names: set[str], *, remedy: str = ""
) -> Iterator[Component]:
    """Accelerators of ``count`` pods that hold ``each``; none where the pods are known to hold none. ``remedy``: how to bound the pods."""
    if each is None:
        return
    bound = evaluate(each, resource, DEFAULT_LIMITS, None)
    known = bound.value if bound.state is State.BOUNDED and not bound.secret else None
    if bound.state is State.UNKNOWN and bound.path is None:
        remedy = "Give the resources of its containers plain values, known before launch."
    yield replace(accelerator_count(product(count, each)), companions=(quota_for_accelerators(names, known),), remedy=remedy)


def workload(resource: Resource, count: Expression, pod: str, *, remedy: str = "") -> Iterator[Component]:
    """The cost components of ``count`` pods whose specification is at ``pod``: themselves, their accelerators, their own volumes."""
    yield replicas(count, remedy=remedy)
    yield from pod_accelerators(resource, count, in_pod(resource, pod), names_in_pod(resource, pod), remedy=remedy)
    yield from own_volumes(resource, count, pod)


def of_groups(
    resource: Resource, groups: Iterable[tuple[Expression, str]], *, name: str = "replicas", remedy: str = ""
) -> Iterator[Component]:
    """The cost components of several groups of pods, each so many of a specification at a path, taken together."""
    counts, held, names, most = [], [], set[str](), 0.0
    for count, pod in groups:
        counts.append(count)
        each = in_pod(resource, pod)
        if each is not None:
            held.append(product(count, each))
            names |= names_in_pod(resource, pod)
            most = max(most, number_of(resource, each) or 0)
    if counts:
        yield replicas(total(*counts), name=name, remedy=remedy)
    if held:
        yield replace(accelerator_count(total(*held)), companions=(quota_for_accelerators(names, most),))


def own_volumes(resource: Resource, count: Expression, pod: str) -> Iterator[Component]:
    """Volumes that come and go with each pod, claimed by a template in it."""
    templates = [f"{path}.ephemeral.volumeClaimTemplate" for path in resource.each(f"{pod}.volumes")]
    yield from claimed(resource, count, [path for path in templates if resource.get(path) not in (MISSING, UNKNOWN)])


def claimed(resource: Resource, count: Expression, templates: Iterable[str]) -> Iterator[Component]:
    """Storage of ``count`` claims of each template, at what each asks for."""
    for path in templates:
        request = Cap(f"{path}.spec.resources.requests.storage", read=gib)
        yield replace(
            storage(
                product(count, request),
                why="A volume that a claim asks for bills for its size, used or not, and stays when pods go.",
                remedy=f"Give the number of pods and {request.path} plain values, known before launch.",
            ),
            companions=(quota_for_storage(plain(resource, f"{path}.spec.storageClassName")),),
        )


def plain(resource: Resource, path: str) -> str:
    """A string property that may be shown; empty where it is absent, unknown, no string or a secret."""
    return "" if resource.secret(path) else (resource.text(path) or "")


def of_target(target: Resource, expression: Expression) -> Expression:
    """A number that another resource gives, as it stands there; still unseen where it cannot be read."""
    bound = evaluate(expression, target, DEFAULT_LIMITS, None)
    where = f"{target.type.rpartition(':')[2]} {target.name}"
    if bound.state is not State.BOUNDED:
        return Unseen(f"{where}: {bound.words}")
    return Const(bound.value, f"in each pod of {where}", bound.secret)


def number_of(resource: Resource, expression: Expression) -> Number | None:
    """What an expression comes to, where it can be read."""
    bound = evaluate(expression, resource, DEFAULT_LIMITS, None)
    return bound.value if bound.state is State.BOUNDED else None
