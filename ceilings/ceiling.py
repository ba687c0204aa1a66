"""Ceilings: where the upper limit of a cost component is read, and what a resource's properties make of it.

A ceiling is an expression over ``Cap`` leaves: ``Sum``, ``Product``, ``Highest`` (several things may raise it, all must be bounded) and
``Lowest`` (any one suffices). ``evaluate`` reads it; it never guesses: what is missing or unknown stays a case of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from ceilings import paths
from ceilings.limits import Limits
from ceilings.quantity import Number, Reader, number, show
from ceilings.resource import Resource
from ceilings.values import MISSING, UNKNOWN, Value


class Absence(Enum):
    """What a property means when it is not there."""

    UNBOUNDED = "unbounded"
    """Nothing caps the cost component."""
    UNSIZED = "unsized"
    """It is sized from elsewhere (a snapshot, a backup), which the pack cannot see."""


@dataclass(frozen=True, slots=True)
class Implicit:
    """A finite default of the service: a ceiling that nobody chose."""

    value: Number


@dataclass(frozen=True, slots=True)
class Fixed:
    """A documented default that is the quantity itself, and harmless (one instance, a group at its minimum)."""

    value: Number


Absent: TypeAlias = Absence | Implicit | Fixed
UNBOUNDED: Final = Absence.UNBOUNDED
UNSIZED: Final = Absence.UNSIZED


@dataclass(frozen=True, slots=True)
class Cap:
    """One property that caps, as Pulumi spells its path.

    ``absent``: what its absence means. ``unlimited``: values that the service reads as "no limit" (0, -1, ...). ``unset``: values that it
    reads as absent. ``desired``: a desired quantity that others are known to move (``replicas``): ``ignoreChanges`` on it is no conflict.
    ``scale``: multiplies what is read. ``limit``: the limit it is held to, where that is another than its cost component's.
    """

    path: str
    absent: Absent = UNBOUNDED
    unlimited: tuple[Value, ...] = ()
    unset: tuple[Value, ...] = ()
    read: Reader = number
    scale: Number = 1
    desired: bool = False
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class Const:
    """A number that no property of the resource gives, with the words for it: ``8``, ``accelerators in each p5.48xlarge``.

    ``secret``: it comes from a secret of another resource, so it is judged and not shown.
    """

    value: Number
    words: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """All parts together."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Each part multiplies the others."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Highest:
    """Any part may raise the quantity, so each must be bounded and the highest counts."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Lowest:
    """Any bounded part suffices, and the lowest (in proportion to its limit) counts."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """Nothing of the resource's own can cap it. ``words`` say so: ``S3 has no size limit``."""

    words: str


@dataclass(frozen=True, slots=True)
class Unseen:
    """The quantity hangs on something that the pack cannot read. ``words`` say what."""

    words: str


Expression: TypeAlias = Cap | Const | Sum | Product | Highest | Lowest | Never | Unseen


def total(*parts: Expression) -> Expression:
    """``Sum``, without ceremony for a single part."""
    return parts[0] if len(parts) == 1 else Sum(parts)


def product(*parts: Expression) -> Expression:
    """``Product``, without ceremony for a single part. A product among the parts joins in, so that a message says it in one breath."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, Product) else (part,)))
    return flat[0] if len(flat) == 1 else Product(flat)


def highest(*parts: Expression) -> Expression:
    """``Highest``, without ceremony for a single part."""
    return parts[0] if len(parts) == 1 else Highest(parts)


def lowest(*parts: Expression) -> Expression:
    """``Lowest``, without ceremony for a single part."""
    return parts[0] if len(parts) == 1 else Lowest(parts)


class State(Enum):
    """What became of an expression: a number, nothing that caps, or nothing that can be known."""

    BOUNDED = "bounded"
    UNBOUNDED = "unbounded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bound:
    """An evaluated expression.

    ``value`` is the ceiling (infinite unless ``BOUNDED``); ``words`` say how it came about, in the words of a message; ``path`` is the
    property to blame or to change; ``implicit`` says that a service's default decides; ``limit`` overrides the component's limit.
    """

    state: State
    value: Number
    words: str
    path: str | None = None
    implicit: bool = False
    limit: str | None = None
    secret: bool = False
    """Some of it was read from a secret: no number made of it may be shown."""
    combined: bool = False
    """Made of several numbers, so that ``value`` is worth saying beside ``words``."""


def caps(expression: Expression) -> Iterator[Cap]:
    """Every cap in an expression, from left to right."""
    if isinstance(expression, Cap):
        yield expression
    elif isinstance(expression, (Sum, Product, Highest, Lowest)):
        for part in expression.parts:
            yield from caps(part)


def evaluate(expression: Expression, resource: Resource, limits: Limits, limit: str | None) -> Bound:
    """What a resource's properties make of an expression. ``limit`` is the limit that the whole is held to."""
    if isinstance(expression, Cap):
        return _read(expression, resource)
    if isinstance(expression, Const):
        words = expression.words if expression.secret else f"{show(expression.value)} {expression.words}"
        return Bound(State.BOUNDED, expression.value, words, secret=expression.secret)
    if isinstance(expression, Never):
        return Bound(State.UNBOUNDED, math.inf, expression.words)
    if isinstance(expression, Unseen):
        return Bound(State.UNKNOWN, math.inf, expression.words)
    parts = [evaluate(part, resource, limits, limit) for part in expression.parts]
    if isinstance(expression, Lowest):
        return _lowest(parts, limits, limit)
    if isinstance(expression, Product) and any(part.state is State.BOUNDED and part.value == 0 for part in parts):
        return next(part for part in parts if part.state is State.BOUNDED and part.value == 0)
    for state in (State.UNBOUNDED, State.UNKNOWN):
        for part in parts:
            if part.state is state:
                return part
    if isinstance(expression, Highest):
        return max(parts, key=lambda part: part.value)
    return _combine(parts, isinstance(expression, Product))


