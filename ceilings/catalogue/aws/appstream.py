"""WorkSpaces Applications (AppStream)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import desired, nodes
from ceilings.resource import Resource
from ceilings.values import MISSING

_API: Final = "docs.aws.amazon.com/appstream2/latest/APIReference"


def _fleet(resource: Resource) -> Iterable[Judged]:
    if resource.get("computeCapacity.desiredSessions") is not MISSING:
        yield capacity("sessions", "sessions", desired("computeCapacity.desiredSessions"))
    else:
        yield nodes(desired("computeCapacity.desiredInstances"), name="instances", unit="instances")


def _example(count: float) -> dict[str, object]:
    return {"name": "f", "instanceType": "stream.standard.large", "fleetType": "ALWAYS_ON", "computeCapacity": {"desiredInstances": count}}


entry(
    type="aws:appstream/fleet:Fleet",
    klass=Class.FIXED,
    why="A fleet keeps the instances that it is asked for; a scalable target may add to them.",
    source=f"{_API}/API_ComputeCapacity.html",
    components=(_fleet,),
    allowed=Example(_example(2.0)),
    blocked=Example(_example(200.0), {"instances": "over"}),
)

for _token, _why, _page in (
    ("imageBuilder:ImageBuilder", "A builder is one instance that bills while it runs.", "API_CreateImageBuilder"),
    ("stack:Stack", "A stack joins users to fleets, which bill as themselves.", "API_CreateStack"),
    ("user:User", "A user bills only for the sessions on a fleet.", "API_CreateUser"),
    ("userStackAssociation:UserStackAssociation", "It lets a user use a stack.", "API_BatchAssociateUserStack"),
):
    settled(f"aws:appstream/{_token}", _why, f"{_API}/{_page}.html", {})
