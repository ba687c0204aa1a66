"""API Gateway, REST APIs: paid by request, with throttles that are targets."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import metered, settled
from ceilings.catalogue.entry import Class, Example, entry

_GUIDE = "docs.aws.amazon.com/apigateway/latest/developerguide"
REQUESTS = metered(
    "requests",
    "requests",
    "throttles and quotas are targets that requests may exceed",
    "Put something that refuses behind it (a function with reservedConcurrentExecutions), and accept what reaches it by "
    "usage-guard's level.",
)

entry(
    type="aws:apigateway/stage:Stage",
    klass=Class.METERED,
    why="A stage bills for every request that reaches it, and each request makes whatever is behind it work.",
    source=f"{_GUIDE}/api-gateway-request-throttling.html",
    components=(REQUESTS,),
    blocked=Example({"restApi": "api", "deployment": "deployment", "stageName": "prod"}, {"requests": "unbounded"}),
)
settled(
    "aws:apigateway/usagePlan:UsagePlan",
    "A usage plan sets best-effort targets for API keys: it bills nothing and bounds nothing.",
    f"{_GUIDE}/api-gateway-api-usage-plans.html",
    {"name": "gold", "quotaSettings": {"limit": 1000.0, "period": "MONTH"}, "throttleSettings": {"rateLimit": 10.0, "burstLimit": 5.0}},
    Class.GUARD,
)
settled(
    "aws:apigateway/methodSettings:MethodSettings",
    "Method settings set best-effort throttles and logging for a stage, which is judged.",
    f"{_GUIDE}/api-gateway-request-throttling.html",
    {"restApi": "api", "stageName": "prod", "methodPath": "*/*", "settings": {"throttlingRateLimit": 10.0}},
    Class.GUARD,
)
settled(
    "aws:apigateway/vpcLink:VpcLink",
    "A link leads requests to a load balancer, which is judged.",
    f"{_GUIDE}/set-up-private-integration.html",
    {"name": "link", "targetArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/nlb/1"},
)
