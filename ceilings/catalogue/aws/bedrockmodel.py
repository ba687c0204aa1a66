"""Bedrock batch inference and the logging of invocations."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import metered, settled
from ceilings.catalogue.entry import Class, Example, entry

_GUIDE = "docs.aws.amazon.com/bedrock/latest/userguide"

entry(
    type="aws:bedrockmodel/invocationJob:InvocationJob",
    klass=Class.METERED,
    why="A batch job spends the tokens of every record of its input.",
    source=f"{_GUIDE}/batch-inference.html",
    components=(
        metered(
            "tokens",
            "tokens",
            "a job reads whatever its input holds until timeoutDurationInHours, which bounds no tokens",
            "Bound what is written to its input, and who may call bedrock:CreateModelInvocationJob.",
        ),
    ),
    blocked=Example(
        {"jobName": "nightly", "modelId": "amazon.nova-lite-v1:0", "roleArn": "arn:aws:iam::123456789012:role/batch"},
        {"tokens": "unbounded"},
    ),
)
settled(
    "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
    "Logged invocations bill in the bucket or log group that takes them, which is judged.",
    f"{_GUIDE}/model-invocation-logging.html",
    {"loggingConfig": {"textDataDeliveryEnabled": True}},
)
