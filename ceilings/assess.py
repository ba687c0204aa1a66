"""The judgement of one resource: its ceilings, and what is wrong with them. Pure: the same resource and limits give the same answer."""

from __future__ import annotations

from collections.abc import Iterator

from ceilings import message
from ceilings.catalogue import lookup
from ceilings.catalogue.entry import Class, Component, Entry, Opaque
from ceilings.ceiling import Bound, Cap, State, caps, evaluate
from ceilings.finding import (
    OPAQUE_OTHER_POLICY,
    OPAQUE_POLICY,
    UNCATALOGUED_POLICY,
    Aspect,
    Assessment,
    Ceiling,
    Finding,
    Kind,
    Stage,
    policy_for,
)
from ceilings.limits import Limits
from ceilings.paths import covers, select
from ceilings.resource import Resource
from ceilings.values import MISSING


def assess(resource: Resource, limits: Limits) -> Assessment:
    """Judge what a resource carries itself, as a resource policy does before it exists.

    Cost components that companions may bound are left to ``ceilings.stack.assess_stack``.
    """
    known = lookup(resource.type) if resource.custom else Class.FREE
    if isinstance(known, Class):
        return Assessment(resource.urn)
    if known is None:
        return Assessment(resource.urn, findings=(uncatalogued(resource),))
    findings: list[Finding] = []
    ceilings: list[Ceiling] = []
    for judged in known.components_of(resource):
        if isinstance(judged, Opaque):
            findings.append(opaque(resource, known, judged))
            continue
        bound = evaluate(judged.ceiling, resource, limits, judged.limit)
        if bound.state is State.BOUNDED:
            ceilings.append(ceiling_of(resource, judged, bound))
        if not left_to_stack(judged, bound):
            findings.extend(judge(resource, known, judged, bound, limits, Stage.RESOURCE))
    return Assessment(resource.urn, tuple(ceilings), tuple(findings))


def left_to_stack(component: Component, bound: Bound) -> bool:
    """Whether a cost component that does not bound itself may be bounded by companions, so that only the whole stack tells."""
    return bound.state is not State.BOUNDED and (bool(component.companions) or component.stage is Stage.STACK)


def judge(
    resource: Resource,
    entry: Entry,
    component: Component,
    bound: Bound,
    limits: Limits,
    stage: Stage,
    guard: Resource | None = None,
) -> Iterator[Finding]:
    """The findings about one evaluated cost component."""

    def finding(kind: Kind, about: Bound) -> Finding:
        key = about.limit or component.limit
        return Finding(
            policy=policy_for(component.family, stage, kind),
            kind=kind,
            urn=resource.urn,
            type=resource.type,
            component=component.name,
            aspect=component.aspect,
            message=message.compose(kind, resource, entry, component, about, limits, guard),
            path=about.path,
            ceiling=limits[key] if key else None,
        )

    if guard is None and resource.ignore_changes:
        for cap in conflicts(resource, component):
            yield finding(Kind.CONFLICTING, evaluate(cap, resource, limits, component.limit))
    if bound.state is State.UNBOUNDED:
        yield finding(Kind.UNBOUNDED, bound)
    elif bound.state is State.UNKNOWN:
        yield finding(Kind.UNKNOWN, bound)
    elif over(component, bound, limits):
        yield finding(Kind.OVER, bound)
    elif bound.implicit:
        yield finding(Kind.IMPLICIT, bound)


def over(component: Component, bound: Bound, limits: Limits) -> bool:
    """Whether a finite ceiling is above its limit."""
    key = bound.limit or component.limit
    return key is not None and bound.value > limits[key]


def conflicts(resource: Resource, component: Component) -> Iterator[Cap]:
    """The caps that are there and that ``ignoreChanges`` takes out of the program's hands."""
    for cap in caps(component.ceiling):
        if cap.desired or not any(covers(ignored, cap.path) for ignored in resource.ignore_changes):
            continue
        if select(resource.properties, cap.path)[0] is not MISSING:
            yield cap


def ceiling_of(resource: Resource, component: Component, bound: Bound, guard: Resource | None = None) -> Ceiling:
    """A bounded cost component as a ceiling in force."""
    set_by = guard.urn if guard is not None else resource.urn
    return Ceiling(component.name, component.aspect, bound.value, component.unit, bound.words, set_by)


def uncatalogued(resource: Resource) -> Finding:
    """The finding about a type that the catalogue has never heard of."""
    text = (
        f"{message.who(resource)}: the catalogue does not know the type {resource.type}, so nobody can say what it costs or what caps it. "
        "Use a type that the catalogue knows, or add an entry for it."
    )
    return Finding(UNCATALOGUED_POLICY, Kind.UNCATALOGUED, resource.urn, resource.type, "", Aspect.COMPUTE, text)


def unseen(resource: Resource) -> Finding:
    """The finding about a component that expands charts or manifests and shows none of what it holds."""
    text = (
        f"{message.who(resource)}: none of the resources that it expands to can be seen, so they are not judged. A chart or manifest can "
        "bring scalers, accelerators and storage. Give it files that can be read where the preview runs, or declare its resources in "
        "the program."
    )
    return Finding(OPAQUE_POLICY, Kind.OPAQUE, resource.urn, resource.type, "", Aspect.COMPUTE, text)


def opaque(resource: Resource, entry: Entry, what: Opaque) -> Finding:
    """The finding about a resource that makes what the pack cannot see."""
    policy = OPAQUE_POLICY if what.brings_capacity else OPAQUE_OTHER_POLICY
    text = f"{message.who(resource)}: {what.words}. {entry.why} {what.remedy}"
    return Finding(policy, Kind.OPAQUE, resource.urn, resource.type, "", Aspect.COMPUTE, text)
