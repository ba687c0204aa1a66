"""Workload controllers: Deployment, StatefulSet, ReplicaSet, DaemonSet."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._claims import claimed_devices
from ceilings.catalogue.kubernetes._pods import claimed, workload
from ceilings.catalogue.kubernetes._storage import ephemeral, of_class
from ceilings.catalogue.kubernetes._variants import joined, judged, kinds
from ceilings.catalogue.parts import desired
from ceilings.resource import Resource
from ceilings.stack import Stack

REPLICAS = desired("spec.replicas", 1)
TEMPLATE = "spec.template.spec"


def replicated(resource: Resource) -> Iterable[Judged]:
    """The cost components of a controller that keeps ``spec.replicas`` pods of a template."""
    yield from workload(resource, REPLICAS, TEMPLATE)


def beside(stack: Stack, resource: Resource) -> Iterable[Judged]:
    """What such a controller shows beside others: devices that its pods claim, and volumes of theirs that have no size."""
    yield from claimed_devices(stack, resource, REPLICAS, TEMPLATE)
    yield from of_class(stack, resource, ephemeral(resource, TEMPLATE))


def _stateful(resource: Resource) -> Iterable[Judged]:
    yield from replicated(resource)
    yield from claimed(resource, REPLICAS, resource.each("spec.volumeClaimTemplates"))


def _stateful_beside(stack: Stack, resource: Resource) -> Iterable[Judged]:
    yield from beside(stack, resource)
    yield from of_class(stack, resource, (f"{path}.spec" for path in resource.each("spec.volumeClaimTemplates")))


def pods(replicas: float, gpus: float = 0, **more: object) -> dict[str, object]:
    """The ``spec`` of a workload, for examples."""
    resources = {"limits": {"nvidia.com/gpu": gpus}} if gpus else {"requests": {"cpu": "250m", "memory": "512Mi"}}
    return {
        "replicas": replicas,
        "selector": {"matchLabels": {"app": "model"}},
        "template": {
            "metadata": {"labels": {"app": "model"}},
            "spec": {"containers": [{"name": "server", "image": "registry.example/model:1", "resources": resources}]},
        },
        **more,
    }


def _claims(size: str) -> list[dict[str, object]]:
    return [{"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": size}}}}]


entry(
    type=(*kinds("apps", "Deployment"), *kinds("extensions", "Deployment")),
    klass=Class.FIXED,
    why="A deployment keeps the pods that it declares, and each takes its share of nodes that are paid for.",
    source="kubernetes.io/docs/concepts/workloads/controllers/deployment/",
    components=(judged(replicated),),
    joined=joined(beside),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "model"}, "spec": pods(2.0, 1.0)}),
    blocked=Example({"metadata": {"name": "model"}, "spec": pods(400.0, 1.0)}, {"replicas": "over", "accelerators": "over"}),
)

entry(
    type=(*kinds("apps", "ReplicaSet"), *kinds("extensions", "ReplicaSet")),
    klass=Class.FIXED,
    why="A replica set keeps the pods that it declares, and each takes its share of nodes that are paid for.",
    source="kubernetes.io/docs/concepts/workloads/controllers/replicaset/",
    components=(judged(replicated),),
    joined=joined(beside),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "model"}, "spec": pods(3.0)}),
    blocked=Example({"metadata": {"name": "model"}, "spec": pods(400.0, 1.0)}, {"replicas": "over", "accelerators": "over"}),
)

entry(
    type=kinds("apps", "StatefulSet"),
    klass=Class.FIXED,
    why="A stateful set keeps the pods that it declares, and volumes for each that stay when the pods go.",
    source="kubernetes.io/docs/concepts/workloads/controllers/statefulset/",
    components=(judged(_stateful),),
    joined=joined(_stateful_beside),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "vectors"}, "spec": pods(3.0, volumeClaimTemplates=_claims("100Gi"))}),
    blocked=Example({"metadata": {"name": "vectors"}, "spec": pods(3.0, volumeClaimTemplates=_claims("40Ti"))}, {"storage": "over"}),
)

entry(
    type=(*kinds("apps", "DaemonSet"), *kinds("extensions", "DaemonSet")),
    klass=Class.FIXED,
    why="A daemon set puts a pod on nodes that are there and makes no node come.",
    source="kubernetes.io/docs/concepts/workloads/controllers/daemonset/",
    allowed=Example(
        {
            "metadata": {"name": "device-plugin", "namespace": "kube-system"},
            "spec": {"template": {"spec": {"containers": [{"name": "plugin", "image": "registry.example/plugin:1"}]}}},
        }
    ),
)
