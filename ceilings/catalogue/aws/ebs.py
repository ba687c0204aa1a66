"""Elastic Block Store."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import storage
from ceilings.ceiling import UNBOUNDED, UNSIZED, Cap
from ceilings.resource import Resource
from ceilings.values import MISSING


def _volume(resource: Resource) -> tuple[Component, ...]:
    from_snapshot = resource.get("snapshotId") is not MISSING
    return (
        storage(
            Cap("size", absent=UNSIZED if from_snapshot else UNBOUNDED),
            remedy="Set size to the GiB that you mean to pay for; a volume from a snapshot is otherwise as large as its source.",
        ),
    )


entry(
    type="aws:ebs/volume:Volume",
    klass=Class.FIXED,
    why="A volume bills for the size it is given, used or not.",
    source="docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html",
    components=(_volume,),
    allowed=Example({"availabilityZone": "us-east-1a", "size": 100.0, "type": "gp3"}),
    blocked=Example({"availabilityZone": "us-east-1a", "size": 20_000.0, "type": "io2"}, {"storage": "over"}),
)
entry(
    type="aws:ebs/volumeCopy:VolumeCopy",
    klass=Class.FIXED,
    why="A copied volume bills for the size it is given, used or not.",
    source="docs.aws.amazon.com/ebs/latest/userguide/ebs-copying-volume.html",
    components=(
        storage(
            Cap("size", absent=UNSIZED),
            remedy="Set size to the GiB that you mean to pay for; a copy is otherwise as large as its source.",
        ),
    ),
    allowed=Example({"sourceVolumeId": "vol-1", "size": 100.0, "volumeType": "gp3"}),
    blocked=Example({"sourceVolumeId": "vol-1", "size": 20_000.0, "volumeType": "io2"}, {"storage": "over"}),
)
for _token, _why in (
    ("aws:ebs/snapshot:Snapshot", "One snapshot bills for the used blocks of one volume, whose size is judged."),
    ("aws:ebs/snapshotCopy:SnapshotCopy", "One copy bills for the used blocks of one snapshot."),
    ("aws:ebs/snapshotImport:SnapshotImport", "One imported snapshot bills for the blocks of one disk image."),
    ("aws:ebs/fastSnapshotRestore:FastSnapshotRestore", "Fast restore bills by the hour for one snapshot in one zone."),
):
    settled(_token, _why, "docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshots.html")
