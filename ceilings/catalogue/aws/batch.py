"""AWS Batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ceilings.catalogue.aws._instances import packed
from ceilings.catalogue.aws._shared import capacity
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import accelerator_count
from ceilings.ceiling import Cap, Const, Unseen, product
from ceilings.instances import accelerated_family, types
from ceilings.quantity import show
from ceilings.resource import Resource

_MAXIMUM: Final = "computeResources.maxVcpus"
_TYPES: Final = "computeResources.instanceTypes"


def _environment(resource: Resource) -> Iterable[Judged]:
    # The provider takes both types in any case.
    if (resource.text("type") or "").upper() == "UNMANAGED":
        return
    yield capacity("vcpus", "vCPUs", Cap(_MAXIMUM))
    if (resource.text("computeResources.type") or "").upper().startswith("FARGATE"):
        return
    allowed = resource.strings(_TYPES)
    if allowed is None:
        yield accelerator_count(Unseen(f"{_TYPES} is not known before the deployment runs, so it may allow accelerators"))
        return
    held = sorted({one for name in allowed for one in _accelerated(name)}, key=lambda one: one[1] / one[0])
    if any(accelerated_family(name.partition(".")[0]) and not list(_accelerated(name)) for name in allowed):
        yield accelerator_count(Unseen(f"{_TYPES} names an accelerated type whose size is not known"))
    elif held:
        vcpus, count, name = held[-1]
        shown = "the dearest type" if resource.secret(_TYPES) else name
        most = Cap(_MAXIMUM, read=packed(tuple((size, number) for size, number, _ in held), _may_exceed(resource)))
        yield accelerator_count(product(most, Const(1, f"instance ({shown}) has {show(vcpus)} vCPUs and accelerators: {show(count)}")))


def _may_exceed(resource: Resource) -> bool:
    """Whether Batch may pass the maximum by one instance, as it may with any strategy but ``BEST_FIT`` of on-demand instances."""
    strategy = resource.text("computeResources.allocationStrategy", "BEST_FIT")
    return strategy != "BEST_FIT" or (resource.text("computeResources.type") or "").upper() != "EC2"


def _accelerated(name: str) -> Iterator[tuple[float, int, str]]:
    """The accelerated types that an entry allows, a type or a whole family. ``optimal`` and the ``default_...`` lists hold none.

    Source: docs.aws.amazon.com/batch/latest/userguide/instance-type-compute-table.html
    """
    wanted = name.strip().lower()
    for kind, (vcpus, _, count) in types():
        if count and wanted in (kind, kind.partition(".")[0]):
            yield vcpus, count, kind


def _example(vcpus: float, *kinds: str) -> dict[str, object]:
    return {"type": "MANAGED", "computeResources": {"type": "EC2", "minVcpus": 0.0, "maxVcpus": vcpus, "instanceTypes": list(kinds)}}


entry(
    type="aws:batch/computeEnvironment:ComputeEnvironment",
    klass=Class.SCALING,
    why="A managed environment launches instances for the jobs in its queues until its maximum of vCPUs.",
    source="docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html",
    components=(_environment,),
    accelerators="managed",
    allowed=Example(_example(64.0, "g5", "optimal")),
    blocked=Example(_example(2_048.0, "p4d.24xlarge"), {"vcpus": "over", "accelerators": "over"}),
)
