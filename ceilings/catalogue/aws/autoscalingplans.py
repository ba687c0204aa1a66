"""AWS Auto Scaling's scaling plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from ceilings.catalogue.aws._dimensions import dimension_of, scaled
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.ceiling import Cap, Expression, Never, highest
from ceilings.resource import Resource

_HONOURS: Final = "SetForecastCapacityToMaxCapacity"


def _plan(resource: Resource) -> Iterable[Judged]:
    by_dimension: dict[str, list[Expression]] = defaultdict(list)
    for path in resource.each("scalingInstructions"):
        behaviour = f"{path}.predictiveScalingMaxCapacityBehavior"
        honours = resource.text(behaviour, _HONOURS) == _HONOURS or resource.text(f"{path}.predictiveScalingMode") == "ForecastOnly"
        most: Expression = Cap(f"{path}.maxCapacity") if honours else Never(f"{behaviour} lets a forecast pass maxCapacity")
        by_dimension[dimension_of(resource, f"{path}.")].append(most)
    for dimension, parts in by_dimension.items():
        yield scaled(dimension, highest(*parts))


def _example(maximum: float, behaviour: str) -> dict[str, object]:
    return {
        "name": "plan",
        "applicationSource": {"tagFilters": [{"key": "application", "values": ["example"]}]},
        "scalingInstructions": [
            {
                "serviceNamespace": "autoscaling",
                "scalableDimension": "autoscaling:autoScalingGroup:DesiredCapacity",
                "resourceId": "autoScalingGroup/example",
                "minCapacity": 0.0,
                "maxCapacity": maximum,
                "predictiveScalingMode": "ForecastAndScale",
                "predictiveScalingMaxCapacityBehavior": behaviour,
                "targetTrackingConfigurations": [{"targetValue": 70.0}],
            }
        ],
    }


entry(
    type="aws:autoscalingplans/scalingPlan:ScalingPlan",
    klass=Class.SCALING,
    why="A scaling plan takes over the scaling of what it selects, within the maximum that it states.",
    source="docs.aws.amazon.com/autoscaling/plans/APIReference/API_ScalingInstruction.html",
    components=(_plan,),
    allowed=Example(_example(3.0, _HONOURS)),
    blocked=Example(_example(3.0, "SetMaxCapacityAboveForecastCapacity"), {"instances": "unbounded"}),
)
