"""Managed Streaming for Kafka: brokers with volumes, and the elastic kinds that have none."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import metered, plumbing, settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import endless_storage, nodes, storage
from ceilings.ceiling import UNSIZED, Cap, Never, Product
from ceilings.resource import Resource

_GUIDE = "docs.aws.amazon.com/msk/latest/developerguide"
_GUARD = "Use provisioned brokers with a volumeSize and local storage, or accept, by the policy's level, that it has no ceiling."
_BROKERS = Cap("numberOfBrokerNodes")
# Storage auto scaling moves the volumes within the bounds that its own target states.
_VOLUME = Cap("brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize", absent=UNSIZED, desired=True)


def _cluster(resource: Resource) -> Iterable[Component]:
    yield nodes(_BROKERS, name="brokers", unit="brokers")
    instance_type = resource.text("brokerNodeGroupInfo.instanceType")
    if instance_type is None or instance_type.startswith("express."):
        yield endless_storage(
            "Express brokers keep what is written to them in storage that grows by itself", f"Use standard brokers. {_GUARD}"
        )
    else:
        yield storage(Product((_BROKERS, _VOLUME)))
    if resource.text("storageMode", "LOCAL") != "LOCAL":
        yield endless_storage(
            "tiered storage keeps what the brokers' volumes do not, with no size limit",
            f"Set storageMode to LOCAL. {_GUARD}",
            name="tiered storage",
        )


entry(
    type="aws:msk/cluster:Cluster",
    klass=Class.FIXED,
    why="A cluster bills for every broker by the hour and for the storage that its brokers hold.",
    source=f"{_GUIDE}/msk-autoexpand.html",
    components=(_cluster,),
    allowed=Example(
        {
            "clusterName": "events",
            "kafkaVersion": "3.8.x",
            "numberOfBrokerNodes": 3.0,
            "brokerNodeGroupInfo": {
                "instanceType": "kafka.m7g.large",
                "clientSubnets": ["subnet-1"],
                "securityGroups": ["sg-1"],
                "storageInfo": {"ebsStorageInfo": {"volumeSize": 1000.0}},
            },
        }
    ),
    blocked=Example(
        {
            "clusterName": "events",
            "kafkaVersion": "3.8.x",
            "numberOfBrokerNodes": 60.0,
            "storageMode": "TIERED",
            "brokerNodeGroupInfo": {
                "instanceType": "kafka.m7g.large",
                "clientSubnets": ["subnet-1"],
                "securityGroups": ["sg-1"],
                "storageInfo": {"ebsStorageInfo": {"volumeSize": 1000.0}},
            },
        },
        {"brokers": "over", "storage": "over", "tiered storage": "unbounded"},
    ),
)
entry(
    type="aws:msk/serverlessCluster:ServerlessCluster",
    klass=Class.METERED,
    why="A serverless cluster bills for the bytes that pass through it and for those that it keeps, and scales with both.",
    source=f"{_GUIDE}/serverless.html",
    components=(
        metered("traffic", "GiB", "it scales with whatever is produced and consumed"),
        endless_storage("it keeps whatever its topics' retention lets stay", _GUARD),
    ),
    blocked=Example(
        {
            "clusterName": "events",
            "vpcConfigs": [{"subnetIds": ["subnet-1"]}],
            "clientAuthentication": {"sasl": {"iam": {"enabled": True}}},
        },
        {"traffic": "unbounded", "storage": "unbounded"},
    ),
)
entry(
    type="aws:msk/replicator:Replicator",
    klass=Class.METERED,
    why="A replicator bills by the hour and for the bytes that it copies.",
    source=f"{_GUIDE}/msk-replicator.html",
    components=(
        plumbing("copied data", "GiB", Never("it copies whatever the source's topics take"), "Copy only the topics that you need."),
    ),
    blocked=Example(
        {"replicatorName": "copy", "serviceExecutionRoleArn": "arn:aws:iam::123456789012:role/r"}, {"copied data": "unbounded"}
    ),
)
for _token, _why in (
    ("aws:msk/channel:Channel", "A channel delivers a cluster's topic to storage that is judged."),
    ("aws:msk/topic:Topic", "A topic lies within the storage of its cluster, which is judged."),
    ("aws:msk/vpcConnection:VpcConnection", "A connection bills by the hour for one network's access to one cluster."),
):
    settled(_token, _why, f"{_GUIDE}/what-is-msk.html")
