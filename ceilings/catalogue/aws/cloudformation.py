"""CloudFormation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.aws import _templates
from ceilings.catalogue.aws._opaque import unseen
from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, ComponentsOf, Example, Judged, Opaque, entry
from ceilings.resource import Resource

_WHY: Final = "A template may hold groups, clusters and storage of any size, and no rule about resources sees them."
_REMEDY: Final = "Declare the resources of the template in the program."
_URL: Final = "https://bucket.s3.amazonaws.com/template.json"

_PLAIN: Final = """{"Resources": {"network": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}}}"""
_PAGES: Final = "docs.aws.amazon.com/AWSCloudFormation/latest/APIReference"


def _templated(words: str) -> ComponentsOf:
    """What a template makes is not seen, unless it can be read and makes nothing but plumbing."""

    def components(resource: Resource) -> Iterable[Judged]:
        made = _templates.others(resource)
        if made is None or resource.secret("templateBody"):
            yield Opaque(words=words, remedy=_REMEDY)
        elif made:
            more = " and more" if len(made) > 3 else ""
            yield Opaque(words=f"{words}: {', '.join(made[:3])}{more}", remedy=_REMEDY)

    return components


for _token, _words, _page in (
    ("stack:Stack", "it makes what its template says", "Stack"),
    ("stackSet:StackSet", "it makes what its template says wherever it has instances", "StackSet"),
):
    entry(
        type=f"aws:cloudformation/{_token}",
        klass=Class.OPAQUE,
        why=_WHY,
        source=f"{_PAGES}/API_Create{_page}.html",
        components=(_templated(_words),),
        allowed=Example({"templateBody": _PLAIN}),
        blocked=Example({"templateUrl": _URL}, {"resource": "opaque"}),
    )

for _token, _words in (
    ("stackSetInstance:StackSetInstance", "it makes what its set's template says once more"),
    ("stackInstances:StackInstances", "it makes what its set's template says in many places"),
):
    unseen(f"aws:cloudformation/{_token}", _WHY, f"{_PAGES}/API_CreateStackInstances.html", _words, _REMEDY, {"stackSetName": "s"})

settled(
    "aws:cloudformation/cloudFormationType:CloudFormationType",
    "A registered type makes nothing until a template uses it.",
    "docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RegisterType.html",
    {"typeName": "Example::Service::Thing", "schemaHandlerPackage": "s3://b/p.zip"},
)
