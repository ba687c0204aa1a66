"""S3 control plane: access grants, multi-Region access points and buckets on Outposts."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import plumbing, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.ceiling import Never

_GUIDE = "docs.aws.amazon.com/AmazonS3/latest/userguide"

entry(
    type="aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
    klass=Class.METERED,
    why="A multi-Region access point bills for every byte that it routes.",
    source=f"{_GUIDE}/MultiRegionAccessPoints.html",
    components=(
        plumbing("routed data", "GiB", Never("it routes whatever its clients move"), "Bound its clients; its buckets are judged."),
    ),
    blocked=Example({"details": {"name": "example", "regions": [{"bucket": "one"}, {"bucket": "two"}]}}, {"routed data": "unbounded"}),
)
entry(
    type="aws:s3control/objectLambdaAccessPoint:ObjectLambdaAccessPoint",
    klass=Class.METERED,
    why="An Object Lambda access point bills for every byte that it returns and for the function behind it.",
    source=f"{_GUIDE}/transforming-objects.html",
    components=(
        plumbing("returned data", "GiB", Never("it returns whatever its clients ask for"), "Bound its clients; its function is judged."),
    ),
    blocked=Example(
        {"name": "example", "configuration": {"supportingAccessPoint": "arn:aws:s3:us-east-1:123456789012:accesspoint/a"}},
        {"returned data": "unbounded"},
    ),
)
for _name, _why in (
    ("accessGrant:AccessGrant", "A grant opens a bucket, which is judged."),
    ("accessGrantsInstance:AccessGrantsInstance", "An instance holds grants, which bill by the request for one."),
    ("accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy", "A policy is free of charge."),
    ("accessGrantsLocation:AccessGrantsLocation", "A location names a bucket, which is judged."),
    ("bucket:Bucket", "A bucket on Outposts lies within the capacity of the rack, which is bought."),
    ("bucketLifecycleConfiguration:BucketLifecycleConfiguration", "Rules expire objects of a bucket on Outposts."),
    ("multiRegionAccessPointRoutes:MultiRegionAccessPointRoutes", "Routes steer an access point, which says that it is metered."),
    ("storageLensConfiguration:StorageLensConfiguration", "Advanced metrics bill by the objects of buckets, which are judged."),
):
    settled(f"aws:s3control/{_name}", _why, f"{_GUIDE}/Welcome.html", klass=Class.METERED)
