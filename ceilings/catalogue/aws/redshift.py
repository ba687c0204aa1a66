"""Redshift: clusters of nodes, with storage in the nodes or managed beside them."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import KEEP_IT_SIZED, settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import endless_storage, nodes
from ceilings.ceiling import UNSIZED, Cap, Const, Fixed, Product
from ceilings.resource import Resource
from ceilings.values import MISSING

_GUIDE = "docs.aws.amazon.com/redshift/latest/mgmt"
# Node types whose disks are their own; every later one keeps its data in managed storage.
_OWN_DISKS = ("dc1.", "dc2.", "ds1.", "ds2.", "dw1.", "dw2.")


def _cluster(resource: Resource) -> Iterable[Component]:
    restored = any(resource.get(path) is not MISSING for path in ("snapshotIdentifier", "snapshotArn"))
    count = Cap("numberOfNodes", absent=UNSIZED if restored else Fixed(1))
    twice = resource.flag("multiAz") is not False
    yield nodes(Product((count, Const(2, "Availability Zones"))) if twice else count)
    node_type = resource.text("nodeType")
    if node_type is None or not node_type.startswith(_OWN_DISKS):
        yield endless_storage(
            "managed storage grows with the data, billed by the byte, and no setting lowers the service's own limit",
            KEEP_IT_SIZED,
        )


def _scheduled(resource: Resource) -> Iterable[Component]:
    if resource.get("targetAction.resizeCluster") is not MISSING:
        yield nodes(Cap("targetAction.resizeCluster.numberOfNodes", absent=UNSIZED))


entry(
    type="aws:redshift/cluster:Cluster",
    klass=Class.FIXED,
    why="A cluster bills for every node by the hour and for its managed storage by the byte.",
    source=f"{_GUIDE}/working-with-clusters.html",
    components=(_cluster,),
    allowed=Example({"clusterIdentifier": "warehouse", "nodeType": "dc2.large", "clusterType": "multi-node", "numberOfNodes": 2.0}),
    blocked=Example(
        {"clusterIdentifier": "warehouse", "nodeType": "ra3.4xlarge", "clusterType": "multi-node", "numberOfNodes": 64.0},
        {"nodes": "over", "storage": "unbounded"},
    ),
)
entry(
    type="aws:redshift/scheduledAction:ScheduledAction",
    klass=Class.SCALING,
    why="A scheduled resize makes a cluster bill for the nodes that it names.",
    source="docs.aws.amazon.com/redshift/latest/APIReference/API_CreateScheduledAction.html",
    components=(_scheduled,),
    allowed=Example(
        {
            "schedule": "cron(00 23 * * ? *)",
            "iamRole": "arn:aws:iam::123456789012:role/scheduler",
            "targetAction": {"resizeCluster": {"clusterIdentifier": "warehouse", "clusterType": "multi-node", "numberOfNodes": 2.0}},
        }
    ),
    blocked=Example(
        {
            "schedule": "cron(00 23 * * ? *)",
            "iamRole": "arn:aws:iam::123456789012:role/scheduler",
            "targetAction": {"resizeCluster": {"clusterIdentifier": "warehouse", "clusterType": "multi-node", "numberOfNodes": 100.0}},
        },
        {"nodes": "over"},
    ),
)
settled(
    "aws:redshift/usageLimit:UsageLimit",
    "A usage limit is itself a ceiling on one feature of a cluster.",
    f"{_GUIDE}/managing-cluster-usage-limits.html",
    {"clusterIdentifier": "warehouse", "featureType": "concurrency-scaling", "limitType": "time", "amount": 60.0},
    Class.GUARD,
)
for _token, _why in (
    ("aws:redshift/clusterSnapshot:ClusterSnapshot", "One snapshot bills for what it holds of one cluster."),
    ("aws:redshift/endpointAccess:EndpointAccess", "An endpoint is a network interface to one cluster, which is judged."),
    ("aws:redshift/idcApplication:IdcApplication", "It links a warehouse to an identity source and runs nothing."),
    ("aws:redshift/integration:Integration", "An integration copies data to a warehouse, which is judged."),
    ("aws:redshift/logging:Logging", "Audit logs bill in the bucket or log group that takes them, which is judged."),
    ("aws:redshift/namespaceRegistration:NamespaceRegistration", "It registers a namespace with a catalogue and stores nothing."),
    ("aws:redshift/partner:Partner", "It records a partner's access and runs nothing."),
    ("aws:redshift/snapshotCopy:SnapshotCopy", "Copied snapshots expire with their retention period."),
    ("aws:redshift/snapshotSchedule:SnapshotSchedule", "Scheduled snapshots expire with the cluster's retention period."),
    ("aws:redshift/snapshotScheduleAssociation:SnapshotScheduleAssociation", "It applies a snapshot schedule to one cluster."),
):
    settled(_token, _why, f"{_GUIDE}/welcome.html")
