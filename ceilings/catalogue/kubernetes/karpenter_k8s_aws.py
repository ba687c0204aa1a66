"""What Karpenter's nodes on AWS are made of."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import storage
from ceilings.ceiling import UNSIZED, Cap, total
from ceilings.quantity import gib
from ceilings.resource import Resource


def _disks(resource: Resource) -> Iterable[Judged]:
    sizes = [Cap(f"{path}.ebs.volumeSize", read=gib, absent=UNSIZED) for path in resource.each("spec.blockDeviceMappings")]
    if sizes:
        yield storage(total(*sizes), name="storage of each node")


def _mapping(size: str) -> list[dict[str, object]]:
    return [{"deviceName": "/dev/xvda", "ebs": {"volumeSize": size, "volumeType": "gp3", "deleteOnTermination": True}}]


entry(
    type=("kubernetes:karpenter.k8s.aws:EC2NodeClass", "kubernetes:karpenter.k8s.aws:AWSNodeTemplate"),
    klass=Class.FIXED,
    why="Each node is launched with these disks, and the pool that uses the class says how many nodes there may be.",
    source="karpenter.sh/docs/concepts/nodeclasses/#specblockdevicemappings",
    components=(_disks,),
    allowed=Example({"metadata": {"name": "default"}, "spec": {"blockDeviceMappings": _mapping("200Gi")}}),
    blocked=Example({"metadata": {"name": "default"}, "spec": {"blockDeviceMappings": _mapping("64Ti")}}, {"storage of each node": "over"}),
)
