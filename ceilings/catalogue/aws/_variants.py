"""The variants of SageMaker endpoint configurations: how many instances each holds, and what one instance holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ceilings import message
from ceilings.ceiling import Cap, Const, Expression, Fixed, Unseen
from ceilings.instances import accelerators
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

ENDPOINT: Final = "aws:sagemaker/endpoint:Endpoint"
CONFIGURATION: Final = "aws:sagemaker/endpointConfiguration:EndpointConfiguration"


def variants(configuration: Resource) -> list[str]:
    """The paths of all variants, shadow variants included: they bill alike."""
    return configuration.each("productionVariants") + configuration.each("shadowProductionVariants")


def serverless(configuration: Resource, variant: str) -> bool:
    """Whether a variant runs on SageMaker's own capacity instead of instances."""
    return configuration.get(f"{variant}.serverlessConfig") is not MISSING and configuration.get(f"{variant}.instanceType") is MISSING


def instances_of(configuration: Resource, variant: str) -> Cap:
    """How many instances a variant may hold: what managed scaling may reach, else what it begins with."""
    scaling = f"{variant}.managedInstanceScaling"
    if configuration.get(scaling) is not MISSING and configuration.text(f"{scaling}.status", "ENABLED") != "DISABLED":
        return Cap(f"{scaling}.maxInstanceCount")
    return Cap(f"{variant}.initialInstanceCount", absent=Fixed(1), desired=True)


def devices_of(configuration: Resource, variant: str) -> Iterator[Expression]:
    """The accelerators in one instance of a variant: one expression, or none where it has none."""
    path = f"{variant}.instanceType"
    kind = configuration.get(path)
    if isinstance(kind, str):
        if count := accelerators(kind):
            name = "instance" if configuration.secret(path) else kind
            yield Const(count, f"accelerator{'s' if count > 1 else ''} in each {name}")
    elif not serverless(configuration, variant) and kind is not MISSING:
        yield Unseen(
            f"the instance type of {message.who(configuration)} is not known before the deployment runs, so it may hold accelerators"
        )


def configurations_of(stack: Stack, endpoint: Resource) -> list[Resource]:
    """The endpoint configurations of an endpoint: by the graph, else by the name that both state."""
    name = endpoint.output("endpointConfigName")
    return stack.linked(endpoint, "endpointConfigName", CONFIGURATION) or [
        one for one in stack.of_type(CONFIGURATION) if isinstance(name, str) and one.output("name") == name
    ]
