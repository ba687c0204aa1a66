"""AppSync: paid by operation, with no limit of the API's own."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import metered, settled
from ceilings.catalogue.entry import Class, Example, entry

_GUIDE = "docs.aws.amazon.com/appsync/latest"
_OPERATIONS = metered(
    "operations",
    "operations",
    "an API has no rate limit of its own",
    "Put something that refuses behind it (a function with reservedConcurrentExecutions).",
)

entry(
    type="aws:appsync/graphQLApi:GraphQLApi",
    klass=Class.METERED,
    why="An API bills for every query, mutation and update, and each makes its data sources work.",
    source=f"{_GUIDE}/devguide/what-is-appsync.html",
    components=(_OPERATIONS,),
    blocked=Example({"name": "chat", "authenticationType": "API_KEY"}, {"operations": "unbounded"}),
)
entry(
    type="aws:appsync/api:Api",
    klass=Class.METERED,
    why="An event API bills for every message published and delivered.",
    source=f"{_GUIDE}/eventapi/event-api-welcome.html",
    components=(_OPERATIONS,),
    blocked=Example({"name": "chat", "eventConfig": {"authProviders": [{"authType": "API_KEY"}]}}, {"operations": "unbounded"}),
)
settled(
    "aws:appsync/apiCache:ApiCache",
    "A cache bills by the hour for one instance of the size that it names.",
    f"{_GUIDE}/devguide/enabling-caching.html",
    {"apiId": "api", "type": "SMALL", "ttl": 60.0, "apiCachingBehavior": "FULL_REQUEST_CACHING"},
)
settled(
    "aws:appsync/domainName:DomainName",
    "A domain name leads requests to an API, which is judged.",
    f"{_GUIDE}/devguide/custom-domain-name.html",
    {"domainName": "api.example.com", "certificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1"},
)
