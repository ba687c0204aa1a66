"""The embedded preview's violations, in the form in which the real engine's come, so that the two can be compared."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ceilings.engine.preview import Order, preview

from .harness import ROOT, Pack, Violation

TIMEOUT_SECONDS = 120.0


@dataclass(frozen=True)
class EmbeddedRun:
    """What one embedded preview came to; `errors` is why it failed, if it did."""

    result: str
    violations_by_pack: Mapping[str, frozenset[Violation]]
    errors: tuple[str, ...]


def embedded_preview(project: Path, stack: str, packs: Sequence[Pack], config: Mapping[str, str] | None = None) -> EmbeddedRun:
    """`ceilings preview` of a stack, judged by packs."""
    # The program and the packs import `ceilings`, which need not be installed where the tests run.
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(ROOT) not in paths:
        os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, paths)])
    found = preview(
        Order(
            program=project,
            stack=stack,
            packs=[pack.folder for pack in packs],
            pack_configs=[pack.config for pack in packs],
            config=[f"{key}={value}" for key, value in (config or {}).items()],
            timeout_seconds=TIMEOUT_SECONDS,
        )
    )
    by_pack: dict[str, set[Violation]] = {}
    for one in found.violations:
        by_pack.setdefault(one.pack, set()).add(Violation(one.policy, one.urn, one.message.strip(), one.level))
    return EmbeddedRun(
        found.result,
        {pack: frozenset(violations) for pack, violations in by_pack.items()},
        tuple(said.message for said in found.diagnostics if said.severity == "error"),
    )
