"""Golden files: the violations of the project's own pack in every program of tests/programs and stacks, as a person reads them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "golden"


class Said(Protocol):
    """A violation, whichever engine reports it."""

    @property
    def policy(self) -> str: ...
    @property
    def urn(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def level(self) -> str: ...


def readable(violations: Iterable[Said]) -> str:
    """The violations, a paragraph each, in a fixed order."""
    paragraphs = [
        f"[{one.level}] {one.policy}\n{one.urn or '(the stack)'}\n{one.message.partition(chr(10))[2].strip()}\n"
        for one in sorted(violations, key=lambda one: (one.policy, one.urn, one.message))
    ]
    return "\n".join(paragraphs) or "no violations\n"


def expected(stack: str, text: str) -> str:
    """The golden file of a stack. With CEILINGS_WRITE_GOLDEN=1 it is written anew, for a reviewer to read the difference."""
    path = FOLDER / f"{stack}.txt"
    if os.environ.get("CEILINGS_WRITE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")
