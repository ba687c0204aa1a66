"""Lightsail: what bills a fixed rate for a plan, and what grows beyond it."""

from __future__ import annotations

from ceilings.catalogue.aws._plumbing import piped
from ceilings.catalogue.aws._shared import KEEP_IT_SIZED, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import endless_storage, nodes, storage
from ceilings.ceiling import Cap

entry(
    type="aws:lightsail/containerService:ContainerService",
    klass=Class.FIXED,
    why="A container service bills for every node of its scale, used or not.",
    source="docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_CreateContainerService.html",
    components=(nodes(Cap("scale")),),
    allowed=Example({"name": "s", "power": "nano", "scale": 1.0}),
    blocked=Example({"name": "s", "power": "nano", "scale": 60.0}, {"nodes": "over"}),
)
entry(
    type="aws:lightsail/disk:Disk",
    klass=Class.FIXED,
    why="A disk bills for the size that it is given, used or not.",
    source="docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_CreateDisk.html",
    components=(storage(Cap("sizeInGb")),),
    allowed=Example({"name": "d", "sizeInGb": 8.0, "availabilityZone": "us-east-1a"}),
    blocked=Example({"name": "d", "sizeInGb": 16_400.0, "availabilityZone": "us-east-1a"}, {"storage": "over"}),
)
entry(
    type="aws:lightsail/bucket:Bucket",
    klass=Class.METERED,
    why="A bucket bills for its plan and for every gigabyte that it stores beyond it.",
    source="aws.amazon.com/lightsail/pricing",
    components=(
        endless_storage(
            "a bucket takes objects beyond the size of its plan and bills each gigabyte",
            KEEP_IT_SIZED,
        ),
    ),
    blocked=Example({"name": "b", "bundleId": "small_1_0"}, {"storage": "unbounded"}),
)
piped(
    "aws:lightsail/distribution:Distribution",
    "A distribution bills for its plan and for every byte beyond it.",
    "aws.amazon.com/lightsail/pricing",
    "a distribution serves every request, beyond its plan too",
    {"name": "d", "bundleId": "small_1_0"},
)

for _token, _why in (
    ("instance:Instance", "An instance bills a fixed rate for its plan."),
    ("database:Database", "A database bills a fixed rate for its plan, storage included."),
    ("lb:Lb", "A load balancer bills a fixed rate."),
    ("staticIp:StaticIp", "An address carries no charge while it is attached."),
    ("domain:Domain", "A domain's zone carries no charge but for queries beyond its allowance."),
    ("disk_attachment:Disk_attachment", "It attaches a disk, which bills as itself."),
    (
        "containerServiceDeploymentVersion:ContainerServiceDeploymentVersion",
        "A deployment runs on its service's nodes, which bill themselves.",
    ),
):
    settled(f"aws:lightsail/{_token}", _why, "aws.amazon.com/lightsail/pricing", {})
