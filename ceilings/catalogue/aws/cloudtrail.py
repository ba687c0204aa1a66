"""CloudTrail: trails deliver events, and data stores keep them."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import plumbing
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.ceiling import Never
from ceilings.resource import Resource

_GUIDE = "docs.aws.amazon.com/awscloudtrail/latest/userguide"


def _trail(resource: Resource) -> Iterable[Component]:
    """The first copy of management events is free; data events and insights bill by the event."""
    if any(resource.each(path) for path in ("eventSelectors", "advancedEventSelectors", "insightSelectors")):
        yield plumbing(
            "selected events", "events", Never("a trail records every event that it selects"), "Select only the events that somebody reads."
        )


entry(
    type="aws:cloudtrail/trail:Trail",
    klass=Class.METERED,
    why="A trail bills by the data event and by the insight event.",
    source=f"{_GUIDE}/cloudtrail-trail-manage-costs.html",
    components=(_trail,),
    allowed=Example({"name": "audit", "s3BucketName": "audit"}),
    blocked=Example(
        {"name": "audit", "s3BucketName": "audit", "eventSelectors": [{"readWriteType": "All", "includeManagementEvents": True}]},
        {"selected events": "unbounded"},
    ),
)
entry(
    type="aws:cloudtrail/eventDataStore:EventDataStore",
    klass=Class.METERED,
    why="A data store bills for every byte that it takes in, for seven years of keeping unless it is told otherwise.",
    source=f"{_GUIDE}/cloudtrail-lake-manage-costs.html",
    components=(
        plumbing(
            "ingested events",
            "GiB",
            Never("a data store takes every event that it selects, and its retention bounds their age alone"),
            "Select only the events that somebody queries, and set retentionPeriod.",
        ),
    ),
    blocked=Example({"name": "lake", "retentionPeriod": 90.0}, {"ingested events": "unbounded"}),
)
