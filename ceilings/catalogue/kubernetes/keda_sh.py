"""KEDA: workloads and jobs scaled by events."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._claims import claimed_devices
from ceilings.catalogue.kubernetes._jobs import of_job, times
from ceilings.catalogue.kubernetes._pods import replicas
from ceilings.catalogue.kubernetes._scaled import scaled
from ceilings.ceiling import Cap, Expression, Fixed, Implicit, highest, total
from ceilings.companions.kubernetes import target
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

# Both kinds have this default. Source: keda.sh/docs/2.18/reference/scaledobject-spec/#maxreplicacount
_MAXIMUM = Cap("spec.maxReplicaCount", absent=Implicit(100))
_JOB = "spec.jobTargetRef"
_LEAST = "spec.minReplicaCount"


def _most(resource: Resource) -> Expression:
    """The maximum, or what the workload falls back to when a trigger fails, if that is more."""
    fallback = Cap("spec.fallback.replicas", absent=Fixed(0))
    return _MAXIMUM if resource.get("spec.fallback") is MISSING else highest(_MAXIMUM, fallback)


def _scaled_object(resource: Resource) -> Iterable[Judged]:
    also = "" if resource.get("spec.fallback") is MISSING else ", and spec.fallback.replicas to no more"
    yield replicas(_most(resource), remedy=f"Set spec.maxReplicaCount to the number of pods that you mean to pay for{also}.")


def _beside(stack: Stack, resource: Resource) -> Iterable[Judged]:
    workload = target(stack, resource, kind="Deployment")
    if workload is not None:
        yield from scaled(stack, workload, _most(resource))


def _jobs(resource: Resource) -> Expression:
    """The maximum, and the minimum beside it if there is one."""
    return _MAXIMUM if resource.get(_LEAST) is MISSING else total(_MAXIMUM, Cap(_LEAST))


def _scaled_job(resource: Resource) -> Iterable[Judged]:
    yield from of_job(resource, _JOB, _jobs(resource), remedy="Set spec.maxReplicaCount to the number of jobs that you mean to pay for.")


def _job_beside(stack: Stack, resource: Resource) -> Iterable[Judged]:
    yield from claimed_devices(stack, resource, times(resource, _JOB, _jobs(resource)), f"{_JOB}.template.spec")


def _object(most: float) -> dict[str, object]:
    trigger = {"type": "prometheus", "metadata": {"serverAddress": "http://prometheus:9090", "query": "sum(waiting)", "threshold": "5"}}
    return {"metadata": {"name": "model"}, "spec": {"scaleTargetRef": {"name": "model"}, "maxReplicaCount": most, "triggers": [trigger]}}


def _job(most: float) -> dict[str, object]:
    container = {"name": "embed", "image": "registry.example/embed:1", "resources": {"limits": {"nvidia.com/gpu": "1"}}}
    template = {"spec": {"restartPolicy": "Never", "containers": [container]}}
    spec = {"jobTargetRef": {"template": template}, "maxReplicaCount": most, "triggers": [{"type": "aws-sqs-queue", "metadata": {}}]}
    return {"metadata": {"name": "embed"}, "spec": spec}


entry(
    type="kubernetes:keda.sh:ScaledObject",
    klass=Class.SCALING,
    why="A scaler adds pods up to its maximum, and nodes follow the pods.",
    source="keda.sh/docs/2.18/reference/scaledobject-spec/",
    components=(_scaled_object,),
    joined=_beside,
    accelerators="pod",
    allowed=Example(_object(10.0)),
    blocked=Example(_object(5000.0), {"replicas": "over"}),
)

entry(
    type="kubernetes:keda.sh:ScaledJob",
    klass=Class.SCALING,
    why="A scaler starts jobs up to its maximum beside the minimum that it keeps, and nodes follow their pods.",
    source="keda.sh/docs/2.18/reference/scaledjob-spec/",
    components=(_scaled_job,),
    joined=_job_beside,
    accelerators="pod",
    allowed=Example(_job(10.0)),
    blocked=Example(_job(5000.0), {"replicas": "over", "accelerators": "over"}),
)
