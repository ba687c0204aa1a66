"""What follows from every entry without a test of its own: its caps absent, unknown, at the limit, above it, of the wrong type."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceilings import paths
from ceilings.assess import assess
from ceilings.catalogue import entries
from ceilings.catalogue.entry import Component, Entry, Example, Opaque
from ceilings.ceiling import Absence, Cap, Expression, Fixed, Implicit, Never, Product, Sum, Unseen, caps, evaluate
from ceilings.finding import Finding, Kind
from ceilings.limits import DEFAULT_LIMITS, Limits
from ceilings.resource import Resource
from ceilings.stack import Stack, assess_stack
from ceilings.values import MISSING, UNKNOWN, Secret

ENTRIES = list(entries())
EXAMPLES = [(item, example) for item in ENTRIES for example in (item.allowed, item.blocked) if example is not None]
RAISED = Limits(dict.fromkeys(DEFAULT_LIMITS.values, 1000000000000000.0))


def token(item: Entry) -> str:
    """The type token as the engine sends it: Kubernetes kinds with a version."""
    name = item.types[0]
    provider, group, kind = name.split(":") if name.startswith("kubernetes:") else ("", "", "")
    return f"{provider}:{group}/v1:{kind}" if provider else name


def resource(item: Entry, properties: Any, **options: Any) -> Resource:
    return Resource(f"urn:pulumi:dev::p::{token(item)}::r", token(item), "r", properties, **options)


def findings(item: Entry, properties: Any, limits: Limits = DEFAULT_LIMITS, **options: Any) -> list[Finding]:
    """Everything that either stage says of one resource alone in its stack."""
    one = resource(item, properties, **options)
    found = list(assess(one, limits).findings)
    for assessment in assess_stack(Stack([one]), limits):
        found.extend(finding for finding in assessment.findings if finding.urn)
    return found


def summary(found: list[Finding]) -> dict[str, str]:
    return {finding.component or "resource": finding.kind.value for finding in found}


def replaced(properties: Any, path: str, value: Any) -> Any:
    """A copy of the properties with the value at a path replaced, or removed where ``value`` is ``...``. Lists of one are descended."""
    changed = copy.deepcopy(properties)
    node: Any = changed
    steps = paths.parse(path)
    for step in steps[:-1]:
        if isinstance(node, list) and isinstance(step, str):
            node = node[0]
        if isinstance(step, int) and isinstance(node, dict):
            continue
        node = node.setdefault(step, {}) if isinstance(node, dict) else node[step]
    if isinstance(node, list) and isinstance(steps[-1], str):
        node = node[0]
    if value is ...:
        del node[steps[-1]]
    else:
        node[steps[-1]] = value
    return changed


def judged_caps(item: Entry, example: Example) -> list[tuple[Component, Cap]]:
    """The caps of an example that are there, each with its cost component."""
    one = resource(item, example.properties)
    found = []
    for component in item.components_of(one):
        if isinstance(component, Component):
            for cap in caps(component.ceiling):
                if paths.select(one.properties, cap.path)[0] not in (MISSING, paths.WRONG):
                    found.append((component, cap))
    return found


CAPS = [
    pytest.param(item, component, cap, id=f"{item.types[0]}-{component.name}-{cap.path}")
    for item in ENTRIES
    if item.allowed
    for component, cap in judged_caps(item, item.allowed)
]


def kinds(found: list[Finding], component: Component) -> set[str]:
    return {finding.kind.value for finding in found if finding.component == component.name}


@pytest.mark.parametrize("item", ENTRIES, ids=lambda item: item.types[0])
def test_an_entry_is_whole(item: Entry) -> None:
    """Each has a reason, a source and, unless it bills nothing, an allowed and a blocked example."""
    assert item.why.endswith(".") and item.why[0].isupper()
    assert "/" in item.source and "://" not in item.source
    assert item.allowed is not None or _nothing_of_its_own_caps(item)
    assert item.blocked is not None or not item.components


def _nothing_of_its_own_caps(item: Entry) -> bool:
    """Whether no property could make the type pass (S3 has no size limit), so that there is no allowed example to give."""
    if item.blocked is None:
        return False
    judged = list(item.components_of(resource(item, item.blocked.properties)))
    return bool(judged) and all(isinstance(part, Opaque) or isinstance(part.ceiling, (Never, Unseen)) for part in judged)


@pytest.mark.parametrize(("item", "example"), EXAMPLES, ids=lambda value: value.types[0] if isinstance(value, Entry) else "")
def test_an_example_finds_exactly_what_it_says(item: Entry, example: Example) -> None:
    assert summary(findings(item, example.properties)) == dict(example.finds)


@pytest.mark.parametrize(("item", "component", "cap"), CAPS)
def test_an_unknown_cap_is_never_fine(item: Entry, component: Component, cap: Cap) -> None:
    assert item.allowed is not None
    found = findings(item, replaced(item.allowed.properties, cap.path, UNKNOWN))
    assert found, f"{cap.path} unknown passes"
    assert "unknown" in {finding.kind.value for finding in found} or "unbounded" in {finding.kind.value for finding in found}


@pytest.mark.parametrize(("item", "component", "cap"), CAPS)
def test_an_absent_cap_is_what_its_entry_says(item: Entry, component: Component, cap: Cap) -> None:
    assert item.allowed is not None
    without = replaced(item.allowed.properties, cap.path, ...)
    alone = {other.path for other in caps(component.ceiling)} == {cap.path} or not _any_suffices(component.ceiling)
    found = kinds(findings(item, without), component)
    same = any(
        isinstance(other, Component) and other.name == component.name and cap in caps(other.ceiling)
        for other in item.components_of(resource(item, without))
    )
    if not same or not alone:
        return_value = evaluate_all(item, without, component)
        assert found or return_value, f"without {cap.path} nothing bounds {component.name} and nothing says so"
    elif cap.absent is Absence.UNBOUNDED:
        assert "unbounded" in found
    elif cap.absent is Absence.UNSIZED:
        assert "unknown" in found
    elif isinstance(cap.absent, Implicit):
        assert found & {"implicit", "over"}
    else:
        assert isinstance(cap.absent, Fixed)


def _any_suffices(expression: Expression) -> bool:
    return not isinstance(expression, (Cap, Sum, Product))


def evaluate_all(item: Entry, properties: Any, component: Component) -> bool:
    """Whether the cost component is bounded, or gone, with these properties."""
    one = resource(item, properties)
    same = [other for other in item.components_of(one) if isinstance(other, Component) and other.name == component.name]
    return all(math.isfinite(evaluate(other.ceiling, one, DEFAULT_LIMITS, other.limit).value) for other in same)


SINGLE = [param for param in CAPS if isinstance(param.values[1].ceiling, Cap) and param.values[1].limit]  # type: ignore[union-attr]  # values are ours


@pytest.mark.parametrize(("item", "component", "cap"), SINGLE)
def test_the_limit_passes_and_the_limit_plus_one_is_over(item: Entry, component: Component, cap: Cap) -> None:
    assert item.allowed is not None and component.limit is not None
    original = paths.select(item.allowed.properties, cap.path)[0]
    read = cap.read(original)
    assert read is not None
    limits = Limits({**RAISED.values, cap.limit or component.limit: read * cap.scale})
    assert "over" not in kinds(findings(item, item.allowed.properties, limits), component)
    limits = Limits({**RAISED.values, cap.limit or component.limit: read * cap.scale - 1})
    assert "over" in kinds(findings(item, item.allowed.properties, limits), component)


@pytest.mark.parametrize(("item", "component", "cap"), CAPS)
@settings(max_examples=12, deadline=None)
@given(wrong=st.one_of(st.text(alphabet="xyz#é世", min_size=1, max_size=5), st.just([]), st.just(float("nan")), st.just(float("inf")),
                       st.just(-7.5), st.just(True), st.just({"a": 1}), st.just(1e30), st.just("[secret]")))  # fmt: skip
def test_a_cap_of_the_wrong_type_is_never_fine(item: Entry, component: Component, cap: Cap, wrong: Any) -> None:
    assert item.allowed is not None
    found = findings(item, replaced(item.allowed.properties, cap.path, wrong))
    if wrong == 1e30 and component.limit is None:
        return
    if wrong == [] and not isinstance(cap.absent, Absence):
        return
    assert found, f"{cap.path} = {wrong!r} passes"


@pytest.mark.parametrize(("item", "component", "cap"), CAPS)
def test_a_secret_cap_is_judged_and_never_shown(item: Entry, component: Component, cap: Cap) -> None:
    assert item.allowed is not None and item.blocked is not None
    for example in (item.allowed, item.blocked):
        value = paths.select(example.properties, cap.path)[0]
        if value in (MISSING, paths.WRONG):
            continue
        hidden = replaced(example.properties, cap.path, Secret(value))
        assert summary(findings(item, hidden)) == dict(example.finds)
    hidden = replaced(item.allowed.properties, cap.path, Secret(987654321987))
    assert not any("987" in finding.message for finding in findings(item, hidden))


@pytest.mark.parametrize(("item", "component", "cap"), CAPS)
def test_ignored_changes_make_a_cap_nobodys(item: Entry, component: Component, cap: Cap) -> None:
    assert item.allowed is not None
    top = str(paths.parse(cap.path)[0])
    for ignored in (cap.path, top):
        found = kinds(findings(item, item.allowed.properties, ignore_changes=(ignored,)), component)
        if ignored == cap.path and cap.desired:
            continue
        assert cap.desired or Kind.CONFLICTING.value in found


@pytest.mark.parametrize("item", ENTRIES, ids=lambda item: item.types[0])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_no_shape_of_properties_crashes_the_judgement(item: Entry, data: st.DataObject) -> None:
    """Any top-level property replaced by anything at all gives a verdict, not an exception."""
    drawable = [one for one in (item.allowed, item.blocked) if one is not None and one.properties]
    if not drawable:
        return
    example = data.draw(st.sampled_from(drawable))
    leaves = list(_paths(example.properties))
    path = data.draw(st.sampled_from(leaves))
    anything = st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8) | st.just(UNKNOWN) | st.just(Secret(3)),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    )
    findings(item, replaced(example.properties, path, data.draw(anything)))


def _paths(value: Any, prefix: str = "") -> list[str]:
    found = [prefix] if prefix else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _paths(inner, paths.child(prefix, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += _paths(inner, f"{prefix}[{index}]")
    return found
