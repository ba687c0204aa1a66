"""Managed Service for Apache Flink."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.ceiling import Cap, Fixed, Never
from ceilings.resource import Resource

_FLINK: Final = "applicationConfiguration.flinkApplicationConfiguration.parallelismConfiguration"


def _application(resource: Resource) -> Iterable[Judged]:
    """A SQL application scales by itself too; a Flink one where its own configuration does not forbid it."""
    fixed = resource.text(f"{_FLINK}.configurationType") == "CUSTOM" and resource.flag(f"{_FLINK}.autoScalingEnabled", True) is False
    if fixed:
        yield capacity("parallelism", "parallel tasks", Cap(f"{_FLINK}.parallelism", absent=Fixed(1)))
    else:
        yield capacity(
            "parallelism",
            "parallel tasks",
            Never("the service raises its parallelism with the load, up to the quota of the account"),
            remedy="In parallelismConfiguration set configurationType to CUSTOM, autoScalingEnabled to false, and parallelism.",
        )


def _example(**parallelism: object) -> dict[str, object]:
    return {
        "name": "a",
        "runtimeEnvironment": "FLINK-1_20",
        "serviceExecutionRole": "arn:aws:iam::123456789012:role/r",
        "applicationConfiguration": {"flinkApplicationConfiguration": {"parallelismConfiguration": parallelism}},
    }


entry(
    type="aws:kinesisanalyticsv2/application:Application",
    klass=Class.SCALING,
    why="An application bills for every processing unit that its parallel tasks take.",
    source="docs.aws.amazon.com/managed-flink/latest/apiv2/API_ParallelismConfiguration.html",
    components=(_application,),
    allowed=Example(_example(configurationType="CUSTOM", autoScalingEnabled=False, parallelism=4.0, parallelismPerKpu=1.0)),
    blocked=Example(
        _example(configurationType="CUSTOM", autoScalingEnabled=True, parallelism=4.0, parallelismPerKpu=1.0), {"parallelism": "unbounded"}
    ),
)

settled(
    "aws:kinesisanalyticsv2/applicationSnapshot:ApplicationSnapshot",
    "A snapshot bills for the state of the application when it was taken.",
    "aws.amazon.com/managed-service-apache-flink/pricing",
    {"applicationName": "a", "snapshotName": "s"},
)
