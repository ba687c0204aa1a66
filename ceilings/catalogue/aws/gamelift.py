"""GameLift."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.aws._instances import choices, devices, instances
from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import accelerators, nodes
from ceilings.ceiling import Cap, Const, Expression
from ceilings.quantity import Reader
from ceilings.resource import Resource

_API: Final = "docs.aws.amazon.com/gamelift/latest/apireference"


def _most(read: Reader) -> Expression:
    return Cap("maxSize", read=read)


def _group(resource: Resource) -> Iterable[Judged]:
    found = choices(resource, "instanceDefinitions")
    yield nodes(instances(_most, found), name="instances", unit="instances")
    yield from devices(_most, found)


def _example(maximum: float) -> dict[str, object]:
    kinds = [{"instanceType": "c5.large"}, {"instanceType": "c5a.large"}]
    return {"gameServerGroupName": "g", "instanceDefinitions": kinds, "minSize": 1.0, "maxSize": maximum}


entry(
    type="aws:gamelift/gameServerGroup:GameServerGroup",
    klass=Class.SCALING,
    why="A group bills for every instance that it may scale to.",
    source=f"{_API}/API_CreateGameServerGroup.html",
    components=(_group,),
    accelerators="node",
    allowed=Example(_example(2.0)),
    blocked=Example(_example(200.0), {"instances": "over"}),
)


def _fleet(resource: Resource) -> Iterable[Judged]:
    """A fleet begins with one instance; only a call from outside the program changes that."""
    yield from accelerators(Const(1, "instance"), resource, "ec2InstanceType")


entry(
    type="aws:gamelift/fleet:Fleet",
    klass=Class.FIXED,
    why="A fleet begins with one instance and keeps it until somebody changes its capacity.",
    source=f"{_API}/API_CreateFleet.html",
    components=(_fleet,),
    accelerators="node",
    allowed=Example({"buildId": "b", "ec2InstanceType": "t2.micro", "fleetType": "ON_DEMAND"}),
    blocked=Example({"buildId": "b", "ec2InstanceType": {"type": "g4dn.xlarge"}, "fleetType": "ON_DEMAND"}, {"accelerators": "unknown"}),
)

settled(
    "aws:gamelift/build:Build", "A build is a file that fleets run.", f"{_API}/API_CreateBuild.html", {"operatingSystem": "AMAZON_LINUX_2"}
)
settled("aws:gamelift/script:Script", "A script is a file that fleets run.", f"{_API}/API_CreateScript.html", {"name": "s"})
