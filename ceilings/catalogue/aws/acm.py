"""AWS Certificate Manager."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled

settled(
    "aws:acm/certificate:Certificate",
    "A public certificate carries no charge unless it may be exported, and then bills once for its term.",
    "aws.amazon.com/certificate-manager/pricing",
    {"domainName": "example.com", "validationMethod": "DNS"},
)
