"""Accelerators that the containers of an ECS task ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from ceilings.ceiling import Const, Expression
from ceilings.quantity import Number, number
from ceilings.resource import Resource
from ceilings.stack import Stack

TASK_DEFINITION: Final = "aws:ecs/taskDefinition:TaskDefinition"


def devices_of(stack: Stack, service: Resource) -> Iterator[Expression]:
    """The accelerators of one task of a service: one expression, or none where its definition asks for none or cannot be read.

    A definition that holds an image's digest or a log group's name is unknown at first preview; the nodes under it are judged in any case.
    """
    stated = service.output("taskDefinition")
    definitions = stack.linked(service, "taskDefinition", TASK_DEFINITION) or [
        one
        for one in stack.of_type(TASK_DEFINITION)
        if isinstance(stated, str)
        and stated in (one.output("family"), one.output("arn"), f"{one.output('family')}:{one.output('revision')}")
    ]
    for definition in definitions:
        text = definition.get("containerDefinitions")
        count = _asked(text) if isinstance(text, str) else 0
        if count:
            secret = definition.secret("containerDefinitions")
            yield Const(count, "accelerators of a secret task" if secret else f"accelerator{'s' if count > 1 else ''} in each task", secret)
            return


def _asked(text: str) -> Number:
    try:
        containers = json.loads(text)
    except (ValueError, RecursionError):
        return 0
    return sum(_gpus(container) for container in containers if isinstance(container, dict)) if isinstance(containers, list) else 0


def _gpus(container: dict[str, Any]) -> Number:
    # The provider reads these names whatever their case.
    fields = {key.lower(): value for key, value in container.items()}
    asked = fields.get("resourcerequirements")
    found: Number = 0
    for requirement in asked if isinstance(asked, list) else ():
        if isinstance(requirement, dict):
            named = {key.lower(): value for key, value in requirement.items()}
            if str(named.get("type", "")).upper() == "GPU":
                found += max(number(named.get("value")) or 0, 0)
    return found
