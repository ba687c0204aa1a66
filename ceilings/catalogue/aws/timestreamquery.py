"""Timestream queries."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class

settled(
    "aws:timestreamquery/scheduledQuery:ScheduledQuery",
    "A scheduled query bills for what it scans of tables, which are judged, as often as its schedule says.",
    "docs.aws.amazon.com/timestream/latest/developerguide/scheduledqueries.html",
    {"name": "hourly", "queryString": "SELECT 1"},
    Class.METERED,
)
