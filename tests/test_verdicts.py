"""What the pack says of every program in tests/programs and stacks, as golden files that people have read.

`CEILINGS_WRITE_GOLDEN=1` writes them again; the difference is then for a reviewer to read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
PROGRAMS = sorted(path.stem for path in (ROOT / "tests" / "programs").glob("*.py") if not path.stem.startswith("_"))
STACKS = sorted(path.name.removeprefix("Pulumi.").removesuffix(".yaml") for path in (ROOT / "stacks").glob("Pulumi.*.yaml"))
CASES = [("tests/programs", name) for name in PROGRAMS] + [(".", name) for name in STACKS]


def preview(project: str, stack: str) -> dict[str, Any]:
    """What `ceilings preview --json` says of a stack, with the project's own pack."""
    done = subprocess.run(
        [sys.executable, "-m", "ceilings", "preview", project, "--stack", stack, "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == any(one["level"] == "mandatory" for one in said["violations"])
    return said


def readable(said: dict[str, Any]) -> str:
    """The violations, a paragraph each, in a fixed order."""
    paragraphs = []
    for one in sorted(said["violations"], key=lambda one: (one["policy"], one["urn"], one["message"])):
        paragraphs.append(f"[{one['level']}] {one['policy']}\n{one['urn'] or '(the stack)'}\n{one['message'].partition(chr(10))[2]}\n")
    return "\n".join(paragraphs) or "no violations\n"


@pytest.mark.parametrize(("project", "stack"), CASES, ids=[name for _, name in CASES])
def test_a_stack_gets_its_verdict(project: str, stack: str) -> None:
    path = GOLDEN / f"{stack}.txt"
    text = readable(preview(project, stack))
    if os.environ.get("CEILINGS_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
