"""App Runner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.parts import nodes
from ceilings.ceiling import Cap, Implicit, Unseen
from ceilings.companions.aws import APP_RUNNER_INSTANCES, APP_RUNNER_MAXIMUM, APP_RUNNER_VERSION, app_runner_configuration
from ceilings.resource import Resource
from ceilings.values import MISSING

_ARN: Final = "autoScalingConfigurationArn"
_REMEDY: Final = f"Declare an AutoScalingConfigurationVersion with a maxSize in this stack and give its arn to {_ARN}."


def _service(resource: Resource) -> Iterable[Judged]:
    if resource.get(_ARN) is MISSING:
        yield nodes(Cap(_ARN, absent=Implicit(APP_RUNNER_INSTANCES)), name="instances", unit="instances", remedy=_REMEDY)
    else:
        bounded = nodes(Unseen(f"the configuration at {_ARN} is not in this stack"), name="instances", unit="instances", remedy=_REMEDY)
        yield replace(bounded, companions=(app_runner_configuration,))


entry(
    type="aws:apprunner/service:Service",
    klass=Class.SCALING,
    why="A service adds instances with its requests, up to the maximum of its scaling configuration.",
    source="docs.aws.amazon.com/apprunner/latest/dg/manage-autoscaling.html",
    components=(_service,),
    blocked=Example(
        {"serviceName": "s", _ARN: "arn:aws:apprunner:us-east-1:123456789012:autoscalingconfiguration/high/1/a"}, {"instances": "unknown"}
    ),
)

entry(
    type=APP_RUNNER_VERSION,
    klass=Class.GUARD,
    why="A scaling configuration is the maximum of every service that uses it.",
    source="docs.aws.amazon.com/apprunner/latest/api/API_CreateAutoScalingConfiguration.html",
    components=(nodes(APP_RUNNER_MAXIMUM, name="instances", unit="instances"),),
    allowed=Example({"autoScalingConfigurationName": "c", "maxConcurrency": 50.0, "maxSize": 10.0, "minSize": 2.0}),
    blocked=Example({"autoScalingConfigurationName": "c", "maxConcurrency": 50.0, "minSize": 2.0}, {"instances": "implicit"}),
)
