"""Aurora DSQL: compute and storage that both follow the use."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import KEEP_IT_SIZED, metered, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import endless_storage

_GUIDE = "docs.aws.amazon.com/aurora-dsql/latest/userguide"

entry(
    type="aws:dsql/cluster:Cluster",
    klass=Class.METERED,
    why="A cluster bills for the work that its queries do and for every byte that it keeps, and scales with both.",
    source=f"{_GUIDE}/what-is-aurora-dsql.html",
    components=(
        metered("queries", "DPU", "it scales with its queries and has no maximum of its own"),
        endless_storage("storage grows with the data to the quota of the service", KEEP_IT_SIZED),
    ),
    blocked=Example({"deletionProtectionEnabled": True}, {"queries": "unbounded", "storage": "unbounded"}),
)
settled(
    "aws:dsql/clusterPeering:ClusterPeering",
    "A peering joins clusters, each of which is judged.",
    f"{_GUIDE}/multi-region-clusters.html",
    {"identifier": "c1", "clusters": ["c2"], "witnessRegion": "us-west-2"},
)
