"""Neptune: a graph database on a volume that grows by itself."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._aurora import cluster_volume, serverless_capacity
from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.ceiling import Implicit
from ceilings.resource import Resource
from ceilings.values import MISSING

_GUIDE = "docs.aws.amazon.com/neptune/latest/userguide"


def _cluster(resource: Resource) -> Iterable[Component]:
    yield cluster_volume("Neptune", "128 TiB")
    if resource.get("serverlessV2ScalingConfiguration") is not MISSING:
        yield serverless_capacity("serverlessV2ScalingConfiguration.maxCapacity", "NCU", Implicit(128))


entry(
    type="aws:neptune/cluster:Cluster",
    klass=Class.SCALING,
    why="A cluster bills for the storage that it holds and for the capacity that it scales to.",
    source=f"{_GUIDE}/neptune-serverless-capacity-scaling.html",
    components=(_cluster,),
    allowed=Example(
        {"engine": "neptune", "serverlessV2ScalingConfiguration": {"minCapacity": 2.0, "maxCapacity": 16.0}}, {"storage": "unbounded"}
    ),
    blocked=Example(
        {"engine": "neptune", "serverlessV2ScalingConfiguration": {"minCapacity": 2.0}},
        {"storage": "unbounded", "serverless capacity": "implicit"},
    ),
)
settled(
    "aws:neptune/clusterInstance:ClusterInstance",
    "One instance bills by its class, and a serverless one up to the capacity that its cluster sets.",
    f"{_GUIDE}/instance-types.html",
    {"clusterIdentifier": "graph", "instanceClass": "db.r6g.large"},
)
settled(
    "aws:neptune/clusterSnapshot:ClusterSnapshot",
    "One snapshot bills for what it holds of one cluster.",
    f"{_GUIDE}/backup-restore.html",
    {"dbClusterIdentifier": "graph", "dbClusterSnapshotIdentifier": "before-upgrade"},
)
settled(
    "aws:neptune/globalCluster:GlobalCluster",
    "A global database joins clusters, each of which is judged.",
    f"{_GUIDE}/neptune-global-database.html",
    {"globalClusterIdentifier": "graph"},
)
