"""What OpenSearch and Elasticsearch domains share: nodes and volumes that the program sizes."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import metered
from ceilings.catalogue.entry import Component
from ceilings.catalogue.parts import endless_storage, nodes, storage
from ceilings.ceiling import UNSIZED, Cap, Const, Expression, Fixed, product, total
from ceilings.resource import Resource

_DATA = Cap("clusterConfig.instanceCount", absent=Fixed(1))
_NO_DISK = Const(0, "GiB of volumes, since ebsOptions.ebsEnabled is false")


def domain(resource: Resource) -> Iterable[Component]:
    """The nodes of a domain, of every role that is switched on, and the volumes of its data nodes."""
    parts: list[Expression] = [_DATA]
    if resource.flag("clusterConfig.dedicatedMasterEnabled") is not False:
        parts.append(Cap("clusterConfig.dedicatedMasterCount", absent=Fixed(3)))
    if resource.flag("clusterConfig.warmEnabled") is not False:
        parts.append(Cap("clusterConfig.warmCount", absent=Fixed(2)))
    for option in resource.each("clusterConfig.nodeOptions"):
        if resource.flag(f"{option}.nodeConfig.enabled") is not False:
            parts.append(Cap(f"{option}.nodeConfig.count", absent=Fixed(1)))
    yield nodes(total(*parts))
    on_disks = resource.flag("ebsOptions.ebsEnabled")
    yield storage(_NO_DISK if on_disks is False else product(_DATA, Cap("ebsOptions.volumeSize", absent=UNSIZED)))
    if resource.flag("clusterConfig.coldStorageOptions.enabled") is not False:
        yield endless_storage(
            "cold storage keeps what is moved to it in S3, with no size limit",
            "Switch clusterConfig.coldStorageOptions off.",
            name="cold storage",
        )


def accelerated(resource: Resource) -> Iterable[Component]:
    """GPU time that a domain draws on by itself while it builds vector indexes, billed by use."""
    if resource.flag("aimlOptions.serverlessVectorAcceleration.enabled") is not False:
        yield metered(
            "vector acceleration",
            "OCU hours",
            "index builds draw on serverless GPUs for as long as they take",
            "Set aimlOptions.serverlessVectorAcceleration.enabled to false.",
        )
