"""FSx: file systems with a size, and the elastic tiers that have none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import endless_storage, storage
from ceilings.ceiling import UNBOUNDED, UNSIZED, Cap
from ceilings.resource import Resource
from ceilings.values import MISSING

_ELASTIC = endless_storage(
    "the Intelligent-Tiering storage class grows and shrinks with the data and has no size",
    "Set storageType to SSD with a storageCapacity.",
)
_GIB_EACH_MIB = 1 / 1024
_GIB_EACH_BYTE = 1 / 2**30


def _sized(resource: Resource) -> Iterable[Component]:
    from_backup = resource.get("backupId") is not MISSING
    yield storage(Cap("storageCapacity", absent=UNSIZED if from_backup else UNBOUNDED))


def _sized_or_elastic(default: str) -> Callable[[Resource], Iterable[Component]]:
    def components(resource: Resource) -> Iterable[Component]:
        kind = resource.text("storageType", default)
        if kind is None or kind == "INTELLIGENT_TIERING":
            yield _ELASTIC
        else:
            yield from _sized(resource)

    return components


def _ontap_volume(resource: Resource) -> Iterable[Component]:
    """A volume may move data to the capacity pool, which has no size of its own, up to the volume's size."""
    if resource.text("tieringPolicy.name", "SNAPSHOT_ONLY") == "NONE":
        return
    in_bytes = resource.get("sizeInMegabytes") is MISSING and resource.get("sizeInBytes") is not MISSING
    size = Cap("sizeInBytes", scale=_GIB_EACH_BYTE) if in_bytes else Cap("sizeInMegabytes", scale=_GIB_EACH_MIB)
    yield storage(
        size, why="A volume is thin and tiers to a capacity pool that grows by itself: its size is all that bounds what it bills."
    )


_WHY = "A file system bills for the capacity that it is given, used or not."

entry(
    type="aws:fsx/lustreFileSystem:LustreFileSystem",
    klass=Class.FIXED,
    why=_WHY,
    source="docs.aws.amazon.com/fsx/latest/LustreGuide/using-fsx-lustre.html",
    components=(_sized_or_elastic("SSD"),),
    allowed=Example(
        {"storageCapacity": 1200.0, "subnetIds": "subnet-1", "deploymentType": "PERSISTENT_2", "perUnitStorageThroughput": 125.0}
    ),
    blocked=Example(
        {"storageType": "INTELLIGENT_TIERING", "deploymentType": "PERSISTENT_2", "throughputCapacity": 4000.0, "subnetIds": "subnet-1"},
        {"storage": "unbounded"},
    ),
)
entry(
    type="aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    klass=Class.FIXED,
    why=_WHY,
    source="docs.aws.amazon.com/fsx/latest/OpenZFSGuide/performance-intelligent-tiering.html",
    components=(_sized_or_elastic("SSD"),),
    allowed=Example({"storageCapacity": 64.0, "throughputCapacity": 64.0, "deploymentType": "SINGLE_AZ_1", "subnetIds": "subnet-1"}),
    blocked=Example(
        {"storageType": "INTELLIGENT_TIERING", "throughputCapacity": 1280.0, "deploymentType": "MULTI_AZ_1", "subnetIds": ["subnet-1"]},
        {"storage": "unbounded"},
    ),
)
entry(
    type="aws:fsx/windowsFileSystem:WindowsFileSystem",
    klass=Class.FIXED,
    why=_WHY,
    source="docs.aws.amazon.com/fsx/latest/WindowsGuide/managing-storage-capacity.html",
    components=(_sized,),
    allowed=Example({"storageCapacity": 300.0, "throughputCapacity": 32.0, "subnetIds": ["subnet-1"]}),
    blocked=Example({"backupId": "backup-1", "throughputCapacity": 32.0, "subnetIds": ["subnet-1"]}, {"storage": "unknown"}),
)
entry(
    type="aws:fsx/ontapFileSystem:OntapFileSystem",
    klass=Class.FIXED,
    why="A file system bills for the SSD capacity that it is given; what its volumes tier to the capacity pool is judged on the volumes.",
    source="docs.aws.amazon.com/fsx/latest/ONTAPGuide/storage-tiers.html",
    components=(storage(Cap("storageCapacity")),),
    allowed=Example(
        {"storageCapacity": 1024.0, "throughputCapacity": 512.0, "deploymentType": "MULTI_AZ_1", "preferredSubnetId": "subnet-1"}
    ),
    blocked=Example(
        {"storageCapacity": 196608.0, "throughputCapacity": 512.0, "deploymentType": "MULTI_AZ_1", "preferredSubnetId": "subnet-1"},
        {"storage": "over"},
    ),
)
entry(
    type="aws:fsx/ontapVolume:OntapVolume",
    klass=Class.SCALING,
    why="A volume bills for the data in it, up to its size.",
    source="docs.aws.amazon.com/fsx/latest/ONTAPGuide/volume-storage-capacity.html",
    components=(_ontap_volume,),
    allowed=Example({"name": "models", "junctionPath": "/models", "sizeInMegabytes": 1024.0, "storageVirtualMachineId": "svm-1"}),
    blocked=Example(
        {"name": "models", "junctionPath": "/models", "sizeInMegabytes": 104_857_600.0, "storageVirtualMachineId": "svm-1"},
        {"storage": "over"},
    ),
)
entry(
    type="aws:fsx/fileCache:FileCache",
    klass=Class.FIXED,
    why="A cache bills for the capacity that it is given, used or not.",
    source="docs.aws.amazon.com/fsx/latest/FileCacheGuide/what-is.html",
    components=(storage(Cap("storageCapacity")),),
    allowed=Example({"fileCacheType": "LUSTRE", "fileCacheTypeVersion": "2.12", "storageCapacity": 1200.0, "subnetIds": ["subnet-1"]}),
    blocked=Example(
        {"fileCacheType": "LUSTRE", "fileCacheTypeVersion": "2.12", "storageCapacity": 24_000.0, "subnetIds": ["subnet-1"]},
        {"storage": "over"},
    ),
)
for _token, _why in (
    ("aws:fsx/openZfsVolume:OpenZfsVolume", "A volume shares the capacity of its file system, which is judged."),
    ("aws:fsx/openZfsSnapshot:OpenZfsSnapshot", "A snapshot lies within the capacity of its file system, which is judged."),
    ("aws:fsx/backup:Backup", "One backup bills for what it holds of one file system, once."),
    (
        "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation",
        "A link to a bucket brings files into the capacity of its file system, which is judged.",
    ),
    ("aws:fsx/s3AccessPointAttachment:S3AccessPointAttachment", "An access point serves a volume's data and stores none itself."),
):
    settled(_token, _why, "docs.aws.amazon.com/fsx/latest/APIReference/API_Operations.html")
