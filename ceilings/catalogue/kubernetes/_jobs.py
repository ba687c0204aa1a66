"""Jobs: how many pods one runs at once, and what several runs at once come to."""

from __future__ import annotations

from collections.abc import Iterator

from ceilings.catalogue.entry import Component
from ceilings.catalogue.kubernetes._pods import in_pod, names_in_pod, own_volumes, pod_accelerators, replicas
from ceilings.ceiling import Cap, Expression, Fixed, lowest, product
from ceilings.resource import Resource
from ceilings.values import MISSING


def at_once(resource: Resource, job: str) -> Expression:
    """The pods that one run of the job whose specification is at ``job`` keeps at once: its parallelism, or its completions if fewer."""
    parallelism = Cap(f"{job}.parallelism", absent=Fixed(1), desired=True)
    if resource.get(f"{job}.completions") is MISSING:
        return parallelism
    return lowest(parallelism, Cap(f"{job}.completions"))


def times(resource: Resource, job: str, runs: Expression) -> Expression:
    """The pods of several runs at once. A job that says nothing keeps one pod, and then nothing need be said of it."""
    silent = resource.get(f"{job}.parallelism") is MISSING and resource.get(f"{job}.completions") is MISSING
    return runs if silent else product(runs, at_once(resource, job))


def of_job(resource: Resource, job: str, runs: Expression | None = None, *, remedy: str = "") -> Iterator[Component]:
    """The cost components of ``runs`` (one) runs at once of a job."""
    count = at_once(resource, job) if runs is None else times(resource, job, runs)
    pod = f"{job}.template.spec"
    yield replicas(count, remedy=remedy)
    yield from pod_accelerators(resource, count, in_pod(resource, pod), names_in_pod(resource, pod))
    yield from own_volumes(resource, count, pod)
