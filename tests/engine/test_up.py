"""On `pulumi up` a mandatory resource policy stops a resource before the provider is asked to make it."""

from __future__ import annotations

import pytest

from .harness import ROOT, EngineRun, Pack, Workspace

STACK = "one_after_another"
PACKS = {"typical": ROOT / "tests" / "packs" / "typical", "own": ROOT / "policies"}


def _created(run: EngineRun) -> set[str]:
    return {urn.rsplit("::", 1)[-1] for operation, urn in run.done if operation == "create"}


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_an_uncapped_pool_is_stopped_before_it_exists(pack: str, programs: Workspace) -> None:
    judge = Pack(PACKS[pack])
    stopped = programs.up(STACK, [judge], {"programs:secondSize": "5000"})
    assert stopped.exit_code != 0, stopped.text
    assert _created(stopped) == {"capped"}
    assert any(one.level == "mandatory" and one.urn.endswith("::second") for one in stopped.violations), stopped.text

    capped = programs.up(STACK, [judge], {"programs:secondSize": "3"})
    assert capped.exit_code == 0, capped.text
    assert _created(capped) == {"second"}, "the first pool is there already"
    assert not [one for one in capped.violations if one.level == "mandatory"]
    programs.cli("destroy", "--yes", "--stack", STACK)
