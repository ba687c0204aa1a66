"""Timestream for LiveAnalytics: time series kept by age, however many there are."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import KEEP_IT_SIZED, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import endless_storage

_GUIDE = "docs.aws.amazon.com/timestream/latest/developerguide"

entry(
    type="aws:timestreamwrite/table:Table",
    klass=Class.METERED,
    why="A table bills for every record written and for every byte kept, and its retention bounds their age alone.",
    source=f"{_GUIDE}/storage.html",
    components=(
        endless_storage(
            "a table takes whatever is written, and its retention (200 years by default) bounds the age of records, not their number",
            KEEP_IT_SIZED,
        ),
    ),
    blocked=Example(
        {
            "databaseName": "metrics",
            "tableName": "tokens",
            "retentionProperties": {"magneticStoreRetentionPeriodInDays": 30.0, "memoryStoreRetentionPeriodInHours": 8.0},
        },
        {"storage": "unbounded"},
    ),
)
settled(
    "aws:timestreamwrite/database:Database",
    "A database holds tables, each of which is judged.",
    f"{_GUIDE}/concepts.html",
    {"databaseName": "metrics"},
)
