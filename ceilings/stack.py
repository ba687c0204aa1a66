"""The judgement of a whole stack: what only companions can bound, what shows only in several resources together, and totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ceilings import message
from ceilings.assess import ceiling_of, judge, left_to_stack, opaque, unseen
from ceilings.catalogue import canonical, lookup
from ceilings.catalogue.entry import Component, Entry, Judged, Opaque
from ceilings.ceiling import Bound, State, evaluate
from ceilings.companions.kubernetes import unseen_component
from ceilings.finding import POLICIES, Aspect, Assessment, Ceiling, Family, Finding, Kind, Stage
from ceilings.limits import Limits
from ceilings.paths import parse
from ceilings.quantity import Number, show
from ceilings.resource import Resource


class Stack:
    """All resources of a stack, and how they hang together by the graph of property dependencies."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.resources = sorted(resources, key=lambda resource: resource.urn)
        self._by_urn = {resource.urn: resource for resource in self.resources}
        self._by_type: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            self._by_type[canonical(resource.type)].append(resource)

    def get(self, urn: str) -> Resource | None:
        """The resource of a URN."""
        return self._by_urn.get(urn)

    def of_type(self, *types: str) -> list[Resource]:
        """The resources of some types, given as canonical tokens (Kubernetes kinds without their version)."""
        return [resource for token in types for resource in self._by_type.get(token, ())]

    def linked(self, resource: Resource, path: str, *types: str) -> list[Resource]:
        """The resources of some types that the property at ``path`` came from, by the graph (which knows top-level properties)."""
        wanted = set(types)
        found = (self._by_urn.get(urn) for urn in resource.property_dependencies.get(str(parse(path)[0]), ()))
        return [other for other in found if other is not None and (not wanted or canonical(other.type) in wanted)]

    def dependents(self, resource: Resource, *types: str, path: str = "") -> list[Resource]:
        """The resources of some types of which a property (at ``path``, or any) came from ``resource``."""
        top = str(parse(path)[0]) if path else ""
        wanted = set(types)
        return [
            other
            for other, name in self._dependents.get(resource.urn, ())
            if (not top or name == top) and (not wanted or canonical(other.type) in wanted)
        ]

    def children(self, resource: Resource) -> list[Resource]:
        """The resources whose parent is ``resource``."""
        return self._children.get(resource.urn, [])

    @cached_property
    def _dependents(self) -> dict[str, list[tuple[Resource, str]]]:
        index: dict[str, list[tuple[Resource, str]]] = defaultdict(list)
        for resource in self.resources:
            for name, urns in resource.property_dependencies.items():
                for urn in urns:
                    index[urn].append((resource, name))
        return index

    @cached_property
    def _children(self) -> dict[str, list[Resource]]:
        index: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            if resource.parent:
                index[resource.parent].append(resource)
        return index


def assess_stack(stack: Stack, limits: Limits, judged: Collection[str] | None = None) -> list[Assessment]:
    """Judge a stack: one assessment for each resource that needs the others, and last one (without a URN) for the stack's totals.

    ``judged``: the URNs that are managed here; others are context, read from elsewhere, and neither judged nor counted. ``None``: all are.
    """
    assessments: list[Assessment] = []
    pools: list[Pool] = []
    scaled: set[str] = set()
    for resource in stack.resources:
        if judged is not None and resource.urn not in judged:
            continue
        known = lookup(resource.type) if resource.custom else None
        if not resource.custom and not resource.type.startswith("pulumi:") and unseen_component(stack, resource):
            assessments.append(Assessment(resource.urn, findings=(unseen(resource),)))
        if not isinstance(known, Entry):
            continue
        findings: list[Finding] = []
        ceilings: list[Ceiling] = []
        held: list[Bound] = []
        for component, joined in _components(stack, resource, known):
            if isinstance(component, Opaque):
                if joined:
                    findings.append(opaque(resource, known, component))
                continue
            bound = evaluate(component.ceiling, resource, limits, component.limit)
            guard: Resource | None = None
            if left_to_stack(component, bound):
                bound, guard = _guarded(stack, resource, component, bound, limits)
            elif not joined:
                held.extend(_accelerators(component, bound))
                continue
            if bound.state is State.BOUNDED:
                ceilings.append(ceiling_of(resource, component, bound, guard))
            held.extend(_accelerators(component, bound))
            if bound.state is State.BOUNDED and component.instead_of:
                scaled.add(component.instead_of)
            findings.extend(judge(resource, known, component, bound, limits, Stage.STACK, guard))
        if findings or ceilings:
            assessments.append(Assessment(resource.urn, tuple(ceilings), tuple(findings)))
        count = sum(bound.value for bound in held)
        if count and known.accelerators:
            pools.append(Pool(resource, known.accelerators, count, any(bound.secret for bound in held)))
    assessments.append(_accelerator_total([pool for pool in pools if pool.resource.urn not in scaled], limits))
    return assessments


