"""Application load balancers, by their older name."""

from __future__ import annotations

from ceilings.catalogue.aws._plumbing import piped

piped(
    "aws:alb/loadBalancer:LoadBalancer",
    "A load balancer bills by the hour and for the connections and bytes that pass.",
    "aws.amazon.com/elasticloadbalancing/pricing",
    "a load balancer takes every connection and grows with them",
    {"loadBalancerType": "application", "subnets": ["subnet-1"]},
)
