"""Examples from the providers' own documentation, each verdict written by hand: what entry-derived tests cannot know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ceilings.assess import assess
from ceilings.catalogue import canonical, entries
from ceilings.finding import Finding
from ceilings.limits import DEFAULT_LIMITS
from ceilings.resource import Resource
from ceilings.stack import Stack, assess_stack
from ceilings.values import decode

FOLDER = Path(__file__).parent / "documented"
EXAMPLES = [
    pytest.param(example, id=f"{path.stem}-{index}-{example['type'].rpartition(':')[2]}")
    for path in sorted(FOLDER.glob("*.json"))
    for index, example in enumerate(json.loads(path.read_text(encoding="utf-8")))
]


def _urn(token: str, name: str) -> str:
    return f"urn:pulumi:dev::p::{token}::{name}"


def _stack(example: dict[str, Any]) -> tuple[Resource, Stack]:
    described = [{**example, "name": "subject"}, *example.get("context", ())]
    urns = {one["name"]: _urn(one["type"], one["name"]) for one in described}
    resources = [
        Resource(
            urn=urns[one["name"]],
            type=one["type"],
            name=one["name"],
            properties=decode(one["properties"]),
            ignore_changes=tuple(one.get("ignoreChanges", ())),
            property_dependencies={path: tuple(urns[name] for name in names) for path, names in one.get("links", {}).items()},
        )
        for one in described
    ]
    return resources[0], Stack(resources)


def found(example: dict[str, Any]) -> dict[str, str]:
    """What both stages find in the subject, by cost component."""
    subject, stack = _stack(example)
    said: list[Finding] = list(assess(subject, DEFAULT_LIMITS).findings)
    said += [one for assessment in assess_stack(stack, DEFAULT_LIMITS) for one in assessment.findings if one.urn == subject.urn]
    return {one.component or "resource": one.kind.value for one in said}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_gets_the_verdict_written_by_hand(example: dict[str, Any]) -> None:
    assert found(example) == example["finds"], example.get("why", example["page"])


def test_each_entry_that_bills_has_an_allowed_and_a_blocked_example_from_documentation() -> None:
    seen: dict[str, set[bool]] = {}
    for param in EXAMPLES:
        example: Any = param.values[0]
        assert "/" in example["page"] and "://" not in example["page"]
        seen.setdefault(canonical(example["type"]), set()).add(bool(example["finds"]))
    lacking = {
        item.types[0]: kinds
        for item in entries()
        if item.components and (kinds := {True, False} - set().union(*(seen.get(token, set()) for token in item.types)))
    }
    never_allowed = {token for token, kinds in lacking.items() if kinds == {False}}
    assert not {token: kinds for token, kinds in lacking.items() if True in kinds}
    assert not {token for token in never_allowed if _can_be_allowed(token)}


def _can_be_allowed(token: str) -> bool:
    """Whether the entry's own allowed example passes alone: some types (a bucket) never do without a companion."""
    item = next(one for one in entries() if token in one.types)
    return item.allowed is not None and not item.allowed.finds
