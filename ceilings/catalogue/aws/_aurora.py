"""What databases on distributed storage share: volumes that grow by themselves, and serverless instances that scale between bounds."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import capacity
from ceilings.catalogue.entry import Component
from ceilings.catalogue.parts import endless_storage
from ceilings.ceiling import Absent, Cap


def cluster_volume(service: str, up_to: str) -> Component:
    """A cluster volume that follows the data."""
    return endless_storage(
        f"{service} storage grows by itself to the service's {up_to}, and no setting lowers that",
        "Use a database with allocated storage (RDS), or accept for this stack, by storage-guard's level, that it has no ceiling.",
    )


def serverless_capacity(path: str, unit: str, absent: Absent) -> Component:
    """The capacity that each serverless instance of a cluster may scale to."""
    return capacity(
        "serverless capacity",
        unit,
        Cap(path, absent=absent),
        why="Each serverless instance of the cluster bills for the capacity that it scales to.",
    )
