"""WorkSpaces."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import desired, storage
from ceilings.ceiling import Cap, Fixed, total
from ceilings.resource import Resource
from ceilings.values import MISSING


def _workspace(resource: Resource) -> Iterable[Judged]:
    if resource.get("workspaceProperties") is not MISSING:
        names = ("rootVolumeSizeGib", "userVolumeSizeGib")
        yield storage(total(*(Cap(f"workspaceProperties.{name}", absent=Fixed(0)) for name in names)))


def _example(gib: float) -> dict[str, object]:
    return {
        "directoryId": "d",
        "bundleId": "b",
        "userName": "u",
        "workspaceProperties": {"rootVolumeSizeGib": 80.0, "userVolumeSizeGib": gib},
    }


entry(
    type="aws:workspaces/workspace:Workspace",
    klass=Class.FIXED,
    why="A desktop bills by the month or by the hour, and for its two volumes.",
    source="docs.aws.amazon.com/workspaces/latest/api/API_WorkspaceProperties.html",
    components=(_workspace,),
    allowed=Example(_example(10.0)),
    blocked=Example(_example(17_000.0), {"storage": "over"}),
)
entry(
    type="aws:workspaces/pool:Pool",
    klass=Class.FIXED,
    why="A pool keeps desktops for the sessions that it is asked for; a scalable target may add to them.",
    source="docs.aws.amazon.com/workspaces/latest/api/API_Capacity.html",
    components=(capacity("user sessions", "sessions", desired("capacity.desiredUserSessions")),),
    allowed=Example({"poolName": "p", "bundleId": "b", "directoryId": "d", "capacity": {"desiredUserSessions": 10.0}}),
    blocked=Example(
        {"poolName": "p", "bundleId": "b", "directoryId": "d", "capacity": {"desiredUserSessions": 5_000.0}}, {"user sessions": "over"}
    ),
)
settled(
    "aws:workspaces/directory:Directory",
    "A registered directory bills as the directory; its desktops bill as themselves.",
    "aws.amazon.com/workspaces/pricing",
    {"directoryId": "d"},
)
