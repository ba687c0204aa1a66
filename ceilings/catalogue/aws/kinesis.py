"""Kinesis: streams of shards, streams that scale on demand, and deliveries."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import metered, plumbing, settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import desired, usage
from ceilings.ceiling import Never
from ceilings.resource import Resource
from ceilings.values import MISSING

_GUIDE = "docs.aws.amazon.com/streams/latest/dev"


def _stream(resource: Resource) -> Iterable[Component]:
    if resource.text("streamModeDetails.streamMode", "PROVISIONED") == "PROVISIONED":
        yield usage("shards", "shards", desired("shardCount"))
    else:
        yield metered(
            "throughput",
            "GiB",
            "an on-demand stream scales with its producers and consumers",
            "Set streamModeDetails.streamMode to PROVISIONED with a shardCount.",
        )


def _video(resource: Resource) -> Iterable[Component]:
    if resource.get("dataRetentionInHours") not in (MISSING, 0):
        yield metered("stored media", "GiB", "it keeps all that its producers send, for as long as dataRetentionInHours")


entry(
    type="aws:kinesis/stream:Stream",
    klass=Class.METERED,
    why="A stream bills for its shards or, on demand, for every byte in and out.",
    source=f"{_GUIDE}/how-do-i-size-a-stream.html",
    components=(_stream,),
    allowed=Example({"name": "events", "shardCount": 2.0, "streamModeDetails": {"streamMode": "PROVISIONED"}}),
    blocked=Example({"name": "events", "streamModeDetails": {"streamMode": "ON_DEMAND"}}, {"throughput": "unbounded"}),
)
entry(
    type="aws:kinesis/videoStream:VideoStream",
    klass=Class.METERED,
    why="A video stream bills for the media that it takes in and keeps.",
    source="docs.aws.amazon.com/kinesisvideostreams/latest/dg/what-is-kinesis-video.html",
    components=(_video,),
    allowed=Example({"name": "camera", "dataRetentionInHours": 0.0}),
    blocked=Example({"name": "camera", "dataRetentionInHours": 24.0}, {"stored media": "unbounded"}),
)
entry(
    type="aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    klass=Class.METERED,
    why="A delivery stream bills for every byte that it takes in.",
    source="docs.aws.amazon.com/firehose/latest/dev/what-is-this-service.html",
    components=(
        plumbing(
            "delivered data", "GiB", Never("it takes whatever its producers send"), "Bound its producers; what it fills is judged there."
        ),
    ),
    blocked=Example({"name": "logs", "destination": "extended_s3"}, {"delivered data": "unbounded"}),
)
entry(
    type="aws:kinesis/analyticsApplication:AnalyticsApplication",
    klass=Class.METERED,
    why="An SQL application bills for the KPUs that it scales to with its input.",
    source="docs.aws.amazon.com/kinesisanalytics/latest/dev/what-is.html",
    components=(
        metered(
            "processing",
            "KPU",
            "it adds KPUs with its input, up to the account's quota",
            "Use a kinesisanalyticsv2 application with autoscaling off.",
        ),
    ),
    blocked=Example({"name": "sums"}, {"processing": "unbounded"}),
)
settled(
    "aws:kinesis/streamConsumer:StreamConsumer",
    "A consumer bills by the hour for each shard of one stream, whose shards are judged.",
    f"{_GUIDE}/enhanced-consumers.html",
    {"name": "reader", "streamArn": "arn:aws:kinesis:us-east-1:123456789012:stream/events"},
)
settled(
    "aws:kinesis/accountSettings:AccountSettings",
    "A commitment to on-demand throughput bills the minimum that the service sets for the account.",
    f"{_GUIDE}/introduction.html",
    {"minimumThroughputBillingCommitment": {"status": "DISABLED"}},
)
