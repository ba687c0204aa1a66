"""MSK Connect: connectors of workers that scale between bounds."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import capacity
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.ceiling import Cap, Fixed, Product
from ceilings.resource import Resource
from ceilings.values import MISSING


def _connector(resource: Resource) -> Iterable[Component]:
    kind, workers = "autoscaling", "maxWorkerCount"
    if resource.get("capacity.autoscaling") is MISSING:
        kind, workers = "provisionedCapacity", "workerCount"
    each = Cap(f"capacity.{kind}.mcuCount", absent=Fixed(1))
    yield capacity("workers", "MCU", Product((Cap(f"capacity.{kind}.{workers}"), each)))


entry(
    type="aws:mskconnect/connector:Connector",
    klass=Class.SCALING,
    why="A connector bills for every MCU of every worker that it scales to.",
    source="docs.aws.amazon.com/msk/latest/developerguide/msk-connect-connectors.html",
    components=(_connector,),
    allowed=Example(
        {"name": "sink", "capacity": {"autoscaling": {"minWorkerCount": 1.0, "maxWorkerCount": 2.0, "mcuCount": 1.0}}},
    ),
    blocked=Example(
        {"name": "sink", "capacity": {"autoscaling": {"minWorkerCount": 1.0, "maxWorkerCount": 500.0, "mcuCount": 8.0}}},
        {"workers": "over"},
    ),
)
