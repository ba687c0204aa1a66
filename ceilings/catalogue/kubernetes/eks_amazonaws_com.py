"""What the nodes of EKS Auto Mode are made of."""

from __future__ import annotations

from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import storage
from ceilings.ceiling import Cap, Fixed
from ceilings.quantity import gib

entry(
    type="kubernetes:eks.amazonaws.com:NodeClass",
    klass=Class.FIXED,
    why="Each node is launched with this disk, and the pool that uses the class says how many nodes there may be.",
    source="docs.aws.amazon.com/eks/latest/userguide/create-node-class.html",
    components=(storage(Cap("spec.ephemeralStorage.size", read=gib, absent=Fixed(80)), name="storage of each node"),),
    allowed=Example({"metadata": {"name": "default"}, "spec": {"ephemeralStorage": {"size": "160Gi"}}}),
    blocked=Example({"metadata": {"name": "default"}, "spec": {"ephemeralStorage": {"size": "64Ti"}}}, {"storage of each node": "over"}),
)