def _components(stack: Stack, resource: Resource, entry: Entry) -> Iterator[tuple[Judged, bool]]:
    """The resource's own cost components and, marked, those that show only beside others."""
    for component in entry.components_of(resource):
        yield component, False
    if entry.joined is not None:
        for component in entry.joined(stack, resource):
            yield component, True


def _guarded(stack: Stack, resource: Resource, component: Component, own: Bound, limits: Limits) -> tuple[Bound, Resource | None]:
    """The lowest ceiling that a companion sets; where none does, the companion that cannot be seen; else the resource's own bound."""
    best: tuple[Bound, Resource] | None = None
    unseen: tuple[Bound, Resource] | None = None
    for relation in component.companions:
        for guard, expression in relation(stack, resource):
            bound = evaluate(expression, guard, limits, component.limit)
            if bound.state is State.BOUNDED and (best is None or bound.value < best[0].value):
                best = (bound, guard)
            elif bound.state is State.UNKNOWN and unseen is None:
                unseen = (bound, guard)
    return best or unseen or (own, None)


def _accelerators(component: Component, bound: Bound) -> list[Bound]:
    return [bound] if component.family is Family.ACCELERATOR and bound.state is State.BOUNDED else []


@dataclass(frozen=True, slots=True)
class Pool:
    """A resource that holds accelerators at its ceiling. ``counted``: as ``node``, ``pod`` or ``managed``; ``secret``: not to be shown."""

    resource: Resource
    counted: str
    count: Number
    secret: bool


def _accelerator_total(pools: list[Pool], limits: Limits) -> Assessment:
    """The accelerators of a stack at its ceilings. Where it holds the nodes, pods run on them and are not counted again."""
    pods = "node" if any(pool.counted == "node" for pool in pools) else "pod"
    counted = sorted((pool for pool in pools if pool.counted in ("managed", pods)), key=lambda pool: (-pool.count, pool.resource.urn))
    total = sum(pool.count for pool in counted)
    key = "maxAcceleratorsPerStack"
    if total <= limits[key]:
        return Assessment("")
    hidden = any(pool.secret for pool in counted)
    named = ", ".join(message.who(pool.resource) + ("" if hidden else f" {show(pool.count)}") for pool in counted[:5])
    more = f" and {len(counted) - 5} more" if len(counted) > 5 else ""
    text = (
        f"The stack may hold {'a secret number of' if hidden else show(total)} accelerators at its ceilings ({named}{more}); the ceiling "
        f"for a stack is {show(limits[key])} accelerators. Accelerators are the dearest thing in it and every pool may be full at once. "
        f"Lower the pools' maxima, or raise {key} in the pack's configuration."
    )
    policy = POLICIES[Family.ACCELERATOR, Stage.STACK]
    return Assessment("", findings=(Finding(policy, Kind.OVER, "", "", "accelerators", Aspect.COMPUTE, text, None, limits[key]),))
