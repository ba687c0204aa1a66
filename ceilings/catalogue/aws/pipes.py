"""EventBridge Pipes."""

from __future__ import annotations

from ceilings.catalogue.aws._plumbing import piped

piped(
    "aws:pipes/pipe:Pipe",
    "A pipe bills for every request that it takes from its source.",
    "aws.amazon.com/eventbridge/pricing",
    "a pipe takes every event of its source",
    {"name": "p", "roleArn": "arn:aws:iam::123456789012:role/r", "source": "s", "target": "t"},
    name="requests",
)
