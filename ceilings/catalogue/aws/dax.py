"""DynamoDB Accelerator."""

from __future__ import annotations

from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import nodes
from ceilings.ceiling import Cap

entry(
    type="aws:dax/cluster:Cluster",
    klass=Class.FIXED,
    why="A cluster bills for every node by the hour.",
    source="docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html",
    components=(nodes(Cap("replicationFactor")),),
    allowed=Example(
        {"clusterName": "cache", "nodeType": "dax.r5.large", "replicationFactor": 3.0, "iamRoleArn": "arn:aws:iam::123456789012:role/dax"}
    ),
    blocked=Example(
        {"clusterName": "cache", "nodeType": "dax.r5.large", "replicationFactor": 80.0, "iamRoleArn": "arn:aws:iam::123456789012:role/dax"},
        {"nodes": "over"},
    ),
)
