"""DocumentDB."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._aurora import cluster_volume, serverless_capacity
from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.ceiling import UNBOUNDED, Cap, Fixed, Product
from ceilings.resource import Resource
from ceilings.values import MISSING

_GUIDE = "docs.aws.amazon.com/documentdb/latest/developerguide"


def _cluster(resource: Resource) -> Iterable[Component]:
    yield cluster_volume("DocumentDB", "128 TiB")
    if resource.get("serverlessV2ScalingConfiguration") is not MISSING:
        yield serverless_capacity("serverlessV2ScalingConfiguration.maxCapacity", "DCU", UNBOUNDED)


def _elastic(resource: Resource) -> Iterable[Component]:
    yield capacity(
        "shard capacity",
        "vCPU",
        Product((Cap("shardCount"), Cap("shardCapacity"), Cap("shardInstanceCount", absent=Fixed(2)))),
        why="Every instance of every shard bills for its vCPUs.",
    )
    yield cluster_volume("Elastic cluster", "128 TiB for each shard")


entry(
    type="aws:docdb/cluster:Cluster",
    klass=Class.SCALING,
    why="A cluster bills for the storage that it holds and for the capacity that it scales to.",
    source=f"{_GUIDE}/docdb-serverless-scaling-config.html",
    components=(_cluster,),
    allowed=Example(
        {"engine": "docdb", "serverlessV2ScalingConfiguration": {"minCapacity": 0.5, "maxCapacity": 16.0}}, {"storage": "unbounded"}
    ),
    blocked=Example(
        {"engine": "docdb", "serverlessV2ScalingConfiguration": {"minCapacity": 0.5}},
        {"storage": "unbounded", "serverless capacity": "unbounded"},
    ),
)
entry(
    type="aws:docdb/elasticCluster:ElasticCluster",
    klass=Class.FIXED,
    why="An elastic cluster bills for every instance of its shards and for the storage that it holds.",
    source=f"{_GUIDE}/docdb-using-elastic-clusters.html",
    components=(_elastic,),
    allowed=Example(
        {
            "name": "docs",
            "adminUserName": "admin",
            "authType": "SECRET_ARN",
            "shardCapacity": 2.0,
            "shardCount": 1.0,
            "shardInstanceCount": 2.0,
        },
        {"storage": "unbounded"},
    ),
    blocked=Example(
        {"name": "docs", "adminUserName": "admin", "authType": "SECRET_ARN", "shardCapacity": 64.0, "shardCount": 32.0},
        {"storage": "unbounded", "shard capacity": "over"},
    ),
)
settled(
    "aws:docdb/clusterInstance:ClusterInstance",
    "One instance bills by its class, and a serverless one up to the capacity that its cluster sets.",
    f"{_GUIDE}/db-instance-classes.html",
    {"clusterIdentifier": "docs", "instanceClass": "db.r6g.large"},
)
settled(
    "aws:docdb/clusterSnapshot:ClusterSnapshot",
    "One snapshot bills for what it holds of one cluster.",
    f"{_GUIDE}/backup_restore.html",
    {"dbClusterIdentifier": "docs", "dbClusterSnapshotIdentifier": "before-upgrade"},
)
settled(
    "aws:docdb/globalCluster:GlobalCluster",
    "A global cluster joins clusters, each of which is judged.",
    f"{_GUIDE}/global-clusters.html",
    {"globalClusterIdentifier": "docs"},
)
