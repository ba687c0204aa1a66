"""How Kubernetes resources bound each other: quotas over a namespace, limit ranges, the targets of scalers, the classes of volumes.

Two resources share a namespace where both spell it alike, or where both took it from the same Namespace resource. A quota with scopes
covers only some pods, so it bounds nothing in general. Source: kubernetes.io/docs/concepts/policy/resource-quotas/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from ceilings.catalogue import canonical
from ceilings.ceiling import Cap, Const, Expression, lowest, product, total
from ceilings.paths import child
from ceilings.quantity import Number, gib, quantity
from ceilings.resource import Resource
from ceilings.values import MISSING, UNKNOWN

if TYPE_CHECKING:
    from ceilings.catalogue.entry import Relation
    from ceilings.stack import Stack

QUOTA: Final = "kubernetes:core:ResourceQuota"
LIMIT_RANGE: Final = "kubernetes:core:LimitRange"
NAMESPACE: Final = "kubernetes:core:Namespace"
RELEASE: Final = "kubernetes:helm.sh:Release"
STORAGE_CLASS: Final = "kubernetes:storage.k8s.io:StorageClass"
_PROVIDER: Final = "pulumi:providers:kubernetes"
_DEFAULT_CLASS: Final = child("metadata.annotations", "storageclass.kubernetes.io/is-default-class")

COMPONENTS: Final = frozenset(
    {
        "kubernetes:helm.sh/v4:Chart",
        "kubernetes:helm.sh/v3:Chart",
        "kubernetes:helm.sh/v2:Chart",
        "kubernetes:yaml/v2:ConfigFile",
        "kubernetes:yaml/v2:ConfigGroup",
        "kubernetes:yaml:ConfigFile",
        "kubernetes:yaml:ConfigGroup",
        "kubernetes:kustomize/v2:Directory",
        "kubernetes:kustomize:Directory",
    }
)
"""Components that expand charts and manifests: what they hold shows as their children, one by one."""

PODS: Final = (Cap("spec.hard.pods", read=quantity), Cap(child("spec.hard", "count/pods"), read=quantity))
CPU: Final = tuple(Cap(child("spec.hard", key), read=quantity, limit="maxCapacityUnits") for key in ("requests.cpu", "cpu", "limits.cpu"))
MEMORY: Final = tuple(
    Cap(child("spec.hard", key), read=gib, limit="maxMemoryGibPerPool") for key in ("requests.memory", "memory", "limits.memory")
)
STORAGE: Final = Cap(child("spec.hard", "requests.storage"), read=gib)


class _Index:
    """The namespaced resources of a stack by type and namespace, and by name. Made once for a stack."""

    def __init__(self, stack: Stack) -> None:
        self.namespaces: dict[str, frozenset[str]] = {}
        self.within: dict[tuple[str, str], list[Resource]] = defaultdict(list)
        for resource in stack.resources:
            if not resource.custom or not resource.type.startswith("kubernetes:"):
                continue
            names = self.namespaces[resource.urn] = _namespaces(stack, resource)
            token, name = canonical(resource.type), resource.output("metadata.name")
            for namespace in names:
                self.within[token, namespace].append(resource)
                if isinstance(name, str):
                    self.within[token, f"{namespace}/{name}"].append(resource)


_INDEXES: WeakKeyDictionary[Stack, _Index] = WeakKeyDictionary()


def _index(stack: Stack) -> _Index:
    if stack not in _INDEXES:
        _INDEXES[stack] = _Index(stack)
    return _INDEXES[stack]


def _namespaces(stack: Stack, resource: Resource) -> frozenset[str]:
    """By what a resource's namespace can be told: its name, the URN of the Namespace that it came from; nothing where neither is known."""
    path = "namespace" if canonical(resource.type) == RELEASE else "metadata.namespace"
    value = resource.output(path)
    if value is MISSING:
        return default_namespace(stack, resource)
    if isinstance(value, str):
        return frozenset({value})
    sources = stack.linked(resource, path, NAMESPACE) if value is UNKNOWN else []
    if len(sources) != 1:
        return frozenset()
    name = sources[0].output("metadata.name")
    return frozenset({sources[0].urn, name} if isinstance(name, str) else {sources[0].urn})


def default_namespace(stack: Stack, resource: Resource) -> frozenset[str]:
    """The namespace of a resource that names none: its provider's, or ``default``. Where the provider cannot be told, any might set one."""
    provider = stack.get(resource.provider)
    providers = [provider] if provider is not None else stack.of_type(_PROVIDER)
    chosen = {one.text("namespace", "default") for one in providers} or {"default"}
    known = frozenset(name for name in chosen if name is not None)
    return known if len(known) == len(chosen) == 1 else frozenset()


def _one_cluster(one: Resource, other: Resource) -> bool:
    return not one.provider or not other.provider or one.provider == other.provider


def within(stack: Stack, resource: Resource, *types: str) -> list[Resource]:
    """The resources of some types in the namespace of a resource."""
    index = _index(stack)
    found: dict[str, Resource] = {}
    for namespace in sorted(index.namespaces.get(resource.urn, ())):
        for token in types:
            found.update((other.urn, other) for other in index.within.get((token, namespace), ()) if _one_cluster(resource, other))
    return list(found.values())


