"""Elasticsearch Service, OpenSearch Service's older name."""

from __future__ import annotations

from ceilings.catalogue.aws._search import domain
from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Example, entry

_GUIDE = "docs.aws.amazon.com/opensearch-service/latest/developerguide"

entry(
    type="aws:elasticsearch/domain:Domain",
    klass=Class.FIXED,
    why="A domain bills for every node and volume that it is given, and for what it keeps beyond them.",
    source=f"{_GUIDE}/sizing-domains.html",
    components=(domain,),
    allowed=Example(
        {
            "domainName": "search",
            "elasticsearchVersion": "7.10",
            "clusterConfig": {"instanceType": "r5.large.elasticsearch", "instanceCount": 2.0},
            "ebsOptions": {"ebsEnabled": True, "volumeSize": 100.0},
        }
    ),
    blocked=Example(
        {
            "domainName": "search",
            "clusterConfig": {"instanceType": "r5.large.elasticsearch", "instanceCount": 80.0},
            "ebsOptions": {"ebsEnabled": True, "volumeSize": 1000.0},
        },
        {"nodes": "over", "storage": "over"},
    ),
)
settled(
    "aws:elasticsearch/vpcEndpoint:VpcEndpoint",
    "An endpoint serves one domain, which is judged.",
    f"{_GUIDE}/vpc-interface-endpoints.html",
    {"domainArn": "arn:aws:es:us-east-1:123456789012:domain/search"},
)
