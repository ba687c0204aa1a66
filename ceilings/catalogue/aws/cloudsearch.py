"""CloudSearch: domains that scale their instances by themselves."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import capacity
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.ceiling import Never
from ceilings.finding import Stage

entry(
    type="aws:cloudsearch/domain:Domain",
    klass=Class.SCALING,
    why="A domain bills for every search instance that it scales to.",
    source="docs.aws.amazon.com/cloudsearch/latest/developerguide/configuring-scaling-options.html",
    components=(
        capacity(
            "search instances",
            "instances",
            Never("it adds instances and partitions with data and traffic, and its scaling parameters are a floor"),
            stage=Stage.STACK,
            limit="maxNodesPerPool",
            remedy="Use an OpenSearch domain, whose nodes are declared.",
        ),
    ),
    blocked=Example(
        {"name": "search", "scalingParameters": {"desiredInstanceType": "search.medium", "desiredReplicationCount": 1.0}},
        {"search instances": "unbounded"},
    ),
)
