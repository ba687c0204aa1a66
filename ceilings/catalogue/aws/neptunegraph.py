"""Neptune Analytics: graphs in memory, sized when they are made."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.ceiling import UNSIZED, Cap, Const, Fixed, Product, Sum

_GUIDE = "docs.aws.amazon.com/neptune-analytics/latest/userguide"
_COPIES = Sum((Const(1, "primary"), Cap("replicaCount", absent=Fixed(1))))

entry(
    type="aws:neptunegraph/graph:Graph",
    klass=Class.FIXED,
    why="A graph bills for the memory that it is provisioned with, for itself and again for each replica.",
    source=f"{_GUIDE}/managing-graph.html",
    components=(capacity("memory", "m-NCU", Product((Cap("provisionedMemory", absent=UNSIZED), _COPIES))),),
    allowed=Example({"graphName": "knowledge", "provisionedMemory": 16.0, "replicaCount": 1.0}),
    blocked=Example({"graphName": "knowledge", "provisionedMemory": 4096.0, "replicaCount": 1.0}, {"memory": "over"}),
)
settled(
    "aws:neptunegraph/privateGraphEndpoint:PrivateGraphEndpoint",
    "An endpoint is a network interface to one graph, which is judged.",
    f"{_GUIDE}/create-private-graph-endpoint.html",
    {"graphIdentifier": "g-1"},
)
