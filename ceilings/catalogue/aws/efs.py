"""Elastic File System: it grows with what is written, and lifecycle policies change the price of the bytes, not their number."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import metered, settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import endless_storage
from ceilings.resource import Resource

_GUIDE = "docs.aws.amazon.com/efs/latest/ug"


def _file_system(resource: Resource) -> Iterable[Component]:
    yield endless_storage(
        "EFS has no size limit, and lifecycle policies move files to cheaper storage without capping them",
        "Use storage with a size (FSx, EBS), or accept for this stack, by storage-guard's level, that it has no ceiling.",
    )
    if resource.text("throughputMode", "bursting") in ("elastic", None):
        yield metered(
            "throughput",
            "GiB transferred",
            "elastic throughput bills for whatever is read and written",
            "Set throughputMode to bursting, or to provisioned with provisionedThroughputInMibps.",
        )


entry(
    type="aws:efs/fileSystem:FileSystem",
    klass=Class.METERED,
    why="A file system bills for every byte in it and grows with every write.",
    source=f"{_GUIDE}/limits.html",
    components=(_file_system,),
    blocked=Example({"creationToken": "models", "throughputMode": "elastic"}, {"storage": "unbounded", "throughput": "unbounded"}),
)
settled(
    "aws:efs/backupPolicy:BackupPolicy",
    "Automatic backups hold copies of a file system, whose growth is judged there, for 35 days.",
    f"{_GUIDE}/automatic-backups.html",
    {"fileSystemId": "fs-1", "backupPolicy": {"status": "ENABLED"}},
    Class.METERED,
)
settled(
    "aws:efs/replicationConfiguration:ReplicationConfiguration",
    "A replica is as large as the file system that it copies, whose growth is judged there.",
    f"{_GUIDE}/efs-replication.html",
    {"sourceFileSystemId": "fs-1", "destination": {"region": "us-west-2"}},
    Class.METERED,
)
