"""Application Auto Scaling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ceilings.catalogue.aws._dimensions import dimension_of, forecast_raises, scaled
from ceilings.catalogue.aws._reach import reached
from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.ceiling import Cap, Fixed, Never
from ceilings.resource import Resource
from ceilings.stack import Stack

TARGET = "aws:appautoscaling/target:Target"

_MAXIMUM = Cap("maxCapacity")
# An action that states only a minimum leaves the maximum of its target as it is.
_SCHEDULED = Cap("scalableTargetAction.maxCapacity", absent=Fixed(0))


def _target(resource: Resource) -> Iterable[Judged]:
    yield scaled(dimension_of(resource, ""), _MAXIMUM)


def _target_reaches(stack: Stack, resource: Resource) -> Iterable[Judged]:
    yield from reached(stack, resource, _MAXIMUM)


def _action(resource: Resource) -> Iterable[Judged]:
    yield scaled(dimension_of(resource, ""), _SCHEDULED)


def _action_reaches(stack: Stack, resource: Resource) -> Iterable[Judged]:
    yield from reached(stack, resource, _SCHEDULED)


entry(
    type=TARGET,
    klass=Class.SCALING,
    why="A scalable target bills for everything that it may scale to.",
    source="docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
    components=(_target,),
    joined=_target_reaches,
    accelerators="managed",
    allowed=Example(
        {
            "serviceNamespace": "ecs",
            "scalableDimension": "ecs:service:DesiredCount",
            "resourceId": "service/c/s",
            "minCapacity": 1.0,
            "maxCapacity": 4.0,
        }
    ),
    blocked=Example(
        {
            "serviceNamespace": "ecs",
            "scalableDimension": "ecs:service:DesiredCount",
            "resourceId": "service/c/s",
            "minCapacity": 1.0,
            "maxCapacity": 400.0,
        },
        {"tasks": "over"},
    ),
)

entry(
    type="aws:appautoscaling/scheduledAction:ScheduledAction",
    klass=Class.SCALING,
    why="A scheduled action sets the maximum of its target, to which it may then scale.",
    source="docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html",
    components=(_action,),
    joined=_action_reaches,
    allowed=Example(
        {
            "serviceNamespace": "dynamodb",
            "scalableDimension": "dynamodb:table:ReadCapacityUnits",
            "resourceId": "table/t",
            "schedule": "at(2030-01-01T00:00:00)",
            "scalableTargetAction": {"minCapacity": 1.0, "maxCapacity": 200.0},
        }
    ),
    blocked=Example(
        {
            "serviceNamespace": "sagemaker",
            "scalableDimension": "sagemaker:variant:DesiredInstanceCount",
            "resourceId": "endpoint/e/variant/v",
            "schedule": "at(2030-01-01T00:00:00)",
            "scalableTargetAction": {"minCapacity": 1.0, "maxCapacity": 200.0},
        },
        {"instances": "over"},
    ),
)


def _policy(resource: Resource) -> Iterable[Judged]:
    path = "predictiveScalingPolicyConfiguration"
    if forecast_raises(resource, path):
        bare = scaled(dimension_of(resource, ""), Never("predictive scaling may raise the maximum of its target to any forecast"))
        yield replace(bare, remedy=f"Set {path}.maxCapacityBreachBehavior to HonorMaxCapacity.")


entry(
    type="aws:appautoscaling/policy:Policy",
    klass=Class.FIXED,
    why="A scaling policy moves what its target scales and, where predictive scaling may, the target's maximum too.",
    source="docs.aws.amazon.com/autoscaling/application/APIReference/API_PredictiveScalingPolicyConfiguration.html",
    components=(_policy,),
    allowed=Example(
        {
            "serviceNamespace": "ecs",
            "scalableDimension": "ecs:service:DesiredCount",
            "resourceId": "service/c/s",
            "policyType": "TargetTrackingScaling",
        }
    ),
    blocked=Example(
        {
            "serviceNamespace": "ecs",
            "scalableDimension": "ecs:service:DesiredCount",
            "resourceId": "service/c/s",
            "policyType": "PredictiveScaling",
            "predictiveScalingPolicyConfiguration": {"mode": "ForecastAndScale", "maxCapacityBreachBehavior": "IncreaseMaxCapacity"},
        },
        {"tasks": "unbounded"},
    ),
)
