"""Bedrock model access."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled

settled(
    "aws:bedrockfoundation/modelAgreement:ModelAgreement",
    "An agreement opens a model to the account; the calls spend the tokens.",
    "docs.aws.amazon.com/bedrock/latest/userguide/model-access.html",
    {"modelId": "anthropic.claude-sonnet-4-20250514-v1:0", "offerToken": "token"},
)
