"""KubeRay: Ray clusters, by themselves, for a service and for a job."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.entry import Class, ComponentsOf, Example, Judged, entry
from ceilings.catalogue.kubernetes._ray import of_cluster
from ceilings.catalogue.kubernetes._schedule import overlapping
from ceilings.ceiling import Const, Never, total
from ceilings.resource import Resource
from ceilings.values import MISSING


def _at(cluster: str) -> ComponentsOf:
    def of(resource: Resource) -> Iterable[Judged]:
        return of_cluster(resource, cluster) if resource.get(cluster) is not MISSING else ()

    return of


def _cron_job(resource: Resource) -> Iterable[Judged]:
    """Each run has a cluster of its own, which stays unless it is shut down with its job."""
    job = "spec.jobTemplate"
    if resource.flag(f"{job}.shutdownAfterJobFinishes"):
        earlier = overlapping(f"{job}.activeDeadlineSeconds", resource.text("spec.schedule") or "")
        clusters = total(Const(1, "cluster that just began"), earlier)
    else:
        clusters = Never(f"{job}.shutdownAfterJobFinishes is not true, so every run leaves its cluster behind")
    remedy = (
        f"Set {job}.shutdownAfterJobFinishes to true and {job}.activeDeadlineSeconds to the seconds that a run may take, so that "
        "clusters cannot pile up, and maxReplicas of every worker group that scales."
    )
    yield from of_cluster(resource, f"{job}.rayClusterSpec", clusters, remedy=remedy)


def _spec(most: float) -> dict[str, object]:
    worker = {"name": "worker", "image": "rayproject/ray:2.46.0", "resources": {"limits": {"nvidia.com/gpu": "1"}}}
    group = {"groupName": "gpu", "replicas": 1.0, "minReplicas": 0.0, "maxReplicas": most, "template": {"spec": {"containers": [worker]}}}
    head = {"template": {"spec": {"containers": [{"name": "head", "image": "rayproject/ray:2.46.0"}]}}}
    return {"enableInTreeAutoscaling": True, "headGroupSpec": head, "workerGroupSpecs": [group]}


def _cron(most: float) -> dict[str, object]:
    job = {"entrypoint": "python tune.py", "shutdownAfterJobFinishes": True, "activeDeadlineSeconds": 3600.0, "rayClusterSpec": _spec(most)}
    return {"schedule": "0 2 * * *", "jobTemplate": job}


_FOUND: Final = {"workers": "over", "accelerators": "over"}
_WHY: Final = "The autoscaler in a Ray cluster asks for workers as tasks ask for them, and nodes follow the workers."

entry(
    type="kubernetes:ray.io:RayCluster",
    klass=Class.SCALING,
    why=_WHY,
    source="docs.ray.io/en/latest/cluster/kubernetes/user-guides/configuring-autoscaling.html",
    components=(_at("spec"),),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "ray"}, "spec": _spec(8.0)}),
    blocked=Example({"metadata": {"name": "ray"}, "spec": _spec(400.0)}, _FOUND),
)

entry(
    type="kubernetes:ray.io:RayService",
    klass=Class.SCALING,
    why=_WHY,
    source="docs.ray.io/en/latest/cluster/kubernetes/getting-started/rayservice-quick-start.html",
    components=(_at("spec.rayClusterConfig"),),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "serve"}, "spec": {"rayClusterConfig": _spec(8.0)}}),
    blocked=Example({"metadata": {"name": "serve"}, "spec": {"rayClusterConfig": _spec(400.0)}}, _FOUND),
)

entry(
    type="kubernetes:ray.io:RayJob",
    klass=Class.SCALING,
    why=_WHY,
    source="docs.ray.io/en/latest/cluster/kubernetes/getting-started/rayjob-quick-start.html",
    components=(_at("spec.rayClusterSpec"),),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "tune"}, "spec": {"entrypoint": "python tune.py", "rayClusterSpec": _spec(8.0)}}),
    blocked=Example({"metadata": {"name": "tune"}, "spec": {"entrypoint": "python tune.py", "rayClusterSpec": _spec(400.0)}}, _FOUND),
)

entry(
    type="kubernetes:ray.io:RayCronJob",
    klass=Class.SCALING,
    why="Each run of the schedule starts a Ray cluster of its own, whether or not the last one is gone.",
    source="docs.ray.io/en/latest/cluster/kubernetes/getting-started/raycronjob-quick-start.html",
    components=(_cron_job,),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "tune"}, "spec": _cron(4.0)}),
    blocked=Example({"metadata": {"name": "tune"}, "spec": _cron(400.0)}, _FOUND),
)
