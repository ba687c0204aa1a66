"""Glue: jobs and what else runs workers. Tables and catalogues of data are metered by request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.aws._shared import capacity, metered, settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.ceiling import Cap, Fixed, Implicit, product
from ceilings.finding import Aspect
from ceilings.resource import Resource
from ceilings.values import MISSING

_API: Final = "docs.aws.amazon.com/glue/latest/webapi"
_WORKERS: Final = "numberOfWorkers"


def _size(resource: Resource, units: str, default: Implicit | Fixed) -> Cap:
    """The workers of a run, or its processing units where it is sized by those."""
    return Cap(_WORKERS) if resource.get(_WORKERS) is not MISSING else Cap(units, absent=default)


def _job(resource: Resource) -> Iterable[Judged]:
    """The workers of all runs at once. A Python shell without a capacity takes a sixteenth of a unit."""
    default = Fixed(0.0625) if resource.text("command.name", "glueetl") == "pythonshell" else Implicit(10)
    runs = Cap("executionProperty.maxConcurrentRuns", absent=Fixed(1))
    yield capacity("workers", "workers", product(_size(resource, "maxCapacity", default), runs))


def _example(**fields: object) -> dict[str, object]:
    return {"name": "j", "roleArn": "arn:aws:iam::123456789012:role/r", "command": {"scriptLocation": "s3://b/j.py"}, **fields}


entry(
    type="aws:glue/job:Job",
    klass=Class.FIXED,
    why="A job bills for its workers in every run, and several runs may go on at once.",
    source=f"{_API}/API_Job.html",
    components=(_job,),
    allowed=Example(_example(workerType="G.1X", numberOfWorkers=10.0, executionProperty={"maxConcurrentRuns": 3.0})),
    blocked=Example(_example(workerType="G.1X", numberOfWorkers=200.0, executionProperty={"maxConcurrentRuns": 50.0}), {"workers": "over"}),
)


def _endpoint(resource: Resource) -> Iterable[Judged]:
    yield capacity("workers", "workers", _size(resource, "numberOfNodes", Implicit(5)))


entry(
    type="aws:glue/devEndpoint:DevEndpoint",
    klass=Class.FIXED,
    why="An endpoint bills for its workers by the hour until it is deleted.",
    source=f"{_API}/API_CreateDevEndpoint.html",
    components=(_endpoint,),
    allowed=Example({"name": "e", "roleArn": "arn:aws:iam::123456789012:role/r", "numberOfNodes": 5.0}),
    blocked=Example({"name": "e", "roleArn": "arn:aws:iam::123456789012:role/r"}, {"workers": "implicit"}),
)


def _transform(resource: Resource) -> Iterable[Judged]:
    yield capacity("workers", "workers", _size(resource, "maxCapacity", Implicit(10)))


entry(
    type="aws:glue/mLTransform:MLTransform",
    klass=Class.FIXED,
    why="A transform bills for its workers in every task.",
    source=f"{_API}/API_CreateMLTransform.html",
    components=(_transform,),
    allowed=Example({"name": "t", "roleArn": "arn:aws:iam::123456789012:role/r", "maxCapacity": 10.0}),
    blocked=Example({"name": "t", "roleArn": "arn:aws:iam::123456789012:role/r"}, {"workers": "implicit"}),
)

settled(
    "aws:glue/trigger:Trigger",
    "A trigger starts jobs, whose workers and runs at once are judged.",
    f"{_API}/API_CreateTrigger.html",
    {"name": "t", "type": "SCHEDULED", "schedule": "cron(15 12 * * ? *)"},
)
settled(
    "aws:glue/crawler:Crawler",
    "A crawler bills for the minutes of each run, of which one goes on at a time, on capacity that the service fixes.",
    "aws.amazon.com/glue/pricing",
    {"name": "c", "databaseName": "d", "role": "r"},
)

entry(
    type="aws:glue/catalogTableOptimizer:CatalogTableOptimizer",
    klass=Class.METERED,
    why="An optimizer bills for the units of every run, and runs as often as the table changes.",
    source="aws.amazon.com/glue/pricing",
    components=(metered("optimizer units", "DPU hours", "an optimizer runs as often as its table is written", aspect=Aspect.COMPUTE),),
    blocked=Example({"databaseName": "d", "tableName": "t", "type": "compaction"}, {"optimizer units": "unbounded"}),
)

for _token in (
    "catalogDatabase:CatalogDatabase",
    "catalogTable:CatalogTable",
    "partition:Partition",
    "partitionIndex:PartitionIndex",
    "userDefinedFunction:UserDefinedFunction",
):
    settled(
        f"aws:glue/{_token}",
        "An object of the data catalogue bills only beyond the first million, and the program declares each.",
        "aws.amazon.com/glue/pricing",
        {},
    )
