"""Data Lifecycle Manager."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class

settled(
    "aws:dlm/lifecyclePolicy:LifecyclePolicy",
    "Each schedule keeps a number or an age of snapshots, which it must name; the volumes that they copy are judged.",
    "docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html",
    {
        "description": "daily",
        "policyDetails": {
            "resourceTypes": ["VOLUME"],
            "schedules": [{"name": "daily", "createRule": {"interval": 24.0}, "retainRule": {"count": 14.0}}],
        },
    },
    Class.METERED,
)
