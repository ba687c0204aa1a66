"""S3 Tables: buckets of tables that grow with every commit."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import KEEP_IT_SIZED, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import endless_storage

_GUIDE = "docs.aws.amazon.com/AmazonS3/latest/userguide"

entry(
    type="aws:s3tables/tableBucket:TableBucket",
    klass=Class.METERED,
    why="A table bucket bills for every byte of its tables and of the snapshots that they keep.",
    source=f"{_GUIDE}/s3-tables-buckets.html",
    components=(
        endless_storage(
            "S3 has no limit on the bytes in a table bucket",
            f"Maintenance bounds old snapshots alone. {KEEP_IT_SIZED}",
        ),
    ),
    blocked=Example({"name": "features"}, {"storage": "unbounded"}),
)
for _name, _why in (
    ("table:Table", "A table lies in its table bucket, which is judged."),
    ("tableBucketReplication:TableBucketReplication", "Replication fills a table bucket, which is judged."),
    ("tableReplication:TableReplication", "Replication fills a table bucket, which is judged."),
):
    settled(
        f"aws:s3tables/{_name}",
        _why,
        f"{_GUIDE}/s3-tables.html",
        klass=Class.METERED,
    )
