"""The accelerators that a scaler of Application Auto Scaling may reach, where what it scales is in the stack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ceilings.catalogue.aws import _tasks, _variants
from ceilings.catalogue.aws._dimensions import dimension_of
from ceilings.catalogue.entry import Component
from ceilings.catalogue.parts import accelerator_count
from ceilings.ceiling import Expression, product
from ceilings.resource import Resource
from ceilings.stack import Stack

SERVICE: Final = "aws:ecs/service:Service"


def reached(stack: Stack, resource: Resource, most: Expression) -> Iterator[Component]:
    """The accelerators of a scaled endpoint variant or service at ``most`` instances or tasks, counted instead of what it begins with."""
    dimension = dimension_of(resource, "")
    if dimension in ("sagemaker", "sagemaker:variant:DesiredInstanceCount"):
        for configuration in _configurations(stack, resource):
            paths = _variants.variants(configuration)
            for path in paths:
                for each in _variants.devices_of(configuration, path) if _names(resource, configuration, path) else ():
                    yield _counted(most, each, configuration.urn if len(paths) == 1 else "")
    elif dimension.partition(":")[0] == "ecs":
        for service in _services(stack, resource):
            for each in _tasks.devices_of(stack, service):
                yield _counted(most, each, service.urn)


def _counted(most: Expression, each: Expression, scaled: str) -> Component:
    return replace(accelerator_count(product(most, each)), instead_of=scaled)


def _configurations(stack: Stack, resource: Resource) -> Iterator[Resource]:
    """The configurations of the endpoint that a resource id names."""
    identifier = resource.output("resourceId")
    endpoints = stack.linked(resource, "resourceId", _variants.ENDPOINT)
    if not endpoints and isinstance(identifier, str):
        endpoints = [one for one in stack.of_type(_variants.ENDPOINT) if identifier.startswith(f"endpoint/{one.output('name')}/")]
    for endpoint in endpoints:
        yield from _variants.configurations_of(stack, endpoint)


def _names(resource: Resource, configuration: Resource, variant: str) -> bool:
    """Whether a resource id may mean this variant: it does not where it, and the variant's name, are known and differ."""
    identifier, name = resource.output("resourceId"), configuration.output(f"{variant}.variantName")
    return not isinstance(identifier, str) or not isinstance(name, str) or identifier.endswith(f"/variant/{name}")


def _services(stack: Stack, resource: Resource) -> list[Resource]:
    identifier = resource.output("resourceId")
    return stack.linked(resource, "resourceId", SERVICE) or [
        one
        for one in stack.of_type(SERVICE)
        if isinstance(identifier, str) and isinstance(name := one.output("name"), str) and identifier.endswith(f"/{name}")
    ]
