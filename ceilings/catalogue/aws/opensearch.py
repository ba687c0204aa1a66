"""OpenSearch Service: domains of nodes with volumes, and serverless collections that scale within their group's limits."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._search import accelerated, domain
from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.ceiling import Cap, Never
from ceilings.companions.aws_data import collection_group
from ceilings.finding import Stage
from ceilings.resource import Resource
from ceilings.values import MISSING

_GUIDE = "docs.aws.amazon.com/opensearch-service/latest/developerguide"
_DIRECTIONS = ("Indexing", "Search")


def _capacity_of_collection(what: str) -> Component:
    lower = what.lower()
    return capacity(
        f"{lower} capacity",
        "OCU",
        Never(f"no capacity limit of this stack reaches its {lower} capacity"),
        companions=(collection_group(what),),
        stage=Stage.STACK,
        limit=None,
        remedy=(
            f"Name a collection group with capacityLimits.max{what}CapacityInOcu in collectionGroupName; "
            "the account's limits are not this stack's."
        ),
    )


def _group(resource: Resource) -> Iterable[Component]:
    """A group's limits are judged where they are; where one is missing, the collections in the group are uncapped, and say so."""
    for what in _DIRECTIONS:
        path = f"capacityLimits.max{what}CapacityInOcu"
        if resource.get(path) is not MISSING:
            yield capacity(f"{what.lower()} capacity", "OCU", Cap(path))


entry(
    type="aws:opensearch/domain:Domain",
    klass=Class.FIXED,
    why="A domain bills for every node and volume that it is given, and for what it keeps beyond them.",
    source=f"{_GUIDE}/sizing-domains.html",
    components=(domain, accelerated),
    allowed=Example(
        {
            "engineVersion": "OpenSearch_2.17",
            "clusterConfig": {"instanceType": "r7g.large.search", "instanceCount": 3.0},
            "ebsOptions": {"ebsEnabled": True, "volumeSize": 100.0, "volumeType": "gp3"},
        }
    ),
    blocked=Example(
        {
            "engineVersion": "OpenSearch_2.17",
            "clusterConfig": {"instanceType": "r7g.large.search", "instanceCount": 80.0, "coldStorageOptions": {"enabled": True}},
            "ebsOptions": {"ebsEnabled": True, "volumeSize": 1000.0, "volumeType": "gp3"},
        },
        {"nodes": "over", "storage": "over", "cold storage": "unbounded"},
    ),
)
entry(
    type="aws:opensearch/serverlessCollection:ServerlessCollection",
    klass=Class.SCALING,
    why="A collection bills for the OCUs that it scales to, by the hour.",
    source=f"{_GUIDE}/serverless-collection-groups.html",
    components=tuple(_capacity_of_collection(what) for what in _DIRECTIONS),
    blocked=Example({"name": "vectors", "type": "VECTORSEARCH"}, {"indexing capacity": "unbounded", "search capacity": "unbounded"}),
)
entry(
    type="aws:opensearch/serverlessCollectionGroup:ServerlessCollectionGroup",
    klass=Class.GUARD,
    why="A group's limits are the ceiling of every collection in it.",
    source=f"{_GUIDE}/serverless-collection-groups.html",
    components=(_group,),
    allowed=Example(
        {
            "name": "vectors",
            "standbyReplicas": "ENABLED",
            "capacityLimits": [
                {
                    "minIndexingCapacityInOcu": 1.0,
                    "maxIndexingCapacityInOcu": 8.0,
                    "minSearchCapacityInOcu": 1.0,
                    "maxSearchCapacityInOcu": 16.0,
                }
            ],
        }
    ),
    blocked=Example(
        {
            "name": "vectors",
            "standbyReplicas": "ENABLED",
            "capacityLimits": [{"maxIndexingCapacityInOcu": 1700.0, "maxSearchCapacityInOcu": 1700.0}],
        },
        {"indexing capacity": "over", "search capacity": "over"},
    ),
)
for _token, _why in (
    ("aws:opensearch/application:Application", "An application is a view of domains and collections, each of which is judged."),
    (
        "aws:opensearch/inboundConnectionAccepter:InboundConnectionAccepter",
        "A connection between domains moves queries; the domains are judged.",
    ),
    ("aws:opensearch/outboundConnection:OutboundConnection", "A connection between domains moves queries; the domains are judged."),
    ("aws:opensearch/package:Package", "A package is a file that domains load."),
    ("aws:opensearch/packageAssociation:PackageAssociation", "It loads one package into one domain."),
    ("aws:opensearch/serverlessVpcEndpoint:ServerlessVpcEndpoint", "An endpoint bills by the hour for the zones that it is in."),
    ("aws:opensearch/vpcEndpoint:VpcEndpoint", "An endpoint serves one domain, which is judged."),
):
    settled(_token, _why, f"{_GUIDE}/what-is.html")
