"""The words of a finding: resource, property, value, ceiling, why it matters, remedy."""

from __future__ import annotations

from ceilings.catalogue.entry import Component, Entry
from ceilings.ceiling import Bound, Product, Sum
from ceilings.finding import Kind
from ceilings.limits import LIMITS, Limits
from ceilings.quantity import show
from ceilings.resource import Resource


def who(resource: Resource) -> str:
    """A resource as people call it: ``NodeGroup "gpu"``."""
    return f'{resource.type.rpartition(":")[2] or resource.type} "{resource.name}"'


def compose(
    kind: Kind, resource: Resource, entry: Entry, component: Component, bound: Bound, limits: Limits, guard: Resource | None = None
) -> str:
    """The whole message of one finding about one cost component. ``guard``: the companion whose ceiling is judged, if one is."""
    key = bound.limit or component.limit
    why = component.why or entry.why
    subject = f"{who(resource)}: " if guard is None else f"{who(resource)}, bounded by {who(guard)}: "
    what = f"{component.name}"
    if kind is Kind.OVER and key:
        limit = LIMITS[key]
        unit = component.unit if key == component.limit == "maxCapacityUnits" else limit.unit
        words = f"{bound.words}: {show(bound.value)} {unit} in all" if bound.combined and not bound.secret else bound.words
        return (
            f"{subject}{words}; the ceiling for {limit.applies_to} is {show(limits[key])} {unit}. {why} "
            f"Lower it, or raise {key} in the pack's configuration."
        )
    if kind is Kind.CONFLICTING:
        return (
            f"{subject}{bound.words}, and ignoreChanges names it: the ceiling in the program is not the one in force. {why} "
            f"Take {bound.path} out of ignoreChanges."
        )
    if kind is Kind.IMPLICIT:
        remedy = component.remedy or f"Set {bound.path} to the number that you mean."
        return f"{subject}{bound.words}: a ceiling for its {what} that nobody chose. {why} {remedy}"
    most = _within(component, limits, key) if key else ""
    if kind is Kind.UNKNOWN:
        remedy = component.remedy or (f"Give {bound.path} a plain value{most}, known before launch." if bound.path else "")
        return f"{subject}{bound.words}, so the ceiling of its {what} cannot be seen. {why} {remedy}".rstrip()
    remedy = component.remedy or (f"Set {bound.path} to a value{most}." if bound.path else "")
    return f"{subject}{bound.words}, so nothing caps its {what}. {why} {remedy}".rstrip()


def _within(component: Component, limits: Limits, key: str) -> str:
    """How high a value may be. One number of several that make up a quantity has no limit of its own: the whole has."""
    if not isinstance(component.ceiling, (Product, Sum)):
        return f" of at most {show(limits[key])}"
    unit = component.unit if key == component.limit == "maxCapacityUnits" else LIMITS[key].unit
    return f" that keeps the whole within {show(limits[key])} {unit}"
