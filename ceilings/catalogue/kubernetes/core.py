"""The core group: pods, volumes and their claims, quotas, services."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._claims import claimed_devices
from ceilings.catalogue.kubernetes._pods import in_pod, names_in_pod, own_volumes, plain, pod_accelerators
from ceilings.catalogue.kubernetes._storage import driver_of, endless_claim, ephemeral, of_class
from ceilings.catalogue.kubernetes._traffic import traffic
from ceilings.catalogue.kubernetes._variants import joined, judged, kinds
from ceilings.catalogue.kubernetes.apps import beside, pods, replicated
from ceilings.catalogue.parts import storage
from ceilings.ceiling import Cap, Const
from ceilings.companions.kubernetes import limit_range_for, quota_for_storage
from ceilings.quantity import gib
from ceilings.resource import Resource
from ceilings.stack import Stack

_ONE = Const(1, "pod")
_REQUEST = Cap("spec.resources.requests.storage", read=gib)
_LARGEST_CLAIM = limit_range_for("PersistentVolumeClaim", Cap("max.storage", read=gib))


def _pod(resource: Resource) -> Iterable[Judged]:
    yield from pod_accelerators(resource, _ONE, in_pod(resource, "spec"), names_in_pod(resource, "spec"))
    yield from own_volumes(resource, _ONE, "spec")


def _pod_beside(stack: Stack, resource: Resource) -> Iterable[Judged]:
    yield from claimed_devices(stack, resource, _ONE, "spec")
    yield from of_class(stack, resource, ephemeral(resource, "spec"))


def _claim(resource: Resource) -> Iterable[Judged]:
    quota = quota_for_storage(plain(resource, "spec.storageClassName"))
    yield replace(storage(_REQUEST), companions=(quota, _LARGEST_CLAIM))


def _claim_beside(stack: Stack, resource: Resource) -> Iterable[Judged]:
    yield from of_class(stack, resource, ("spec",))


def _volume(resource: Resource) -> Iterable[Judged]:
    driver = driver_of(resource)
    if driver:
        yield endless_claim(driver, "spec.nfs" if driver == "nfs" else "spec.csi.driver")
    else:
        yield storage(Cap("spec.capacity.storage", read=gib))


def _service(resource: Resource) -> Iterable[Judged]:
    if resource.text("spec.type", "ClusterIP") in ("LoadBalancer", None):
        yield traffic("spec.type LoadBalancer makes a load balancer, which bills for what goes through it")


entry(
    type=kinds("core", "Pod"),
    klass=Class.FIXED,
    why="A pod takes its share of a node that is paid for.",
    source="kubernetes.io/docs/concepts/workloads/pods/",
    components=(judged(_pod),),
    joined=joined(_pod_beside),
    accelerators="pod",
    allowed=Example(
        {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "cuda", "resources": {"limits": {"nvidia.com/gpu": 1.0}}}]}}
    ),
    blocked=Example(
        {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "cuda", "resources": {"limits": {"nvidia.com/gpu": 32.0}}}]}},
        {"accelerators": "over"},
    ),
)

entry(
    type=kinds("core", "ReplicationController"),
    klass=Class.FIXED,
    why="A replication controller keeps the pods that it declares, and each takes its share of nodes that are paid for.",
    source="kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/",
    components=(judged(replicated),),
    joined=joined(beside),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "model"}, "spec": pods(3.0)}),
    blocked=Example({"metadata": {"name": "model"}, "spec": pods(400.0, 1.0)}, {"replicas": "over", "accelerators": "over"}),
)

entry(
    type=kinds("core", "PersistentVolumeClaim"),
    klass=Class.FIXED,
    why="A claim has a volume made of the size that it asks for, and that bills used or not.",
    source="kubernetes.io/docs/concepts/storage/persistent-volumes/",
    components=(judged(_claim),),
    joined=joined(_claim_beside),
    allowed=Example(
        {"metadata": {"name": "models"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "200Gi"}}}}
    ),
    blocked=Example(
        {"metadata": {"name": "models"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "60Ti"}}}},
        {"storage": "over"},
    ),
)

entry(
    type=kinds("core", "PersistentVolume"),
    klass=Class.FIXED,
    why="A volume stands for a disk of its capacity, or for a part of something that has none.",
    source="kubernetes.io/docs/concepts/storage/persistent-volumes/",
    components=(judged(_volume),),
    allowed=Example(
        {
            "metadata": {"name": "v"},
            "spec": {"capacity": {"storage": "100Gi"}, "csi": {"driver": "ebs.csi.aws.com", "volumeHandle": "vol-1"}},
        }
    ),
    blocked=Example(
        {"metadata": {"name": "v"}, "spec": {"capacity": {"storage": "5Gi"}, "csi": {"driver": "efs.csi.aws.com", "volumeHandle": "fs-1"}}},
        {"storage": "unbounded"},
    ),
)

entry(
    type=kinds("core", "Service"),
    klass=Class.METERED,
    why="A load balancer bills by the hour and for what goes through it, and the bytes have no ceiling.",
    source="kubernetes.io/docs/concepts/services-networking/service/",
    components=(judged(_service),),
    allowed=Example({"metadata": {"name": "model"}, "spec": {"type": "ClusterIP", "ports": [{"port": 80.0}]}}),
    blocked=Example({"metadata": {"name": "model"}, "spec": {"type": "LoadBalancer", "ports": [{"port": 80.0}]}}, {"traffic": "unbounded"}),
)

entry(
    type=kinds("core", "ResourceQuota"),
    klass=Class.GUARD,
    why="A quota refuses what would take its namespace above it, and so bounds what is in it.",
    source="kubernetes.io/docs/concepts/policy/resource-quotas/",
    allowed=Example(
        {"metadata": {"name": "q", "namespace": "ml"}, "spec": {"hard": {"requests.nvidia.com/gpu": "4", "requests.storage": "1Ti"}}}
    ),
)

entry(
    type=kinds("core", "LimitRange"),
    klass=Class.GUARD,
    why="A limit range bounds each container, pod or claim, and not how many there are.",
    source="kubernetes.io/docs/concepts/policy/limit-range/",
    allowed=Example(
        {"metadata": {"name": "l", "namespace": "ml"}, "spec": {"limits": [{"type": "PersistentVolumeClaim", "max": {"storage": "100Gi"}}]}}
    ),
)

entry(
    type=kinds("core", "Node"),
    klass=Class.FIXED,
    why="A node object describes a machine that runs already and brings none.",
    source="kubernetes.io/docs/concepts/architecture/nodes/",
    allowed=Example({"metadata": {"name": "ip-10-0-0-1"}}),
)
