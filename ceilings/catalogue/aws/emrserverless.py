"""Amazon EMR Serverless."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import capacity
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.ceiling import Cap
from ceilings.quantity import leading
from ceilings.resource import Resource
from ceilings.values import MISSING


def _application(resource: Resource) -> Iterable[Judged]:
    yield capacity(
        "vcpus", "vCPUs", Cap("maximumCapacity.cpu", read=leading), remedy='Set maximumCapacity, such as {"cpu": "200 vCPU", ...}.'
    )
    if resource.get("maximumCapacity") is not MISSING:
        yield capacity("memory", "GiB", Cap("maximumCapacity.memory", read=leading), limit="maxMemoryGibPerPool")


def _example(**fields: object) -> dict[str, object]:
    return {"name": "a", "releaseLabel": "emr-7.0.0", "type": "spark", **fields}


entry(
    type="aws:emrserverless/application:Application",
    klass=Class.SCALING,
    why="An application adds workers for every job that is submitted; without a maximum only the account's quota stops it.",
    source="docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/application-capacity.html",
    components=(_application,),
    allowed=Example(_example(maximumCapacity={"cpu": "200 vCPU", "memory": "1024 GB"})),
    blocked=Example(_example(maximumCapacity={"cpu": "4000 vCPU", "memory": "16000 GB"}), {"vcpus": "over", "memory": "over"}),
)
