"""CloudNativePG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._pods import plain, replicas
from ceilings.catalogue.kubernetes._storage import endless, endless_claim
from ceilings.catalogue.parts import desired, storage
from ceilings.ceiling import Cap, Expression, product, total
from ceilings.companions.kubernetes import quota_for_storage, storage_class
from ceilings.quantity import gib
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

_INSTANCES = desired("spec.instances", 1)


def _size(resource: Resource, path: str) -> Expression:
    """A volume's size, or what its claim's template asks for where there is no size."""
    template = f"{path}.pvcTemplate.resources.requests.storage"
    absent = resource.get(f"{path}.size") is MISSING and resource.get(template) is not MISSING
    return Cap(template if absent else f"{path}.size", read=gib)


def _cluster(resource: Resource) -> Iterable[Judged]:
    yield replicas(_INSTANCES, name="instances")
    volumes = ["spec.storage", *(["spec.walStorage"] if resource.get("spec.walStorage") is not MISSING else [])]
    volumes += [f"{path}.storage" for path in resource.each("spec.tablespaces")]
    sizes = total(*(_size(resource, path) for path in volumes))
    yield replace(storage(product(_INSTANCES, sizes)), companions=(quota_for_storage(plain(resource, "spec.storage.storageClass")),))


def _on_endless(stack: Stack, resource: Resource) -> Iterable[Judged]:
    found = storage_class(stack, resource, "spec.storage.storageClass")
    driver = found.text("provisioner") if found is not None else ""
    if driver and endless(driver):
        yield endless_claim(driver, "spec.storage.storageClass")


def _pooler(_: Resource) -> Iterable[Judged]:
    yield replicas(desired("spec.instances", 1), name="instances")


def _example(size: str) -> dict[str, object]:
    return {"metadata": {"name": "vectors"}, "spec": {"instances": 3.0, "storage": {"size": size}}}


entry(
    type="kubernetes:postgresql.cnpg.io:Cluster",
    klass=Class.FIXED,
    why="Each instance of a cluster has a pod and a whole copy of the data on a volume of its own.",
    source="cloudnative-pg.io/documentation/current/storage/",
    components=(_cluster,),
    joined=_on_endless,
    allowed=Example(_example("100Gi")),
    blocked=Example(_example("40Ti"), {"storage": "over"}),
)

entry(
    type="kubernetes:postgresql.cnpg.io:Pooler",
    klass=Class.FIXED,
    why="A pooler keeps the pods that it declares.",
    source="cloudnative-pg.io/documentation/current/connection_pooling/",
    components=(_pooler,),
    allowed=Example({"metadata": {"name": "pooler"}, "spec": {"instances": 3.0}}),
    blocked=Example({"metadata": {"name": "pooler"}, "spec": {"instances": 400.0}}, {"instances": "over"}),
)

entry(
    type=tuple(
        f"kubernetes:postgresql.cnpg.io:{kind}"
        for kind in ("Backup", "ScheduledBackup", "Database", "ImageCatalog", "ClusterImageCatalog", "Publication", "Subscription")
    ),
    klass=Class.FIXED,
    why="It says what is kept or made inside a cluster that is declared itself.",
    source="cloudnative-pg.io/documentation/current/cloudnative-pg.v1/",
    allowed=Example({"metadata": {"name": "backup"}}),
)
