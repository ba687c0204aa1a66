"""CodeBuild."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import accelerators, nodes, usage
from ceilings.ceiling import Cap
from ceilings.finding import Aspect
from ceilings.resource import Resource
from ceilings.values import MISSING

_API: Final = "docs.aws.amazon.com/codebuild/latest/APIReference"
_TYPE: Final = "computeConfiguration.instanceType"


def _fleet(resource: Resource) -> Iterable[Judged]:
    most = Cap("scalingConfiguration.maxCapacity") if resource.get("scalingConfiguration") is not MISSING else Cap("baseCapacity")
    yield nodes(most, name="machines", unit="machines")
    if resource.get(_TYPE) is not MISSING:
        yield from accelerators(most, resource, _TYPE)


def _example(**fields: object) -> dict[str, object]:
    return {"name": "f", "baseCapacity": 2.0, "computeType": "BUILD_GENERAL1_SMALL", "environmentType": "LINUX_CONTAINER", **fields}


entry(
    type="aws:codebuild/fleet:Fleet",
    klass=Class.SCALING,
    why="A fleet keeps its machines whether or not anything builds, and scaling adds more until its maximum.",
    source=f"{_API}/API_ScalingConfigurationInput.html",
    components=(_fleet,),
    accelerators="managed",
    allowed=Example(_example(scalingConfiguration={"scalingType": "TARGET_TRACKING_SCALING", "maxCapacity": 5.0})),
    blocked=Example(_example(scalingConfiguration={"scalingType": "TARGET_TRACKING_SCALING"}), {"machines": "unbounded"}),
)

entry(
    type="aws:codebuild/project:Project",
    klass=Class.METERED,
    why="A project bills for every minute of every build that goes on at once.",
    source=f"{_API}/API_CreateProject.html",
    components=(usage("concurrent builds", "builds", Cap("concurrentBuildLimit"), aspect=Aspect.COMPUTE),),
    allowed=Example({"name": "p", "serviceRole": "r", "concurrentBuildLimit": 2.0}),
    blocked=Example({"name": "p", "serviceRole": "r"}, {"concurrent builds": "unbounded"}),
)

settled(
    "aws:codebuild/webhook:Webhook",
    "A webhook starts builds of a project, which is judged itself.",
    f"{_API}/API_CreateWebhook.html",
    {"projectName": "p"},
)
settled(
    "aws:codebuild/reportGroup:ReportGroup",
    "A group keeps test reports for 30 days and carries no charge but for what it exports to a bucket.",
    f"{_API}/API_CreateReportGroup.html",
    {"name": "g", "type": "TEST"},
)
