"""What the scalable dimensions of Application Auto Scaling and of scaling plans count, and which limit holds each.

Source: docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html (ScalableDimension)
"""

from __future__ import annotations

from typing import Final

from ceilings.catalogue.aws._shared import capacity
from ceilings.catalogue.entry import Component
from ceilings.catalogue.parts import storage
from ceilings.ceiling import Expression
from ceilings.resource import Resource

_NODES: Final = "maxNodesPerPool"
_REPLICAS: Final = "maxReplicasPerWorkload"
_UNITS: Final = "maxCapacityUnits"

# Name, unit and limit by the dimension's first part, or by the whole where a service has several.
_BY_SERVICE: Final = {
    "ecs": ("tasks", "tasks", _REPLICAS),
    "ec2": ("instances", "instances", _NODES),
    "autoscaling": ("instances", "instances", _NODES),
    "elasticmapreduce": ("instances", "instances", _NODES),
    "appstream": ("instances", "instances", _NODES),
    "elasticache": ("cache nodes", "cache nodes", _NODES),
    "rds": ("replicas", "replicas", _REPLICAS),
    "neptune": ("replicas", "replicas", _REPLICAS),
    "sagemaker": ("instances", "instances", _NODES),
    "dynamodb": ("capacity units", "capacity units", _UNITS),
    "cassandra": ("capacity units", "capacity units", _UNITS),
    "lambda": ("provisioned concurrency", "executions", _UNITS),
    "comprehend": ("inference units", "inference units", _UNITS),
    "workspaces": ("user sessions", "sessions", _UNITS),
    "custom-resource": ("units", "units", _UNITS),
}
_BY_DIMENSION: Final = {
    "sagemaker:variant:DesiredProvisionedConcurrency": ("provisioned concurrency", "executions", _UNITS),
    "sagemaker:inference-component:DesiredCopyCount": ("model copies", "copies", _REPLICAS),
}
_BROKER_STORAGE: Final = "kafka:broker-storage:VolumeSize"


def dimension_of(resource: Resource, path: str) -> str:
    """The scalable dimension of a target or instruction at ``path``; the service alone where the dimension is unknown, else nothing."""
    dimension = resource.text(f"{path}scalableDimension") or ""
    return dimension or resource.text(f"{path}serviceNamespace") or ""


def scaled(dimension: str, ceiling: Expression) -> Component:
    """The cost component that a dimension scales. One that is not known is held to the limit of the dearest: instances."""
    service = dimension.partition(":")[0]
    if dimension == _BROKER_STORAGE or service == "kafka":
        return storage(ceiling, name="broker storage")
    name, unit, limit = _BY_DIMENSION.get(dimension) or _BY_SERVICE.get(service) or ("capacity", "units", _NODES)
    return capacity(name, unit, ceiling, limit=limit)


def forecast_raises(resource: Resource, path: str) -> bool:
    """Whether the predictive scaling at ``path`` may raise the maximum. It is true of one whose settings are not known.

    Source: docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PredictiveScalingConfiguration.html
    """
    honours = resource.text(f"{path}.maxCapacityBreachBehavior", "HonorMaxCapacity") == "HonorMaxCapacity"
    return not honours and resource.text(f"{path}.mode", "ForecastOnly") != "ForecastOnly"
