"""Two engines, one verdict: the real engine and the embedded preview report the same violations.

The chatty pack reports everything that a pack can see, so what is the same for it is the same for every pack. The typical
pack is written as users write packs, with the policy SDK; the project's own is the one that has to be right.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.golden import expected, readable

from .conftest import PROGRAMS
from .embedded import EmbeddedRun, embedded_preview
from .harness import ROOT, EngineRun, Pack, Violation, Workspace

CHATTY = Pack(ROOT / "tests" / "packs" / "chatty")
TYPICAL = Pack(ROOT / "tests" / "packs" / "typical")
OWN = Pack(ROOT / "policies")

NAMES = sorted(file.stem for file in PROGRAMS.glob("*.py") if file.stem not in {"__main__", "raises", "exits"})
EXAMPLES = sorted(file.name.removeprefix("Pulumi.").removesuffix(".yaml") for file in (ROOT / "stacks").glob("Pulumi.*.yaml"))

ASSET_HASH = re.compile(r', "hash": "[0-9a-f]{64}"')

DECRYPTED: Mapping[str, Mapping[str, str]] = {
    "secret_caps": {
        "programs:maxNodes": "12",
        "programs:password": "not-really-a-password",
        "programs:limits": '{"gpus":"8","open":"text"}',
    }
}
"""What the embedded preview, which holds no keys, is told on its command line instead."""


def test_there_are_programs_and_examples() -> None:
    assert len(NAMES) >= 25
    assert {"blank_check", "rag_service"} <= {name.partition(".")[0] for name in EXAMPLES}


@pytest.mark.parametrize("name", NAMES)
def test_programs(name: str, programs: Workspace) -> None:
    if name == "invokes" and not programs.has_stand_in_host:
        pytest.skip("only the stand-in language host knows made-up results of functions from known ones")
    _assert_golden(name, _assert_same(programs, name, [CHATTY, OWN]))


@pytest.mark.parametrize("stack", EXAMPLES)
def test_example_stacks(stack: str, examples: Workspace) -> None:
    _assert_golden(stack, _assert_same(examples, stack, [CHATTY, TYPICAL, OWN]))


@pytest.mark.parametrize("name", ["node_groups", "odd_values", "secret_caps", "whole_unknowns", "custom_resources"])
def test_a_pack_of_the_policy_sdk(name: str, programs: Workspace) -> None:
    """Unknown values in a policy, not applicable policies, remediation and what other packs then see."""
    _assert_same(programs, name, [TYPICAL, CHATTY])


def test_configured_packs(programs: Workspace, tmp_path: Path) -> None:
    """Levels and properties from --policy-pack-config: for all policies and for one, on and off."""
    chatty, typical = tmp_path / "chatty.json", tmp_path / "typical.json"
    chatty.write_text(json.dumps({"resource": {"enforcementLevel": "mandatory", "only": "autoscaling"}, "stack": "disabled"}))
    typical.write_text(json.dumps({"all": "disabled", "max-size": {"enforcementLevel": "mandatory", "most": 1}}))
    packs = [Pack(CHATTY.folder, chatty), Pack(TYPICAL.folder, typical)]
    real = _assert_same(programs, "node_groups", packs)
    assert {(one.policy, one.level) for one in real.violations} == {
        ("max-size", "mandatory"),
        ("resource", "mandatory"),
        ("told", "advisory"),
    }


def test_command_line_configuration(programs: Workspace) -> None:
    """--config adds to what the stack's file says."""
    given = {"programs:count": "3", "aws:region": "ap-south-1"}
    real = programs.preview("many_resources", [CHATTY], given)
    embedded = embedded_preview(programs.project, "many_resources", [CHATTY], given)
    _assert_no_differences(real, embedded)
    assert sum(one.policy == "resource" for one in real.violations) == 2 * 3 + 2


@pytest.mark.parametrize("name", ["raises", "exits"])
def test_programs_that_fail(name: str, programs: Workspace) -> None:
    """Neither engine calls a stack fine that was never described to its end."""
    real = programs.preview(name, [CHATTY])
    embedded = embedded_preview(programs.project, name, [CHATTY])
    assert real.exit_code != 0
    assert embedded.result == "failed"
    assert not [one for one in real.violations if one.policy == "stack"]
    assert not [one for one in embedded.violations_by_pack.get("chatty", ()) if one.policy == "stack"]


@pytest.mark.parametrize("pack", ["raises", "prints_first"])
def test_packs_that_fail(pack: str, programs: Workspace) -> None:
    """Neither engine calls a stack fine that a pack did not judge to its end."""
    packs = [Pack(ROOT / "tests" / "packs" / pack)]
    real = programs.preview("nested_components", packs)
    embedded = embedded_preview(programs.project, "nested_components", packs)
    assert real.exit_code != 0
    assert embedded.result == "failed"
    assert embedded.errors


def _assert_same(workspace: Workspace, stack: str, packs: Sequence[Pack]) -> EngineRun:
    real = workspace.preview(stack, packs)
    embedded = embedded_preview(workspace.project, stack, packs, DECRYPTED.get(stack))
    assert real.violations, real.text
    _assert_no_differences(real, embedded)
    rejected = any(one.level == "mandatory" for one in real.violations)
    assert (real.exit_code != 0) == rejected, real.text
    assert embedded.result == ("rejected" if rejected else "passed"), embedded.errors
    return real


def _assert_golden(stack: str, real: EngineRun) -> None:
    """The real engine's word is what people have read: two engines that agree on a wrong verdict are no comfort."""
    text = readable(real.violations_by_pack.get("ceilings", ()))
    assert text == expected(stack, text)


def _assert_no_differences(real: EngineRun, embedded: EmbeddedRun) -> None:
    """Fails with the differences of the violations, pack by pack, as a text to read."""
    found = list(embedded.errors)
    for pack in sorted(real.violations_by_pack.keys() | embedded.violations_by_pack.keys()):
        ours = _comparable(embedded.violations_by_pack.get(pack, frozenset()))
        theirs = _comparable(real.violations_by_pack.get(pack, frozenset()))
        lines = difflib.unified_diff(_lines(theirs - ours), _lines(ours - theirs), "real", "embedded", n=2, lineterm="")
        found += [f"{pack}: {line}" for line in lines]
    if found:
        pytest.fail("\n".join(["the embedded preview differs from the real engine:", *found]), pytrace=False)


def _comparable(violations: frozenset[Violation]) -> frozenset[Violation]:
    """Without the one thing in which the engines are known to differ: only the real one hashes assets' content."""
    return frozenset(replace(one, message=ASSET_HASH.sub("", one.message)) for one in violations)


def _lines(violations: frozenset[Violation]) -> list[str]:
    lines: list[str] = []
    for one in sorted(violations):
        lines.append(f"=== {one.policy} [{one.level}] {one.urn}")
        try:
            lines += json.dumps(json.loads(one.message), indent=1, sort_keys=True, ensure_ascii=False).splitlines()
        except ValueError:
            lines += one.message.splitlines()
    return lines
