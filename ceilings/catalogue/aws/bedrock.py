"""Bedrock: throughput that is bought by the hour; what spends tokens by the call is declared beside it."""

from __future__ import annotations

import ceilings.catalogue.aws._bedrock as _bedrock
from ceilings.catalogue.aws._shared import capacity
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.ceiling import Cap

__all__ = ["_bedrock"]

entry(
    type="aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
    klass=Class.FIXED,
    why="Provisioned throughput bills for every model unit by the hour, used or not, for its whole commitment.",
    source="docs.aws.amazon.com/bedrock/latest/userguide/prov-throughput.html",
    components=(capacity("model units", "model units", Cap("modelUnits")),),
    allowed=Example(
        {
            "provisionedModelName": "chat",
            "modelArn": "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2",
            "modelUnits": 1.0,
        }
    ),
    blocked=Example(
        {
            "provisionedModelName": "chat",
            "modelArn": "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2",
            "modelUnits": 5000.0,
        },
        {"model units": "over"},
    ),
)
