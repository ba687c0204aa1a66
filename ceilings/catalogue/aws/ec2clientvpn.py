"""Client VPN."""

from __future__ import annotations

from ceilings.catalogue.aws._plumbing import piped
from ceilings.catalogue.aws._shared import settled

piped(
    "aws:ec2clientvpn/endpoint:Endpoint",
    "An endpoint bills by the hour for every client that is connected.",
    "aws.amazon.com/vpn/pricing",
    "an endpoint takes every client that may sign in",
    {"clientCidrBlock": "10.0.0.0/16", "serverCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/c"},
    name="connections",
)
settled(
    "aws:ec2clientvpn/networkAssociation:NetworkAssociation",
    "An association bills a fixed rate by the hour.",
    "aws.amazon.com/vpn/pricing",
    {"clientVpnEndpointId": "cvpn-1", "subnetId": "subnet-1"},
)