def _combine(parts: list[Bound], multiply: bool) -> Bound:
    value: Number = math.prod(part.value for part in parts) if multiply else sum(part.value for part in parts)
    words = ", ".join(part.words for part in parts if part.words)
    path = next((part.path for part in parts if part.path), None)
    secret = any(part.secret for part in parts)
    return Bound(State.BOUNDED, value, words, path, any(part.implicit for part in parts), secret=secret, combined=True)


def _lowest(parts: list[Bound], limits: Limits, limit: str | None) -> Bound:
    def proportion(part: Bound) -> float:
        key = part.limit or limit
        most = limits[key] if key else 1
        return part.value / most if most else math.inf

    bounded = [part for part in parts if part.state is State.BOUNDED]
    if bounded:
        return min(bounded, key=proportion)
    return next((part for part in parts if part.state is State.UNKNOWN), parts[0])


def _read(cap: Cap, resource: Resource) -> Bound:
    value, secret = paths.select(resource.properties, cap.path)
    if value is UNKNOWN:
        return _unknown(cap, f"{cap.path} is not known before the deployment runs")
    if value is MISSING or _among(value, cap.unset):
        return _missing(cap, value)
    shown = "a secret" if secret else _shown(value)
    if _among(value, cap.unlimited):
        return Bound(State.UNBOUNDED, math.inf, f"{cap.path} is {shown}, which means no limit", cap.path)
    amount = None if value is paths.WRONG else cap.read(value)
    if amount is None:
        return _unknown(cap, f"{cap.path} is {shown}, which is no number that can be judged")
    if amount == math.inf:
        return Bound(State.UNBOUNDED, math.inf, f"{cap.path} is {shown}", cap.path)
    if amount < 0:
        return _unknown(cap, f"{cap.path} is {shown}, which is no ceiling")
    return Bound(State.BOUNDED, amount * cap.scale, f"{cap.path} is {shown}", cap.path, limit=cap.limit, secret=secret)


def _missing(cap: Cap, value: Value) -> Bound:
    words = f"{cap.path} is not set" if value is MISSING else f"{cap.path} is {_shown(value)}"
    if isinstance(cap.absent, Implicit):
        words = f"{words} and defaults to {show(cap.absent.value)}"
        return Bound(State.BOUNDED, cap.absent.value * cap.scale, words, cap.path, implicit=True, limit=cap.limit)
    if isinstance(cap.absent, Fixed):
        words = f"{words} and defaults to {show(cap.absent.value)}"
        return Bound(State.BOUNDED, cap.absent.value * cap.scale, words, cap.path, limit=cap.limit)
    if cap.absent is UNSIZED:
        return _unknown(cap, f"{words}, so its size comes from elsewhere")
    return Bound(State.UNBOUNDED, math.inf, words, cap.path)


def _unknown(cap: Cap, words: str) -> Bound:
    return Bound(State.UNKNOWN, math.inf, words, cap.path)


def _among(value: Value, candidates: tuple[Value, ...]) -> bool:
    """Whether a value is one of some, ``0`` and ``"0"`` being the same and ``False`` being none of them."""
    if not candidates or isinstance(value, bool):
        return False
    plain = number(value) if isinstance(value, str) else None
    return any(value == candidate or (plain is not None and plain == candidate) for candidate in candidates)


def _shown(value: Value) -> str:
    """A value as a message shows it: short, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return "NaN" if value != value else show(value)
    if isinstance(value, str):
        line = " ".join(value.split())
        return f'"{line[:57]}..."' if len(line) > 60 else f'"{line}"'
    if isinstance(value, list):
        return "a list"
    return "an object" if hasattr(value, "keys") else "of another shape"
