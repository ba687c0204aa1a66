"""CloudWatch and EventBridge: logs, metrics, alarms and events."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import plumbing, settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.ceiling import Cap, Never
from ceilings.finding import Aspect
from ceilings.resource import Resource

_LOGS = "docs.aws.amazon.com/AmazonCloudWatch/latest/logs"
_MONITORING = "docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring"
_EVENTS = "docs.aws.amazon.com/eventbridge/latest/userguide"


def _log_group(resource: Resource) -> Iterable[Component]:
    """A group of the delivery class keeps logs for two days whatever it says."""
    if resource.text("logGroupClass", "STANDARD") != "DELIVERY":
        yield plumbing(
            "retention",
            "days",
            Cap("retentionInDays", unlimited=(0,)),
            "Set retentionInDays to the days that somebody will read.",
            aspect=Aspect.STORAGE,
        )


entry(
    type="aws:cloudwatch/logGroup:LogGroup",
    klass=Class.METERED,
    why="A log group keeps every line for ever unless it is told for how long.",
    source=f"{_LOGS}/Working-with-log-groups-and-streams.html",
    components=(_log_group,),
    allowed=Example({"name": "/app", "retentionInDays": 30.0}),
    blocked=Example({"name": "/app"}, {"retention": "unbounded"}),
)
entry(
    type="aws:cloudwatch/eventArchive:EventArchive",
    klass=Class.METERED,
    why="An archive keeps every event for ever unless it is told for how long.",
    source=f"{_EVENTS}/eb-archive.html",
    components=(
        plumbing(
            "retention",
            "days",
            Cap("retentionDays", unlimited=(0,)),
            "Set retentionDays to the days that somebody will replay.",
            aspect=Aspect.STORAGE,
        ),
    ),
    allowed=Example({"name": "orders", "eventSourceArn": "arn:aws:events:us-east-1:123456789012:event-bus/orders", "retentionDays": 7.0}),
    blocked=Example(
        {"name": "orders", "eventSourceArn": "arn:aws:events:us-east-1:123456789012:event-bus/orders"}, {"retention": "unbounded"}
    ),
)
entry(
    type="aws:cloudwatch/metricStream:MetricStream",
    klass=Class.METERED,
    why="A metric stream bills for every metric update that it sends.",
    source=f"{_MONITORING}/CloudWatch-Metric-Streams.html",
    components=(
        plumbing("metric updates", "updates", Never("it sends every metric that the account makes"), "Name the metrics in includeFilters."),
    ),
    blocked=Example(
        {
            "name": "all",
            "firehoseArn": "arn:aws:firehose:us-east-1:123456789012:deliverystream/m",
            "roleArn": "arn:aws:iam::123456789012:role/m",
            "outputFormat": "json",
        },
        {"metric updates": "unbounded"},
    ),
)
for _name, _why, _page in (
    ("alarmMuteRule:AlarmMuteRule", "It silences alarms and bills nothing.", f"{_MONITORING}/AlarmThatSendsEmail.html"),
    ("compositeAlarm:CompositeAlarm", "One alarm bills by the month.", f"{_MONITORING}/AlarmThatSendsEmail.html"),
    ("metricAlarm:MetricAlarm", "One alarm bills by the month.", f"{_MONITORING}/AlarmThatSendsEmail.html"),
    ("dashboard:Dashboard", "One dashboard bills by the month.", f"{_MONITORING}/CloudWatch_Dashboards.html"),
    (
        "contributorInsightRule:ContributorInsightRule",
        "One rule bills by the month and by the events that match it.",
        f"{_MONITORING}/ContributorInsights.html",
    ),
    (
        "contributorManagedInsightRule:ContributorManagedInsightRule",
        "One rule bills by the month and by the events that match it.",
        f"{_MONITORING}/ContributorInsights.html",
    ),
    (
        "internetMonitor:InternetMonitor",
        "It bills for the city networks that it watches, up to a maximum.",
        f"{_MONITORING}/CloudWatch-InternetMonitor.html",
    ),
    ("otelEnrichment:OtelEnrichment", "A setting of the account, which stores nothing itself.", f"{_MONITORING}/WhatIsCloudWatch.html"),
    (
        "resourceMetricsConfiguration:ResourceMetricsConfiguration",
        "A setting of metrics, which stores nothing itself.",
        f"{_MONITORING}/WhatIsCloudWatch.html",
    ),
    (
        "eventBus:EventBus",
        "A bus bills by the event that is put on it; what the events start is judged on its own.",
        f"{_EVENTS}/eb-event-bus.html",
    ),
    ("eventTarget:EventTarget", "A target is judged on its own.", f"{_EVENTS}/eb-targets.html"),
    ("eventApiDestination:EventApiDestination", "A destination takes at most its invocation rate.", f"{_EVENTS}/eb-api-destinations.html"),
    ("eventConnection:EventConnection", "A connection keeps a credential for destinations.", f"{_EVENTS}/eb-target-connection.html"),
    ("eventEndpoint:EventEndpoint", "An endpoint leads to buses.", f"{_EVENTS}/eb-global-endpoints.html"),
    ("logAccountPolicy:LogAccountPolicy", "A policy applies to log groups, which are judged.", f"{_LOGS}/WhatIsCloudWatchLogs.html"),
    (
        "logAnomalyDetector:LogAnomalyDetector",
        "It reads one log group's lines, which bill where they are kept.",
        f"{_LOGS}/LogsAnomalyDetection.html",
    ),
    (
        "logDataProtectionPolicy:LogDataProtectionPolicy",
        "It masks one log group's lines, which bill where they are kept.",
        f"{_LOGS}/mask-sensitive-log-data.html",
    ),
    ("logDelivery:LogDelivery", "A delivery fills a destination, which is judged.", f"{_LOGS}/AWS-logs-and-resource-policy.html"),
    ("logDeliveryDestination:LogDeliveryDestination", "A destination is judged on its own.", f"{_LOGS}/AWS-logs-and-resource-policy.html"),
    ("logDeliverySource:LogDeliverySource", "A source is judged on its own.", f"{_LOGS}/AWS-logs-and-resource-policy.html"),
    ("logDestination:LogDestination", "A destination leads to a stream, which is judged.", f"{_LOGS}/Subscriptions.html"),
    ("logIndexPolicy:LogIndexPolicy", "An index adds nothing to what its log group bills.", f"{_LOGS}/CloudWatchLogs-Field-Indexing.html"),
    ("logMetricFilter:LogMetricFilter", "A filter makes one metric, which bills by the month.", f"{_LOGS}/MonitoringLogData.html"),
    (
        "logS3TableIntegrationSource:LogS3TableIntegrationSource",
        "It copies logs to a table bucket, which is judged.",
        f"{_LOGS}/WhatIsCloudWatchLogs.html",
    ),
    (
        "logStorageTierPolicy:LogStorageTierPolicy",
        "A tier changes the price of kept logs, not their number.",
        f"{_LOGS}/WhatIsCloudWatchLogs.html",
    ),
    ("logStream:LogStream", "A stream lies in its log group, which is judged.", f"{_LOGS}/Working-with-log-groups-and-streams.html"),
    (
        "logSubscriptionFilter:LogSubscriptionFilter",
        "A subscription fills a destination, which is judged.",
        f"{_LOGS}/SubscriptionFilters.html",
    ),
    (
        "logTransformer:LogTransformer",
        "A transformer rewrites one log group's lines, which bill where they are kept.",
        f"{_LOGS}/CloudWatch-Logs-Transformation.html",
    ),
):
    settled(f"aws:cloudwatch/{_name}", _why, _page, klass=Class.METERED)