def named(stack: Stack, resource: Resource, path: str, *types: str) -> Resource | None:
    """The resource of some types, in the namespace of ``resource``, that the name at ``path`` means. ``None`` where the stack has none."""
    name = resource.get(path)
    if name is UNKNOWN:
        sources = stack.linked(resource, path, *types)
        return sources[0] if len(sources) == 1 else None
    if not isinstance(name, str):
        return None
    index = _index(stack)
    for namespace in sorted(index.namespaces.get(resource.urn, ())):
        for token in types:
            for other in index.within.get((token, f"{namespace}/{name}"), ()):
                if _one_cluster(resource, other):
                    return other
    return None


def target(stack: Stack, resource: Resource, path: str = "spec.scaleTargetRef", kind: str = "") -> Resource | None:
    """The workload that a scaler's reference at ``path`` means. ``kind``: its kind where the reference has none."""
    named_kind = resource.text(f"{path}.kind", kind)
    version = resource.text(f"{path}.apiVersion", "apps/v1")
    if not named_kind or version is None:
        return None
    group = version.rpartition("/")[0] or "core"
    return named(stack, resource, f"{path}.name", f"kubernetes:{group}:{named_kind}")


def cluster_wide(stack: Stack, resource: Resource, path: str, token: str) -> Resource | None:
    """The resource without a namespace (a StorageClass, a PersistentVolume) that the name at ``path`` means."""
    name = resource.get(path)
    if name is UNKNOWN:
        sources = stack.linked(resource, path, token)
        return sources[0] if len(sources) == 1 else None
    if not isinstance(name, str):
        return None
    candidates = (other for other in stack.of_type(token) if _one_cluster(resource, other))
    return next((other for other in candidates if other.output("metadata.name") == name), None)


def storage_class(stack: Stack, resource: Resource, path: str) -> Resource | None:
    """The StorageClass that the name at ``path`` means, or the cluster's default where there is no name, as far as the stack holds it."""
    if resource.get(path) is not MISSING:
        return cluster_wide(stack, resource, path, STORAGE_CLASS)
    candidates = (other for other in stack.of_type(STORAGE_CLASS) if _one_cluster(resource, other))
    return next((other for other in candidates if other.flag(_DEFAULT_CLASS)), None)


def quotas(stack: Stack, resource: Resource) -> Iterator[Resource]:
    """The quotas over a resource's namespace that cover everything in it."""
    for quota in within(stack, resource, QUOTA):
        scopes, selector = quota.get("spec.scopes"), quota.get("spec.scopeSelector")
        if (scopes is MISSING or scopes == []) and (selector is MISSING or selector == {}):
            yield quota


def quota_for(*keys: Expression) -> Relation:
    """The relation to the quotas over a resource's namespace of which any of ``keys`` bounds it."""

    def relation(stack: Stack, resource: Resource) -> Iterable[tuple[Resource, Expression]]:
        return ((quota, lowest(*keys)) for quota in quotas(stack, resource))

    return relation


def quota_for_accelerators(names: Iterable[str], each: Number | None) -> Relation:
    """The relation to quotas on every accelerator resource in ``names``, or on pods where each holds ``each`` accelerators.

    Extended resources are counted under ``requests.`` only.
    """
    requests = [Cap(child("spec.hard", f"requests.{name}"), read=quantity) for name in sorted(names)]
    by_pods = (product(lowest(*PODS), Const(each, "accelerators in each pod")),) if each else ()
    return quota_for(*((total(*requests),) if requests else ()), *by_pods)


def quota_for_storage(class_name: str | None) -> Relation:
    """The relation to quotas on the storage that claims ask for, in all or of one storage class."""
    of_class = f"{class_name}.storageclass.storage.k8s.io/requests.storage"
    return quota_for(STORAGE, *((Cap(child("spec.hard", of_class), read=gib),) if class_name else ()))


def limit_range_for(kind: str, cap: Cap) -> Relation:
    """The relation to the limit ranges over a resource's namespace. ``cap``: below one limit, as ``max.cpu``."""

    def relation(stack: Stack, resource: Resource) -> Iterable[tuple[Resource, Expression]]:
        for found in within(stack, resource, LIMIT_RANGE):
            for path in found.each("spec.limits"):
                if found.text(f"{path}.type") == kind:
                    yield found, Cap(f"{path}.{cap.path}", read=cap.read, limit=cap.limit)

    return relation


quota_for_replicas: Final = quota_for(*PODS, *CPU, *MEMORY)
"""Pods, or what every pod must ask for under such a quota, bound the replicas of any workload in the namespace."""


def bounds_everything(stack: Stack, resource: Resource) -> bool:
    """Whether quotas over a resource's namespace bound both what runs in it and what it stores, each by a number that can be read."""
    compute = storage = False
    for quota in quotas(stack, resource):
        compute = compute or any(_finite(quota, cap) for cap in (*PODS, *CPU))
        storage = storage or _finite(quota, STORAGE)
    return compute and storage


def _finite(quota: Resource, cap: Cap) -> bool:
    value = quota.get(cap.path)
    read = None if value in (MISSING, UNKNOWN) else cap.read(value)
    return read is not None and 0 <= read < float("inf")


def unseen_component(stack: Stack, resource: Resource) -> bool:
    """Whether a component that expands charts or manifests shows none of what it holds, so that it must count as opaque."""
    return resource.type in COMPONENTS and not stack.children(resource)
