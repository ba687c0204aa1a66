"""Labelled cases, each judged by the pack's own process, limits raised: the verdict of a careful reader of the service's documentation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ceilings.catalogue import lookup
from ceilings.catalogue.entry import Class
from ceilings.limits import LIMITS
from tests.pack.client import ROOT, Pack, Sent, Violation

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
CASES = [json.loads(line) for line in (Path(__file__).parent / "labels.jsonl").read_text(encoding="utf-8").splitlines()]

# Which policies speak of which aspect. Request units and concurrency are what a service computes with: "compute" asks for them too.
COMPUTE = {"autoscaler-ceiling", "autoscaler-guard", "gpu-ceiling", "gpu-total", "usage-ceiling", "usage-guard", "opaque-resource"}
POLICIES = {"compute": COMPUTE, "throughput": COMPUTE, "storage": {"storage-ceiling", "storage-guard", "opaque-resource"}}


def mocked(value: Any) -> Any:
    """A case's properties as the engine would send them: what the cloud computes is unknown."""
    if isinstance(value, str):
        return UNKNOWN if value.startswith("mock:") or ":mock:" in value else value
    if isinstance(value, list):
        return [mocked(item) for item in value]
    if isinstance(value, dict):
        return {key: mocked(item) for key, item in value.items()}
    return value


def stack_of(case: dict[str, Any]) -> list[Sent]:
    """The case's resource, named subject, and those beside it. An unknown ARN or name links the two as a program would have."""
    beside = [Sent(one["type"], f"beside{index}", mocked(one["props"])) for index, one in enumerate(case.get("context", ()))]
    subject = Sent(case["type"], "subject", mocked(case["props"]))
    linked = []
    for one in beside:
        unknown = {key: [subject.urn] for key, value in one.properties.items() if value == UNKNOWN}
        linked.append(Sent(one.type, one.name, one.properties, unknown))
    return [subject, *linked]


@pytest.fixture(scope="module")
def pack() -> Iterator[Pack]:
    """The pack with every limit raised."""
    raised = dict.fromkeys(LIMITS, 1000000000000000.0)
    with Pack(ROOT / "policies", _for_each_policy(raised)) as running:
        yield running


def _for_each_policy(limits: dict[str, float]) -> dict[str, dict[str, float]]:
    from declared import DECLARATIONS

    return {one.name: {key: limits[key] for key in one.limits} for one in DECLARATIONS}


def verdict(case: dict[str, Any], said: list[Violation]) -> str:
    about = [one for one in said if one.urn == f"urn:pulumi:dev::p::{case['type']}::subject"]
    if any(one.policy in POLICIES[case["aspect"]] for one in about):
        return "uncapped"
    return "uncatalogued" if any(one.policy == "uncatalogued-type" for one in about) else "capped"


def judged_types() -> set[str]:
    return {case["type"] for case in CASES if lookup(case["type"]) is not None}


@pytest.mark.parametrize("case", [case for case in CASES if case["type"] in judged_types()], ids=lambda case: case["id"])
def test_a_case_gets_its_verdict(case: dict[str, Any], pack: Pack) -> None:
    said = pack.judge(stack_of(case))
    accepted = {case["verdict"], case.get("alt")} if case["confidence"] == "debatable" else {case["verdict"]}
    accepted = {"capped" if one == "not-cost-scaling" else one for one in accepted if one}
    assert verdict(case, said) in accepted, (case["why"], said)


def test_every_firm_case_that_does_not_scale_is_known() -> None:
    firm = [case for case in CASES if case["confidence"] == "firm" and case["verdict"] == "not-cost-scaling"]
    unknown = [case["type"] for case in firm if lookup(case["type"]) is None]
    assert not unknown and len(firm) >= 7


def test_most_cases_are_of_types_in_the_catalogue() -> None:
    left = sorted({case["type"] for case in CASES} - judged_types())
    assert all(re.match(r"eks:|kubernetes:|aws:timestream", one) for one in left), left


def test_free_types_are_no_entries() -> None:
    assert all(lookup(one) is not None for one in judged_types()) and Class.FREE in {lookup(one) for one in judged_types()}
