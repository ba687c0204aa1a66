"""Simple Queue Service."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import plumbing
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.ceiling import Never

entry(
    type="aws:sqs/queue:Queue",
    klass=Class.METERED,
    why="A queue bills by the request and drops what is older than its retention.",
    source="docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html",
    components=(
        plumbing("requests", "requests", Never("a queue takes whatever it is sent"), "Bound what sends to it and what it starts."),
    ),
    blocked=Example({"name": "jobs"}, {"requests": "unbounded"}),
)
