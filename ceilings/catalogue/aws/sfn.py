"""Step Functions."""

from __future__ import annotations

from ceilings.catalogue.aws._plumbing import piped

piped(
    "aws:sfn/stateMachine:StateMachine",
    "A state machine bills for every transition, or for the time of every express run.",
    "aws.amazon.com/step-functions/pricing",
    "a state machine runs as often as it is started",
    {"name": "m", "roleArn": "arn:aws:iam::123456789012:role/r", "definition": "{}"},
    name="executions",
)
