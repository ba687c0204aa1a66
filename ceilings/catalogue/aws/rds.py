"""Relational Database Service: instances with allocated storage, and clusters whose storage and capacity scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ceilings.catalogue.aws._aurora import cluster_volume, serverless_capacity
from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import storage
from ceilings.ceiling import UNBOUNDED, UNSIZED, Cap, Const, Fixed, Implicit, Product, Sum
from ceilings.companions.aws_data import allocated, replicated
from ceilings.resource import Resource
from ceilings.values import MISSING

_COPIES = ("snapshotIdentifier", "replicateSourceDb", "restoreToPointInTime")
_USER_GUIDE = "docs.aws.amazon.com/AmazonRDS/latest/UserGuide"
_AURORA_GUIDE = "docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide"


def _copied(resource: Resource) -> bool:
    """Whether the database takes its size from another one: a snapshot, a replica's source, a point in time."""
    return any(resource.get(path) not in (MISSING, "") for path in _COPIES)


def _instance(resource: Resource) -> Iterable[Component]:
    bare = storage(allocated(resource, UNSIZED if _copied(resource) else UNBOUNDED))
    yield replace(bare, companions=(replicated,)) if resource.get("replicateSourceDb") is not MISSING else bare


def _cluster(resource: Resource) -> Iterable[Component]:
    engine = resource.text("engine", "aurora")
    if engine is None or not engine or engine.startswith("aurora"):
        yield cluster_volume("Aurora", "128 or 256 TiB")
    else:
        absent = UNSIZED if _copied(resource) else UNBOUNDED
        yield storage(Product((Cap("allocatedStorage", absent=absent), Const(3, "instances in a Multi-AZ cluster"))))
    if resource.get("serverlessv2ScalingConfiguration") is not MISSING:
        yield serverless_capacity("serverlessv2ScalingConfiguration.maxCapacity", "ACU", UNBOUNDED)
    if resource.text("engineMode", "provisioned") in ("serverless", None):
        yield serverless_capacity("scalingConfiguration.maxCapacity", "ACU", Implicit(16))


_SHARD_GROUP = capacity(
    "serverless capacity",
    "ACU",
    Product((Cap("maxAcu"), Sum((Const(1, "primary group"), Cap("computeRedundancy", absent=Fixed(0)))))),
)

entry(
    type="aws:rds/instance:Instance",
    klass=Class.SCALING,
    why="An instance bills for the storage that it is allocated and, where it scales by itself, for all that it may grow to.",
    source=f"{_USER_GUIDE}/USER_PIOPS.Autoscaling.html",
    components=(_instance,),
    allowed=Example({"instanceClass": "db.t4g.medium", "engine": "postgres", "allocatedStorage": 50.0, "maxAllocatedStorage": 200.0}),
    blocked=Example(
        {"instanceClass": "db.r7g.large", "engine": "postgres", "allocatedStorage": 100.0, "maxAllocatedStorage": 65_536.0},
        {"storage": "over"},
    ),
)
entry(
    type="aws:rds/cluster:Cluster",
    klass=Class.SCALING,
    why="A cluster bills for the storage that it holds and for the capacity that it scales to.",
    source=f"{_AURORA_GUIDE}/aurora-serverless-v2.setting-capacity.html",
    components=(_cluster,),
    allowed=Example(
        {"engine": "mysql", "dbClusterInstanceClass": "db.r6gd.xlarge", "storageType": "io1", "allocatedStorage": 100.0, "iops": 1000.0}
    ),
    blocked=Example(
        {
            "engine": "aurora-postgresql",
            "engineMode": "provisioned",
            "serverlessv2ScalingConfiguration": {"minCapacity": 0.5},
        },
        {"storage": "unbounded", "serverless capacity": "unbounded"},
    ),
)
entry(
    type="aws:rds/shardGroup:ShardGroup",
    klass=Class.SCALING,
    why="A shard group of an Aurora Limitless database bills for the capacity that its shards scale to, standbys included.",
    source=f"{_AURORA_GUIDE}/limitless-capacity.html",
    components=(_SHARD_GROUP,),
    allowed=Example({"dbClusterIdentifier": "limitless", "dbShardGroupIdentifier": "shards", "maxAcu": 400.0, "computeRedundancy": 1.0}),
    blocked=Example(
        {"dbClusterIdentifier": "limitless", "dbShardGroupIdentifier": "shards", "maxAcu": 1200.0}, {"serverless capacity": "over"}
    ),
)
settled(
    "aws:rds/clusterInstance:ClusterInstance",
    "One instance bills by its class, and a serverless one up to the capacity that its cluster sets.",
    f"{_AURORA_GUIDE}/Aurora.Overview.html",
    {"clusterIdentifier": "db", "instanceClass": "db.r6g.large", "engine": "aurora-postgresql"},
)
settled(
    "aws:rds/proxy:Proxy",
    "A proxy bills by the vCPUs of the databases behind it, which are judged.",
    f"{_USER_GUIDE}/rds-proxy.html",
    {"engineFamily": "POSTGRESQL", "roleArn": "arn:aws:iam::123456789012:role/proxy", "vpcSubnetIds": ["subnet-1"]},
)
for _token, _why in (
    ("aws:rds/globalCluster:GlobalCluster", "A global cluster joins clusters, each of which is judged."),
    ("aws:rds/clusterActivityStream:ClusterActivityStream", "An activity stream is free; the events bill where they are kept."),
    ("aws:rds/clusterSnapshot:ClusterSnapshot", "One snapshot bills for what it holds of one cluster."),
    ("aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy", "One copy bills for what it holds of one snapshot."),
    ("aws:rds/snapshot:Snapshot", "One snapshot bills for what it holds of one instance."),
    ("aws:rds/snapshotCopy:SnapshotCopy", "One copy bills for what it holds of one snapshot."),
    ("aws:rds/customDbEngineVersion:CustomDbEngineVersion", "An engine version runs nothing until an instance uses it."),
    ("aws:rds/exportTask:ExportTask", "One export bills for the data of one snapshot, once."),
    (
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
        "Replicated backups expire with their retention period.",
    ),
    ("aws:rds/instanceDesiredState:InstanceDesiredState", "It starts or stops one instance, which is judged."),
    ("aws:rds/integration:Integration", "An integration copies data to a warehouse, which is judged."),
    ("aws:rds/proxyEndpoint:ProxyEndpoint", "An endpoint belongs to its proxy and bills by the hour for its interfaces."),
    ("aws:rds/reservedInstance:ReservedInstance", "A reservation commits to what the program declares."),
):
    settled(_token, _why, f"{_USER_GUIDE}/Welcome.html")
