"""MemoryDB: shards and replicas that the program counts."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import desired, nodes
from ceilings.ceiling import Const, Product, Sum

_GUIDE = "docs.aws.amazon.com/memorydb/latest/devguide"
_NODES = Product((desired("numShards", 1), Sum((Const(1, "primary in each shard"), desired("numReplicasPerShard", 1)))))

entry(
    type="aws:memorydb/cluster:Cluster",
    klass=Class.FIXED,
    why="A cluster bills for every node of every shard, by the hour.",
    source=f"{_GUIDE}/clusters.html",
    components=(nodes(_NODES),),
    allowed=Example({"name": "cache", "aclName": "open-access", "nodeType": "db.t4g.small", "numShards": 2.0, "numReplicasPerShard": 1.0}),
    blocked=Example({"name": "cache", "aclName": "open-access", "nodeType": "db.r7g.large", "numShards": 90.0}, {"nodes": "over"}),
)
settled(
    "aws:memorydb/multiRegionCluster:MultiRegionCluster",
    "A multi-Region cluster joins clusters, each of which is judged.",
    f"{_GUIDE}/multi-Region.html",
    {"multiRegionClusterNameSuffix": "example", "nodeType": "db.r7g.xlarge"},
)
settled(
    "aws:memorydb/snapshot:Snapshot",
    "One snapshot bills for what it holds of one cluster.",
    f"{_GUIDE}/snapshots.html",
    {"clusterName": "cache", "name": "before-upgrade"},
)
