"""Redshift Serverless: workgroups that scale to a maximum or until a usage limit turns them off."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import KEEP_IT_SIZED, capacity, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import endless_storage
from ceilings.ceiling import Cap
from ceilings.companions.aws_data import compute_usage_limits

_GUIDE = "docs.aws.amazon.com/redshift/latest/mgmt"

entry(
    type="aws:redshiftserverless/workgroup:Workgroup",
    klass=Class.SCALING,
    why="A workgroup bills for every RPU that its queries scale to, and its base capacity is a floor.",
    source=f"{_GUIDE}/serverless-capacity.html",
    components=(
        capacity(
            "compute",
            "RPU",
            Cap("maxCapacity", unlimited=(0, -1)),
            companions=(compute_usage_limits,),
            remedy="Set maxCapacity, or add a UsageLimit on serverless-compute whose breachAction is deactivate (the default only logs).",
        ),
    ),
    allowed=Example({"namespaceName": "warehouse", "workgroupName": "warehouse", "baseCapacity": 32.0, "maxCapacity": 128.0}),
    blocked=Example({"namespaceName": "warehouse", "workgroupName": "warehouse", "baseCapacity": 32.0}, {"compute": "unbounded"}),
)
entry(
    type="aws:redshiftserverless/namespace:Namespace",
    klass=Class.METERED,
    why="A namespace bills for every byte of its managed storage and of the snapshots that it keeps.",
    source=f"{_GUIDE}/serverless-billing.html",
    components=(endless_storage("managed storage grows with the data and has no size", KEEP_IT_SIZED),),
    blocked=Example({"namespaceName": "warehouse"}, {"storage": "unbounded"}),
)
settled(
    "aws:redshiftserverless/usageLimit:UsageLimit",
    "A usage limit is itself a ceiling, where its breachAction is deactivate; the workgroup that it limits is judged.",
    f"{_GUIDE}/serverless-workgroup-max-rpu.html",
    {
        "resourceArn": "arn:aws:redshift-serverless:us-east-1:123456789012:workgroup/w",
        "usageType": "serverless-compute",
        "amount": 60.0,
        "breachAction": "deactivate",
    },
    Class.GUARD,
)
settled(
    "aws:redshiftserverless/endpointAccess:EndpointAccess",
    "An endpoint is a network interface to one workgroup, which is judged.",
    f"{_GUIDE}/serverless-connecting.html",
    {"endpointName": "example", "workgroupName": "warehouse"},
)
settled(
    "aws:redshiftserverless/snapshot:Snapshot",
    "One snapshot bills for what it holds of one namespace.",
    f"{_GUIDE}/serverless-snapshots-recovery-points.html",
    {"namespaceName": "warehouse", "snapshotName": "before-upgrade"},
)
