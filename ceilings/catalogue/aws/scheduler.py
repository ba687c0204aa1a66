"""EventBridge Scheduler."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled

settled(
    "aws:scheduler/schedule:Schedule",
    "A schedule invokes its target at the times that it states, which bills by the million; the target bills as itself.",
    "aws.amazon.com/eventbridge/pricing",
    {"name": "s", "scheduleExpression": "rate(1 hours)", "flexibleTimeWindow": {"mode": "OFF"}},
)
