"""What the catalogue says of one resource type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from ceilings.ceiling import Expression
from ceilings.finding import Aspect, Family, Stage
from ceilings.resource import Resource

if TYPE_CHECKING:
    from ceilings.stack import Stack


class Class(StrEnum):
    """How a type bills."""

    FREE = "free"
    """Bills nothing itself."""
    FIXED = "fixed"
    """Bills for what is declared."""
    SCALING = "scaling"
    """Grows by itself, capped by its own properties."""
    METERED = "metered"
    """Bills by use, capped by a rate, quota, concurrency or throughput of its own or of a companion."""
    GUARD = "guard"
    """Is itself a ceiling for others."""
    OPAQUE = "opaque"
    """Makes things that the pack cannot see."""


Relation: TypeAlias = Callable[["Stack", Resource], Iterable[tuple[Resource, Expression]]]
"""The companions that may bound a resource, each with where its own ceiling is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One cost component: what bills, in which unit, and where its ceiling is.

    ``limit`` is the key of the limit that its ceiling must keep (``None``: any finite ceiling is fine). ``companions`` are the relations
    (see ``ceilings.companions``) by which others of the stack may bound it where it does not bound itself; its verdict is then left
    to the stack policy, as it is with ``stage=Stage.STACK`` (nothing of its own can ever cap it). ``why`` and ``remedy`` replace the
    entry's where one component needs its own. ``instead_of``: the URN of a resource whose accelerators these are already (its target), so
    that the stack's total counts them once.
    """

    name: str
    unit: str
    aspect: Aspect
    family: Family
    ceiling: Expression
    limit: str | None = None
    companions: tuple[Relation, ...] = ()
    stage: Stage = Stage.RESOURCE
    why: str = ""
    remedy: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opaque:
    """A resource that makes what the pack cannot see. ``brings_capacity``: it can bring scalers, accelerators or storage."""

    words: str
    remedy: str
    brings_capacity: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """Properties of one resource as the engine sends them, and what is found: ``{"nodes": "over"}``, nothing for an allowed one."""

    properties: Mapping[str, Any]
    finds: Mapping[str, str] = field(default_factory=dict)


Judged: TypeAlias = Component | Opaque
ComponentsOf: TypeAlias = Callable[[Resource], Iterable[Judged]]
"""The cost components of one resource, where they hang on its properties."""
JoinedOf: TypeAlias = Callable[["Stack", Resource], Iterable[Judged]]
"""The cost components that show only beside other resources of the stack (a launch template's instance type)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """One resource type (with its older tokens), in the catalogue.

    ``why``: one sentence, why it bills or why it is a guard. ``source``: the service's documentation page, host and path.
    ``components``: what bills, each a ``Component`` or a function of the resource. ``joined``: likewise, of the stack.
    ``accelerators``: where the entry holds accelerators, how they count in the stack's total: ``node``, ``pod`` or ``managed``.
    ``allowed`` and ``blocked``: an example each, from which the tests are derived.
    """

    type: str | tuple[str, ...]
    klass: Class
    why: str
    source: str
    components: tuple[Judged | ComponentsOf, ...] = ()
    joined: JoinedOf | None = None
    accelerators: str = ""
    allowed: Example | None = None
    blocked: Example | None = None

    @property
    def types(self) -> tuple[str, ...]:
        """Every token of the type, the current one first."""
        return (self.type,) if isinstance(self.type, str) else self.type

    def components_of(self, resource: Resource) -> Iterable[Judged]:
        """The cost components of one resource."""
        for component in self.components:
            if isinstance(component, (Component, Opaque)):
                yield component
            else:
                yield from component(resource)


_ENTRIES: dict[str, Entry] = {}


def entry(**fields: Any) -> Entry:
    """Declare a type. Raises ``ValueError`` where a token is declared twice."""
    made = Entry(**fields)
    for token in made.types:
        if token in _ENTRIES:
            raise ValueError(f"{token} is in the catalogue twice")
        _ENTRIES[token] = made
    return made


def declared() -> Mapping[str, Entry]:
    """Every entry of the modules imported so far, by token."""
    return _ENTRIES
