"""Jobs and CronJobs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ceilings.catalogue.entry import Class, Component, Example, Judged, entry
from ceilings.catalogue.kubernetes._claims import claimed_devices
from ceilings.catalogue.kubernetes._jobs import at_once, of_job, times
from ceilings.catalogue.kubernetes._pods import in_pod, names_in_pod, pod_accelerators
from ceilings.catalogue.kubernetes._schedule import overlapping
from ceilings.catalogue.kubernetes._storage import ephemeral, of_class
from ceilings.catalogue.kubernetes._variants import joined, judged, kinds
from ceilings.ceiling import Cap, Const, Expression, total
from ceilings.companions.kubernetes import CPU, PODS, quota_for
from ceilings.finding import Aspect, Family
from ceilings.paths import child
from ceilings.quantity import quantity
from ceilings.resource import Resource
from ceilings.stack import Stack

_RUN = "spec.jobTemplate.spec"
_DEADLINE = f"{_RUN}.activeDeadlineSeconds"
_QUOTA = quota_for(Cap(child("spec.hard", "count/jobs.batch"), read=quantity), *PODS, *CPU)


def _job(resource: Resource) -> Iterable[Judged]:
    yield from of_job(resource, "spec")


def _job_beside(stack: Stack, resource: Resource) -> Iterable[Judged]:
    yield from claimed_devices(stack, resource, at_once(resource, "spec"), "spec.template.spec")
    yield from of_class(stack, resource, ephemeral(resource, "spec.template.spec"))


def _runs_at_once(resource: Resource) -> Expression:
    """The runs of a CronJob that may overlap: those that start within the time that one may take."""
    return total(Const(1, "run that just began"), overlapping(_DEADLINE, resource.text("spec.schedule") or ""))


def _cron_job(resource: Resource) -> Iterable[Judged]:
    if resource.text("spec.concurrencyPolicy", "Allow") in ("Forbid", "Replace"):
        yield from of_job(resource, _RUN)
        return
    runs = _runs_at_once(resource)
    yield from (one for one in of_job(resource, _RUN) if one.family is not Family.ACCELERATOR)
    yield Component(
        name="overlapping runs",
        unit="runs",
        aspect=Aspect.COMPUTE,
        family=Family.USAGE,
        ceiling=runs,
        limit="maxReplicasPerWorkload",
        companions=(_QUOTA,),
        why="A run that hangs is joined by the next, and each keeps its pods.",
        remedy=f"Set spec.concurrencyPolicy to Forbid or Replace, or {_DEADLINE}, so that runs cannot pile up.",
    )
    pod = f"{_RUN}.template.spec"
    for held in pod_accelerators(resource, times(resource, _RUN, runs), in_pod(resource, pod), names_in_pod(resource, pod)):
        yield replace(
            held, remedy=f"Set spec.concurrencyPolicy to Forbid or Replace, or {_DEADLINE}, and ask for fewer accelerators at once."
        )


def _pod(gpus: float = 0) -> dict[str, object]:
    resources = {"limits": {"nvidia.com/gpu": gpus}} if gpus else {}
    return {
        "spec": {"restartPolicy": "Never", "containers": [{"name": "run", "image": "registry.example/embed:1", "resources": resources}]}
    }


entry(
    type=kinds("batch", "Job"),
    klass=Class.FIXED,
    why="A job keeps its parallelism in pods until it is done, and each takes its share of nodes that are paid for.",
    source="kubernetes.io/docs/concepts/workloads/controllers/job/",
    components=(judged(_job),),
    joined=joined(_job_beside),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "embed"}, "spec": {"parallelism": 4.0, "template": _pod(1.0)}}),
    blocked=Example(
        {"metadata": {"name": "embed"}, "spec": {"parallelism": 400.0, "template": _pod(1.0)}}, {"replicas": "over", "accelerators": "over"}
    ),
)

entry(
    type=kinds("batch", "CronJob"),
    klass=Class.FIXED,
    why="A schedule starts a job each time, whether or not the last is done, unless its concurrency policy says otherwise.",
    source="kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/",
    components=(judged(_cron_job),),
    accelerators="pod",
    allowed=Example(
        {
            "metadata": {"name": "embed"},
            "spec": {
                "schedule": "*/30 * * * *",
                "concurrencyPolicy": "Allow",
                "jobTemplate": {"spec": {"activeDeadlineSeconds": 3600.0, "template": _pod(1.0)}},
            },
        }
    ),
    blocked=Example(
        {
            "metadata": {"name": "embed"},
            "spec": {
                "schedule": "*/1 * * * *",
                "jobTemplate": {"spec": {"parallelism": 400.0, "activeDeadlineSeconds": 86_400.0, "template": _pod(1.0)}},
            },
        },
        {"overlapping runs": "over", "accelerators": "over", "replicas": "over"},
    ),
)
