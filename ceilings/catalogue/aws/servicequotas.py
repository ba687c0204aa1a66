"""Service Quotas."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class

settled(
    "aws:servicequotas/autoManagement:AutoManagement",
    "It watches an account's quotas and bills nothing; what fills a quota is judged on its own.",
    "docs.aws.amazon.com/servicequotas/latest/userguide/automatic-management.html",
    {"optInLevel": "ACCOUNT", "optInType": "NotifyOnly"},
    Class.GUARD,
)
