"""Each built-in kind comes three times: itself, a list of it, and a patch of an object that is there. One judgement serves all three."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ceilings.catalogue.entry import Component, ComponentsOf, JoinedOf, Judged, Opaque
from ceilings.ceiling import UNSIZED, Cap, Const, Expression, Never, Unseen, caps
from ceilings.paths import select
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING, reveal


def kinds(group: str, *names: str) -> tuple[str, ...]:
    """The tokens of some kinds of a group: themselves, their patches and their lists."""
    return tuple(f"kubernetes:{group}:{name}{variant}" for name in names for variant in ("", "Patch", "List"))


def judged(components: ComponentsOf) -> ComponentsOf:
    """The cost components of a kind, of a patch of it, and of each item in a list of it."""

    def of(resource: Resource) -> Iterable[Judged]:
        if resource.type.endswith("Patch"):
            return _of_patch(resource, components)
        if resource.type.endswith("List"):
            return _of_list(resource, components)
        return components(resource)

    return of


def joined(components: JoinedOf) -> JoinedOf:
    """The cost components that a kind shows beside others. Patches and lists are judged by what they say themselves."""

    def of(stack: Stack, resource: Resource) -> Iterable[Judged]:
        return () if resource.type.endswith(("Patch", "List")) else components(stack, resource)

    return of


def _of_patch(resource: Resource, components: ComponentsOf) -> Iterator[Judged]:
    """What a patch sets. What it leaves out is as the patched object has it, which cannot be seen."""
    for one in components(resource):
        if isinstance(one, Opaque):
            yield one
            continue
        found = list(caps(one.ceiling))
        if not found or any(select(resource.properties, cap.path)[0] is not MISSING for cap in found):
            yield replace(one, ceiling=_mapped(one.ceiling, lambda cap: replace(cap, absent=UNSIZED)))


def _of_list(resource: Resource, components: ComponentsOf) -> Iterator[Judged]:
    """What each item of a list is. Its namespace is its own, so companions are not looked for."""
    for path in resource.each("items"):
        item = reveal(resource.get(path))
        if not hasattr(item, "keys"):
            yield Opaque(words=f"{path} cannot be read before the deployment runs", remedy="Declare its items as resources of their own.")
            continue
        one = Resource(resource.urn, resource.type.removesuffix("List"), resource.name, item)
        for component in components(one):
            if isinstance(component, Opaque):
                yield component
            else:
                yield _below(component, path)


def _below(component: Component, path: str) -> Component:
    ceiling = _mapped(component.ceiling, lambda cap: replace(cap, path=f"{path}.{cap.path}"))
    return replace(component, ceiling=ceiling, companions=())


def _mapped(expression: Expression, change: Callable[[Cap], Cap]) -> Expression:
    """The expression with each cap changed."""
    if isinstance(expression, Cap):
        return change(expression)
    if isinstance(expression, (Const, Never, Unseen)):
        return expression
    return replace(expression, parts=tuple(_mapped(part, change) for part in expression.parts))
