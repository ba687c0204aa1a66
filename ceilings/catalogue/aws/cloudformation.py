"""CloudFormation."""

from __future__ import annotations

from typing import Final

from ceilings.catalogue.aws._opaque import unseen
from ceilings.catalogue.aws._shared import settled

_WHY: Final = "A template may hold groups, clusters and storage of any size, and no rule about resources sees them."
_REMEDY: Final = "Declare the resources of the template in the program."
_URL: Final = "https://bucket.s3.amazonaws.com/template.json"

for _token, _words, _page, _example in (
    ("stack:Stack", "it makes what its template says", "Stack", {"templateUrl": _URL}),
    ("stackSet:StackSet", "it makes what its template says wherever it has instances", "StackSet", {"templateUrl": _URL}),
    ("stackSetInstance:StackSetInstance", "it makes what its set's template says once more", "StackInstances", {"stackSetName": "s"}),
    ("stackInstances:StackInstances", "it makes what its set's template says in many places", "StackInstances", {"stackSetName": "s"}),
):
    unseen(
        f"aws:cloudformation/{_token}",
        _WHY,
        f"docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Create{_page}.html",
        _words,
        _REMEDY,
        _example,
    )

settled(
    "aws:cloudformation/cloudFormationType:CloudFormationType",
    "A registered type makes nothing until a template uses it.",
    "docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RegisterType.html",
    {"typeName": "Example::Service::Thing", "schemaHandlerPackage": "s3://b/p.zip"},
)
