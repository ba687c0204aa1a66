"""API Gateway, HTTP and WebSocket APIs."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.aws.apigateway import REQUESTS
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.resource import Resource
from ceilings.values import MISSING

_GUIDE = "docs.aws.amazon.com/apigateway/latest/developerguide"


def _api(resource: Resource) -> Iterable[Component]:
    """An API takes requests through its stages; quick create makes one along with it."""
    if resource.get("target") is not MISSING:
        yield REQUESTS


entry(
    type="aws:apigatewayv2/api:Api",
    klass=Class.METERED,
    why="An API that is made with its default stage bills for every request that reaches it.",
    source=f"{_GUIDE}/http-api-develop.html",
    components=(_api,),
    allowed=Example({"name": "chat", "protocolType": "HTTP"}),
    blocked=Example({"name": "chat", "protocolType": "HTTP", "target": "https://example.com"}, {"requests": "unbounded"}),
)
entry(
    type="aws:apigatewayv2/stage:Stage",
    klass=Class.METERED,
    why="A stage bills for every request or message that reaches it, and each makes whatever is behind it work.",
    source=f"{_GUIDE}/http-api-throttling.html",
    components=(REQUESTS,),
    blocked=Example(
        {"apiId": "api", "name": "$default", "autoDeploy": True, "defaultRouteSettings": {"throttlingRateLimit": 10.0}},
        {"requests": "unbounded"},
    ),
)
settled(
    "aws:apigatewayv2/vpcLink:VpcLink",
    "A link leads requests to a load balancer or service, which is judged.",
    f"{_GUIDE}/http-api-vpc-links.html",
    {"name": "link", "subnetIds": ["subnet-1"], "securityGroupIds": ["sg-1"]},
)
