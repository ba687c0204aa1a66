"""EC2's networks: gateways, endpoints, addresses. Imported by the module of the service."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._plumbing import bytes_through, piped
from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.resource import Resource

piped(
    "aws:ec2/natGateway:NatGateway",
    "A NAT gateway bills by the hour and for every byte that it processes.",
    "aws.amazon.com/vpc/pricing",
    "a NAT gateway processes every byte that is sent through it",
    {"subnetId": "subnet-1", "allocationId": "eipalloc-1"},
)
piped(
    "aws:ec2/flowLog:FlowLog",
    "Flow logs bill for every byte of records that they deliver.",
    "aws.amazon.com/cloudwatch/pricing",
    "a flow log writes a record of every connection",
    {"vpcId": "vpc-1", "trafficType": "ALL", "logDestination": "arn:aws:logs:us-east-1:123456789012:log-group:l"},
    name="records",
)


def _endpoint(resource: Resource) -> Iterable[Judged]:
    """Gateway endpoints (of S3 and DynamoDB, the default) carry no charge."""
    if resource.text("vpcEndpointType", "Gateway") != "Gateway":
        yield bytes_through("an endpoint processes every byte that is sent through it")


entry(
    type="aws:ec2/vpcEndpoint:VpcEndpoint",
    klass=Class.METERED,
    why="An interface endpoint bills by the hour in each zone and for every byte that it processes.",
    source="aws.amazon.com/privatelink/pricing",
    components=(_endpoint,),
    allowed=Example({"vpcId": "vpc-1", "serviceName": "com.amazonaws.us-east-1.s3"}),
    blocked=Example(
        {"vpcId": "vpc-1", "serviceName": "com.amazonaws.us-east-1.ec2", "vpcEndpointType": "Interface"}, {"traffic": "unbounded"}
    ),
)

piped(
    "aws:ec2/vpcIpam:VpcIpam",
    "An advanced IPAM bills by the hour for every address that it manages.",
    "aws.amazon.com/vpc/pricing",
    "an IPAM manages every address of its regions",
    {"operatingRegions": [{"regionName": "us-east-1"}]},
    name="addresses",
)

settled(
    "aws:ec2/eip:Eip",
    "An address bills a fixed rate by the hour.",
    "aws.amazon.com/vpc/pricing",
    {"domain": "vpc"},
)
settled(
    "aws:ec2/vpnConnection:VpnConnection",
    "A connection bills a fixed rate by the hour; what it sends out bills as transfer.",
    "aws.amazon.com/vpn/pricing",
    {"customerGatewayId": "cgw-1", "type": "ipsec.1"},
)
settled(
    "aws:ec2/trafficMirrorSession:TrafficMirrorSession",
    "A mirrored interface bills a fixed rate by the hour.",
    "aws.amazon.com/vpc/pricing",
    {"networkInterfaceId": "eni-1", "sessionNumber": 1.0},
)
settled(
    "aws:ec2/vpcEndpointService:VpcEndpointService",
    "The service behind an endpoint carries no charge; load balancers and the consumers' endpoints bill.",
    "aws.amazon.com/privatelink/pricing",
    {"acceptanceRequired": False},
)
settled(
    "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
    "It adds one zone to an endpoint, at a fixed rate by the hour.",
    "aws.amazon.com/privatelink/pricing",
    {"vpcEndpointId": "vpce-1", "subnetId": "subnet-1"},
)
settled(
    "aws:ec2/vpnConcentrator:VpnConcentrator",
    "A concentrator bills a fixed rate by the hour; what it sends out bills as transfer.",
    "aws.amazon.com/vpn/pricing",
    {"type": "ipsec.1"},
)
settled(
    "aws:ec2/carrierGateway:CarrierGateway",
    "A carrier gateway routes a subnet of a Wavelength Zone; what it sends out bills as transfer.",
    "docs.aws.amazon.com/wavelength/latest/developerguide/how-wavelengths-work.html",
    {"vpcId": "vpc-1"},
)
settled(
    "aws:ec2/networkInsightsAnalysis:NetworkInsightsAnalysis",
    "An analysis bills once when it is made.",
    "aws.amazon.com/vpc/pricing",
    {"networkInsightsPathId": "nip-1"},
)
settled(
    "aws:ec2/spotDatafeedSubscription:SpotDatafeedSubscription",
    "A data feed writes small hourly files to a bucket, which is judged itself.",
    "docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-data-feeds.html",
    {"bucket": "b"},
)
settled(
    "aws:ec2/defaultCreditSpecification:DefaultCreditSpecification",
    "It sets the credit mode of new burstable instances, which bill as themselves.",
    "docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode.html",
    {"instanceFamily": "t3", "cpuCredits": "standard"},
)
for _name in ("ami:Ami", "amiCopy:AmiCopy", "amiFromInstance:AmiFromInstance"):
    settled(
        f"aws:ec2/{_name}",
        "An image bills for its snapshots, which are as large as the volumes that they were taken of.",
        "docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIs.html",
        {"name": "a"},
    )
