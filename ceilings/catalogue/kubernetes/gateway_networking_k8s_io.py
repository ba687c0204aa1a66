"""The Gateway API."""

from __future__ import annotations

from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.kubernetes._traffic import traffic

entry(
    type="kubernetes:gateway.networking.k8s.io:Gateway",
    klass=Class.METERED,
    why="A load balancer bills by the hour and for what goes through it, and the bytes have no ceiling.",
    source="gateway-api.sigs.k8s.io/api-types/gateway/",
    components=(traffic("a gateway makes a load balancer, which bills for what goes through it"),),
    blocked=Example(
        {
            "metadata": {"name": "public"},
            "spec": {"gatewayClassName": "alb", "listeners": [{"name": "http", "port": 80.0, "protocol": "HTTP"}]},
        },
        {"traffic": "unbounded"},
    ),
)

entry(
    type=tuple(
        f"kubernetes:gateway.networking.k8s.io:{kind}"
        for kind in ("HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute", "ListenerSet", "BackendTrafficPolicy")
    ),
    klass=Class.FIXED,
    why="A route leads traffic through a gateway that is declared itself.",
    source="gateway-api.sigs.k8s.io/api-types/httproute/",
    allowed=Example({"metadata": {"name": "models"}, "spec": {"parentRefs": [{"name": "public"}]}}),
)
