"""Timestream for InfluxDB: instances with allocated storage."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import endless_storage, storage
from ceilings.ceiling import Cap
from ceilings.resource import Resource
from ceilings.values import MISSING

_GUIDE = "docs.aws.amazon.com/timestream/latest/developerguide"


def _cluster(resource: Resource) -> Iterable[Component]:
    """Clusters of InfluxDB 2 allocate storage; those of InfluxDB 3 take none and keep their data in S3."""
    if resource.get("allocatedStorage") is MISSING:
        yield endless_storage(
            "a cluster without allocatedStorage keeps its data in storage that grows by itself",
            "Set allocatedStorage (InfluxDB 2).",
        )
    else:
        yield storage(Cap("allocatedStorage"))


entry(
    type="aws:timestreaminfluxdb/dbInstance:DbInstance",
    klass=Class.FIXED,
    why="An instance bills for the storage that it is allocated, used or not.",
    source=f"{_GUIDE}/timestream-for-influxdb.html",
    components=(storage(Cap("allocatedStorage")),),
    allowed=Example(
        {"name": "metrics", "dbInstanceType": "db.influx.medium", "allocatedStorage": 20.0, "bucket": "b", "organization": "o"}
    ),
    blocked=Example(
        {"name": "metrics", "dbInstanceType": "db.influx.medium", "allocatedStorage": 20_000.0, "bucket": "b", "organization": "o"},
        {"storage": "over"},
    ),
)
entry(
    type="aws:timestreaminfluxdb/dbCluster:DbCluster",
    klass=Class.FIXED,
    why="A cluster bills for the storage that it is allocated or, where it allocates none, for all that it keeps.",
    source=f"{_GUIDE}/timestream-for-influxdb.html",
    components=(_cluster,),
    allowed=Example({"name": "metrics", "dbInstanceType": "db.influx.medium", "allocatedStorage": 20.0}),
    blocked=Example({"name": "metrics", "dbInstanceType": "db.influx.medium"}, {"storage": "unbounded"}),
)
