"""What services that launch EC2 instances share: weights, attribute-based requirements, launch templates and accelerators.

A pool has a maximum in units. A unit is one instance, unless instance types carry weights or the pool counts vCPUs or MiB. ``Units`` gives
the pool's maximum as an expression, read as the caller needs it: ``units(number)`` in units, ``units(packed(...))`` in what they can hold.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import TypeAlias

from ceilings import message
from ceilings.catalogue.entry import Component
from ceilings.catalogue.parts import accelerator_count
from ceilings.ceiling import Cap, Const, Expression, Never, State, Unseen, evaluate, highest, lowest, product
from ceilings.instances import accelerators, types
from ceilings.limits import DEFAULT_LIMITS
from ceilings.quantity import Number, Reader, number, show
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING, UNKNOWN

LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration"

Units: TypeAlias = Callable[[Reader], Expression]
"""The maximum of a pool, read by a reader."""

_LARGEST_COUNTED = 4_096
"""Up to so many units the best packing is counted out; beyond, the best ratio is close enough and never too low."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of instance that a pool may launch.

    ``weight``: the units that one counts for, ``None`` where it is unknown. ``devices``: the accelerators in one, an expression where that
    must be read, ``None`` where the type comes from elsewhere (a launch template). ``name``: the type, as a message calls it.
    """

    weight: Number | None
    devices: int | Expression | None
    name: str


@cache
def packed(held: tuple[tuple[Number, Number], ...], beyond: bool = True) -> Reader:
    """A reader that turns a maximum in units into the most that instances hold in all, for (units, what one holds) of each type.

    ``beyond``: the last instance may carry the pool past its maximum, since it counts for several units; all others stay below.
    """

    def read(value: object) -> Number | None:
        most = number(value)
        return most if most is None or most <= 0 or math.isinf(most) else _fill(held, most, beyond)

    return read


def _fill(held: tuple[tuple[Number, Number], ...], most: Number, beyond: bool) -> Number:
    last = max(count for _, count in held) if beyond else 0
    room = math.ceil(most) - 1 if beyond else math.floor(most)
    if room > _LARGEST_COUNTED or not all(float(units).is_integer() and units >= 1 for units, _ in held):
        best = max(count / units for units, count in held)
        return math.ceil(most * best) if len(held) == 1 and last <= 1 else most * best + last
    filled: list[Number] = [0] * (room + 1)
    for units in range(1, room + 1):
        filled[units] = max([filled[units - 1], *(filled[units - int(size)] + count for size, count in held if size <= units)])
    return filled[room] + last


def choices(resource: Resource, path: str, *, sized_by: str = "") -> list[Choice]:
    """The kinds of instance in a list of overrides or launch specifications.

    ``sized_by``: the attribute (``vcpuCount``, ``memoryMib``) whose minimum is an instance's weight, where the pool counts in that.
    """
    found = []
    for one in resource.each(path):
        requirements = f"{one}.instanceRequirements"
        weight = _weight(resource, f"{requirements}.{sized_by}.min" if sized_by else f"{one}.weightedCapacity")
        kind = resource.get(f"{one}.instanceType")
        if isinstance(kind, str):
            found.append(Choice(weight, accelerators(kind), "an instance" if resource.secret(f"{one}.instanceType") else kind))
        elif kind is not MISSING:
            found.append(Choice(weight, Unseen(f"{one}.instanceType is not known before the deployment runs"), one))
        elif resource.get(requirements) is not MISSING:
            found.append(Choice(weight, required(resource, requirements) or 0, "an instance by its attributes"))
        else:
            found.append(Choice(weight, None, "an instance"))
    return found


def _weight(resource: Resource, path: str) -> Number | None:
    value = resource.get(path)
    if value is MISSING:
        return 1
    weight = number(value)
    return weight if weight is not None and weight > 0 and math.isfinite(weight) else None


def required(resource: Resource, path: str) -> Expression | None:
    """The accelerators in one instance of those that attribute-based requirements allow; ``None`` where they ask for none.

    Without a word about accelerators the service picks among general-purpose families by price, so none are counted.
    """
    if resource.get(path) is UNKNOWN:
        return Unseen(f"{path} is not known before the deployment runs, so it may ask for accelerators")
    most = resource.get(f"{path}.acceleratorCount.max")
    if number(most) == 0:
        return None
    patterns = resource.strings(f"{path}.allowedInstanceTypes")
    if patterns is None:
        return Unseen(f"{path}.allowedInstanceTypes is not known before the deployment runs, so it may allow accelerators")
    allowed, which = most_matching(patterns)
    if patterns and not allowed:
        return None
    asked = allowed or most is not MISSING or any(_asks(resource, f"{path}.{name}") for name in _ABOUT_ACCELERATORS)
    if not asked:
        return None
    own = Cap(f"{path}.acceleratorCount.max")
    return lowest(own, Const(allowed, f"accelerators in each {which}")) if patterns else own


_ABOUT_ACCELERATORS = (
    "acceleratorCount.min",
    "acceleratorTotalMemoryMib.min",
    "acceleratorTypes",
    "acceleratorNames",
    "acceleratorManufacturers",
)


def _asks(resource: Resource, path: str) -> bool:
    value = resource.get(path)
    return not (value is MISSING or value == [] or number(value) == 0)


def most_matching(patterns: list[str]) -> tuple[int, str]:
    """The most accelerators in any instance type that matches one of some patterns (``g5.*``, ``p*``), and that type."""
    best = (0, "")
    for pattern in patterns:
        text = pattern.strip().lower()
        if "*" in text:
            matching = [(spec[2], name) for name, spec in types() if fnmatchcase(name, text)]
            best = max([best, *matching])
        else:
            best = max(best, (accelerators(text), text))
    return best


def instances(units: Units, found: list[Choice]) -> Expression:
    """The most instances that a pool may hold: its maximum, at the lightest weight."""
    if any(choice.weight is None for choice in found):
        return Unseen("the weight of an instance type is not known before the deployment runs")
    lightest, name = min(((choice.weight or 1, choice.name) for choice in found), default=(1, ""))
    if all(choice.weight == 1 for choice in found):
        return units(number)
    return product(units(packed(((lightest, 1),))), Const(1, f"instance ({name}) counts for {show(lightest)} units"))


def devices(units: Units, found: list[Choice]) -> Iterable[Component]:
    """The accelerators that a pool may hold, at the dearest mix of its instance types; none where none has any."""
    parts: list[Expression] = []
    plain: list[tuple[Number, int, str]] = []
    for choice in found:
        if not choice.devices:
            continue
        if choice.weight is None:
            parts.append(Unseen("the weight of an accelerated instance type is not known before the deployment runs"))
        elif isinstance(choice.devices, int):
            plain.append((choice.weight, choice.devices, choice.name))
        else:
            count = units(number if choice.weight == 1 else packed(((choice.weight, 1),)))
            parts.append(product(count, choice.devices))
    if plain:
        parts.append(_plain(units, plain))
    if parts:
        yield accelerator_count(highest(*parts))


def _plain(units: Units, plain: list[tuple[Number, int, str]]) -> Expression:
    if all(weight == 1 for weight, _, _ in plain):
        _, most, name = max(plain, key=lambda one: one[1])
        return product(units(number), Const(most, f"accelerator{'s' if most > 1 else ''} in each {name}"))
    weight, count, name = max(plain, key=lambda one: one[1] / one[0])
    words = f"instance ({name}) counts for {show(weight)} units and holds accelerators: {show(count)}"
    return product(units(packed(tuple((weight, count) for weight, count, _ in plain))), Const(1, words))


def elsewhere(expression: Expression, other: Resource) -> Expression:
    """An expression over another resource's properties, read now: the judged resource's own properties cannot give it."""
    bound = evaluate(expression, other, DEFAULT_LIMITS, None)
    words = f"{bound.words} in {message.who(other)}"
    if bound.state is State.UNBOUNDED:
        return Never(words)
    if bound.state is State.UNKNOWN:
        return Unseen(words)
    return Const(bound.value, words if bound.secret else f"({words})", bound.secret)


def launch_sources(stack: Stack, resource: Resource, *paths: str) -> Iterator[Resource]:
    """The launch templates and configurations that the properties at ``paths`` name: by the graph, else by a name or id in both."""
    kinds = (LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION)
    seen = set()
    for path in paths:
        for source in stack.linked(resource, path, *kinds):
            if source.urn not in seen:
                seen.add(source.urn)
                yield source
    if seen:
        return
    named = {value for path in paths if isinstance(value := resource.output(path), str) and value}
    for source in stack.of_type(*kinds):
        if named & {value for key in ("name", "id") if isinstance(value := source.output(key), str)}:
            yield source


def left_to(found: list[Choice], sources: Iterable[Resource]) -> list[Choice]:
    """What the launch templates add to the overrides of a pool: nothing where each names its own type, or one that holds as much."""
    untyped = [choice.weight or 1 for choice in found if choice.devices is None]
    if found and not untyped:
        return []
    launched = [launched_by(source, min(untyped, default=1)) for source in sources]
    stated = [choice for choice in found if choice.devices]
    if not all(isinstance(choice.devices, int) and choice.weight for choice in stated):
        return []
    best = max((_density(choice) for choice in stated), default=0.0)
    return [choice for choice in launched if not isinstance(choice.devices, int) or _density(choice) > best]


def _density(choice: Choice) -> float:
    """The accelerators in one unit of a pool."""
    return choice.devices / choice.weight if isinstance(choice.devices, int) and choice.weight else 0.0


def launched_by(source: Resource, weight: Number | None = 1, path: str = "instanceType") -> Choice:
    """The kind of instance that a launch template or configuration, or a group of another resource, gives."""
    kind = source.get(path)
    if isinstance(kind, str):
        return Choice(weight, accelerators(kind), "an instance" if source.secret(path) else kind)
    if kind is not MISSING:
        return Choice(weight, Unseen(f"the instance type of {message.who(source)} is not known before the deployment runs"), "")
    asked = required(source, "instanceRequirements")
    return Choice(weight, 0 if asked is None else elsewhere(asked, source), "an instance by its attributes")
