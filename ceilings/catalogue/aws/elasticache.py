"""ElastiCache: nodes that the program counts, and serverless caches that grow until a usage limit stops them."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import desired, nodes, storage, usage
from ceilings.ceiling import Cap, Const, Fixed, Product, Sum, highest
from ceilings.finding import Aspect
from ceilings.resource import Resource
from ceilings.values import MISSING

_GUIDE = "docs.aws.amazon.com/AmazonElastiCache/latest/dg"


def _replication_group(resource: Resource) -> Iterable[Component]:
    """Either a number of clusters, to which others may be added as resources of their own, or shards with their replicas.

    Application auto scaling may move shards and replicas, within bounds that its own target states.
    """
    if resource.get("numNodeGroups") is MISSING and resource.get("replicasPerNodeGroup") is MISSING:
        yield nodes(desired("numCacheClusters", 1))
        return
    groups = resource.each("nodeGroupConfigurations")
    replicas = highest(desired("replicasPerNodeGroup", 1), *(Cap(f"{group}.replicaCount", absent=Fixed(1)) for group in groups))
    yield nodes(Product((desired("numNodeGroups", 1), Sum((Const(1, "primary in each shard"), replicas)))))


entry(
    type="aws:elasticache/serverlessCache:ServerlessCache",
    klass=Class.METERED,
    why="A serverless cache bills for the data that it holds and for the requests that it serves, and grows with both.",
    source=f"{_GUIDE}/Scaling.html",
    components=(
        storage(Cap("cacheUsageLimits.dataStorage.maximum")),
        usage("request units", "ECPU a second", Cap("cacheUsageLimits.ecpuPerSeconds.maximum"), aspect=Aspect.COMPUTE, limit=None),
    ),
    allowed=Example(
        {
            "engine": "valkey",
            "name": "answers",
            "cacheUsageLimits": {"dataStorage": {"maximum": 10.0, "unit": "GB"}, "ecpuPerSeconds": [{"maximum": 5000.0}]},
        }
    ),
    blocked=Example(
        {"engine": "valkey", "name": "answers", "cacheUsageLimits": {"dataStorage": {"minimum": 1.0, "unit": "GB"}}},
        {"storage": "unbounded", "request units": "unbounded"},
    ),
)
entry(
    type="aws:elasticache/cluster:Cluster",
    klass=Class.FIXED,
    why="A cluster bills for every node, by the hour.",
    source=f"{_GUIDE}/Clusters.html",
    components=(nodes(Cap("numCacheNodes", absent=Fixed(1))),),
    allowed=Example({"clusterId": "cache", "engine": "memcached", "nodeType": "cache.t4g.small", "numCacheNodes": 2.0}),
    blocked=Example({"clusterId": "cache", "engine": "memcached", "nodeType": "cache.r7g.large", "numCacheNodes": 60.0}, {"nodes": "over"}),
)
entry(
    type="aws:elasticache/replicationGroup:ReplicationGroup",
    klass=Class.FIXED,
    why="A replication group bills for every node of every shard, by the hour.",
    source=f"{_GUIDE}/Replication.html",
    components=(_replication_group,),
    allowed=Example({"replicationGroupId": "cache", "description": "c", "nodeType": "cache.t4g.small", "numCacheClusters": 2.0}),
    blocked=Example(
        {
            "replicationGroupId": "cache",
            "description": "c",
            "nodeType": "cache.r7g.large",
            "numNodeGroups": 90.0,
            "replicasPerNodeGroup": 4.0,
        },
        {"nodes": "over"},
    ),
)
entry(
    type="aws:elasticache/reservedCacheNode:ReservedCacheNode",
    klass=Class.FIXED,
    why="A reservation bills for its nodes for its whole term, used or not.",
    source=f"{_GUIDE}/CacheNodes.Reserved.html",
    components=(nodes(Cap("cacheNodeCount", absent=Fixed(1))),),
    allowed=Example({"reservedCacheNodesOfferingId": "offering", "cacheNodeCount": 3.0}),
    blocked=Example({"reservedCacheNodesOfferingId": "offering", "cacheNodeCount": 300.0}, {"nodes": "over"}),
)
settled(
    "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup",
    "A global datastore joins replication groups, each of which is judged.",
    f"{_GUIDE}/Redis-Global-Datastore.html",
    {"globalReplicationGroupIdSuffix": "example", "primaryReplicationGroupId": "cache"},
)
