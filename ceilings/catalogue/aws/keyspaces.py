"""Keyspaces: tables that are paid by request unless they say otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import KEEP_IT_SIZED, metered
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import desired, endless_storage, usage
from ceilings.resource import Resource

_GUIDE = "docs.aws.amazon.com/keyspaces/latest/devguide"


def _table(resource: Resource) -> Iterable[Component]:
    provisioned = resource.text("capacitySpecification.throughputMode", "PAY_PER_REQUEST") == "PROVISIONED"
    for what in ("read", "write"):
        if provisioned:
            yield usage(f"{what}s", "units a second", desired(f"capacitySpecification.{what}CapacityUnits"))
        else:
            yield metered(
                f"{what}s",
                "units a second",
                f"an on-demand table serves every {what} that it is sent",
                f"Set capacitySpecification.throughputMode to PROVISIONED with {what}CapacityUnits.",
            )
    yield endless_storage(
        "a table has no size limit, and a row may override the table's time to live",
        KEEP_IT_SIZED,
    )


entry(
    type="aws:keyspaces/table:Table",
    klass=Class.METERED,
    why="A table bills for the throughput that it is given or serves and for every byte in it.",
    source=f"{_GUIDE}/ReadWriteCapacityMode.html",
    components=(_table,),
    allowed=Example(
        {
            "keyspaceName": "k",
            "tableName": "t",
            "schemaDefinition": {"columns": [{"name": "id", "type": "ascii"}], "partitionKeys": [{"name": "id"}]},
            "capacitySpecification": {"throughputMode": "PROVISIONED", "readCapacityUnits": 10.0, "writeCapacityUnits": 10.0},
        },
        {"storage": "unbounded"},
    ),
    blocked=Example(
        {
            "keyspaceName": "k",
            "tableName": "t",
            "schemaDefinition": {"columns": [{"name": "id", "type": "ascii"}], "partitionKeys": [{"name": "id"}]},
        },
        {"reads": "unbounded", "writes": "unbounded", "storage": "unbounded"},
    ),
)
