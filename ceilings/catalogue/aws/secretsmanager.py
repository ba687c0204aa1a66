"""Secrets Manager: secrets bill by the month."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled

settled(
    "aws:secretsmanager/secret:Secret",
    "One secret bills by the month, and its reads by the ten thousand.",
    "docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html",
    {"name": "api-key"},
)
