"""Transit gateways. A gateway carries no charge; its attachments do."""

from __future__ import annotations

from ceilings.catalogue.aws._plumbing import piped
from ceilings.catalogue.aws._shared import settled

for _token, _example in (
    ("vpcAttachment:VpcAttachment", {"transitGatewayId": "tgw-1", "vpcId": "vpc-1", "subnetIds": ["subnet-1"]}),
    ("connect:Connect", {"transitGatewayId": "tgw-1", "transportAttachmentId": "tgw-attach-1"}),
    ("peeringAttachment:PeeringAttachment", {"transitGatewayId": "tgw-1", "peerRegion": "us-west-2", "peerTransitGatewayId": "tgw-2"}),
):
    piped(
        f"aws:ec2transitgateway/{_token}",
        "An attachment bills by the hour and for every byte that it sends to the gateway.",
        "aws.amazon.com/transit-gateway/pricing",
        "an attachment carries every byte that is routed through it",
        _example,
    )

for _token, _why in (
    ("vpcAttachmentAccepter:VpcAttachmentAccepter", "It accepts an attachment, which the other account pays."),
    ("peeringAttachmentAccepter:PeeringAttachmentAccepter", "It accepts a peering, whose two attachments bill as themselves."),
    ("connectPeer:ConnectPeer", "A peer is a tunnel of a connect attachment, which bills as itself."),
    ("multicastDomain:MulticastDomain", "A domain routes among attachments, which bill as themselves."),
    ("multicastDomainAssociation:MulticastDomainAssociation", "It joins a subnet to a multicast domain and carries no charge."),
    ("multicastGroupMember:MulticastGroupMember", "A member is an entry of a multicast domain and carries no charge."),
    ("multicastGroupSource:MulticastGroupSource", "A source is an entry of a multicast domain and carries no charge."),
    ("policyTableEntry:PolicyTableEntry", "An entry only says which route table applies."),
):
    settled(f"aws:ec2transitgateway/{_token}", _why, "aws.amazon.com/transit-gateway/pricing", {})

settled(
    "aws:ec2transitgateway/instanceState:InstanceState",
    "It starts or stops one instance, which bills as itself while it runs.",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StartInstances.html",
    {"instanceId": "i-1", "state": "stopped"},
)
