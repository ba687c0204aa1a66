"""Application, network and gateway load balancers."""

from __future__ import annotations

from ceilings.catalogue.aws._plumbing import piped
from ceilings.catalogue.aws._shared import settled

piped(
    "aws:lb/loadBalancer:LoadBalancer",
    "A load balancer bills by the hour and for the connections and bytes that pass.",
    "aws.amazon.com/elasticloadbalancing/pricing",
    "a load balancer takes every connection and grows with them",
    {"loadBalancerType": "application", "subnets": ["subnet-1"]},
)

settled(
    "aws:lb/trustStore:TrustStore",
    "A trust store bills a fixed rate by the hour.",
    "aws.amazon.com/elasticloadbalancing/pricing",
    {"name": "t"},
)
settled(
    "aws:lb/trustStoreRevocation:TrustStoreRevocation",
    "A list of revoked certificates belongs to a trust store, which bills a fixed rate.",
    "aws.amazon.com/elasticloadbalancing/pricing",
    {"trustStoreArn": "t"},
)
