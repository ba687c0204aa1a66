"""Route servers of a VPC."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled

for _token, _why in (
    ("routeServer:RouteServer", "A route server bills through its endpoints, at a fixed rate by the hour."),
    ("routeServerEndpoint:RouteServerEndpoint", "An endpoint bills a fixed rate by the hour."),
    ("routeServerPeer:RouteServerPeer", "A peer is a session of an endpoint, which bills as itself."),
    ("routeServerPropagation:RouteServerPropagation", "It says which route tables a route server updates."),
    ("routeServerVpcAssociation:RouteServerVpcAssociation", "It joins a route server to a network."),
):
    settled(f"aws:vpc/{_token}", _why, "docs.aws.amazon.com/vpc/latest/userguide/dynamic-routing-route-server.html", {})
