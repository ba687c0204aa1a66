"""Simple Storage Service: buckets of every kind grow for as long as something writes."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import metered, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import endless_storage

_REMEDY = (
    "Lifecycle rules bound the age of objects, not their bytes. Keep what grows where its size is declared (a volume, a claim under a "
    "quota, a database with allocated storage), or accept for this stack, by storage-guard's level, that the bucket has no ceiling."
)
_GUIDE = "docs.aws.amazon.com/AmazonS3/latest/userguide"

entry(
    type=("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"),
    klass=Class.METERED,
    why="A bucket bills for every byte in it, every version included, and takes whatever its writers send.",
    source=f"{_GUIDE}/Welcome.html",
    components=(endless_storage("S3 has no limit on the bytes or objects in a bucket", _REMEDY),),
    blocked=Example({"bucket": "embeddings", "forceDestroy": True}, {"storage": "unbounded"}),
)
entry(
    type="aws:s3/directoryBucket:DirectoryBucket",
    klass=Class.METERED,
    why="A directory bucket bills for every byte in it, at several times the price of a general purpose bucket.",
    source=f"{_GUIDE}/directory-buckets-overview.html",
    components=(endless_storage("S3 Express One Zone has no limit on the bytes in a directory bucket", _REMEDY),),
    blocked=Example({"bucket": "example--usw2-az1--x-s3", "location": {"name": "usw2-az1"}}, {"storage": "unbounded"}),
)
entry(
    type="aws:s3/vectorsVectorBucket:VectorsVectorBucket",
    klass=Class.METERED,
    why="A vector bucket bills for every vector stored, put and queried, and takes whatever its writers send.",
    source=f"{_GUIDE}/s3-vectors-buckets.html",
    components=(endless_storage("S3 Vectors sets no limit of yours on the vectors in a bucket", _REMEDY),),
    blocked=Example({"vectorBucketName": "embeddings"}, {"storage": "unbounded"}),
)
entry(
    type="aws:s3/filesFileSystem:FilesFileSystem",
    klass=Class.METERED,
    why="A file system over a bucket bills for the data that it serves from its fast storage; the bucket beneath holds the rest.",
    source=f"{_GUIDE}/s3-files.html",
    components=(metered("file access", "GiB", "what clients read and write through it has no limit"),),
    blocked=Example({"bucket": "arn:aws:s3:::data", "roleArn": "arn:aws:iam::123456789012:role/files"}, {"file access": "unbounded"}),
)

_BUCKET = {"bucket": "example"}
settled(
    ("aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject"),
    "One object bills for the bytes that the program uploads, once.",
    f"{_GUIDE}/uploading-downloading-objects.html",
    {"bucket": "example", "key": "index.html", "content": "hello"},
)
settled(
    "aws:s3/objectCopy:ObjectCopy",
    "One copy of one object bills for its bytes, once.",
    f"{_GUIDE}/copy-object.html",
    {"bucket": "example", "key": "copy", "source": "other/key"},
)
settled(
    "aws:s3/bucketNotification:BucketNotification",
    "Notifications are free of charge; the queues, topics and functions that take them are judged on their own.",
    f"{_GUIDE}/EventNotifications.html",
    _BUCKET,
)
settled(
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "Replication fills its destination bucket, whose growth is judged there.",
    f"{_GUIDE}/replication.html",
    {"bucket": "example", "role": "arn:aws:iam::123456789012:role/replication"},
)
settled(
    (
        "aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration",
        "aws:s3/bucketAccelerateConfigurationV2:BucketAccelerateConfigurationV2",
    ),
    "Acceleration adds a price to each transferred byte and brings nothing that grows by itself.",
    f"{_GUIDE}/transfer-acceleration.html",
    {"bucket": "example", "status": "Enabled"},
    Class.METERED,
)
for _token, _what in (
    ("aws:s3/analyticsConfiguration:AnalyticsConfiguration", "Storage class analysis"),
    ("aws:s3/bucketMetric:BucketMetric", "A metrics filter"),
    ("aws:s3/inventory:Inventory", "An inventory"),
    ("aws:s3/bucketMetadataConfiguration:BucketMetadataConfiguration", "A metadata table"),
):
    settled(
        _token,
        f"{_what} bills by the objects of a bucket, whose growth is judged on the bucket.",
        f"{_GUIDE}/monitoring-overview.html",
        klass=Class.METERED,
    )
settled(
    "aws:s3/vectorsIndex:VectorsIndex",
    "An index keeps its vectors in its vector bucket, whose growth is judged there.",
    f"{_GUIDE}/s3-vectors-indexes.html",
    {"indexName": "embeddings", "vectorBucketName": "bucket", "dataType": "float32", "dimension": 768.0, "distanceMetric": "cosine"},
    Class.METERED,
)
for _token, _what in (
    ("aws:s3/filesAccessPoint:FilesAccessPoint", "An access point"),
    ("aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy", "A policy"),
    ("aws:s3/filesMountTarget:FilesMountTarget", "A mount target"),
    ("aws:s3/filesSynchronizationConfiguration:FilesSynchronizationConfiguration", "A synchronisation rule"),
):
    settled(
        _token,
        f"{_what} stores nothing itself; the file system that it belongs to is judged.",
        f"{_GUIDE}/s3-files.html",
    )
