"""The README says nothing that is not so: its sample is what the preview prints, its tables are the pack's."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_sample_is_what_the_preview_prints() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ceilings", "preview", "--stack", "blank_check.dev"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    sample = README.partition("$ ceilings preview --stack blank_check.dev")[2].partition("```")[0]
    for part in sample.split("..."):
        said = re.sub(r"in \d+\.\d s", "in N s", flat(part))
        assert said in re.sub(r"in \d+\.\d s", "in N s", flat(done.stdout)), part


def test_every_policy_and_limit_is_in_its_tables() -> None:
    from ceilings.limits import LIMITS

    from declared import DECLARATIONS

    for one in DECLARATIONS:
        row = next(line for line in README.splitlines() if line.startswith("|") and f"docs/policies/{one.name}.md" in line)
        assert f"| {one.level.value} |" in row
    for limit in LIMITS.values():
        assert f"| `{limit.key}` | {limit.default:,} " in README


def test_the_sample_configuration_is_one_that_the_preview_takes(tmp_path: Path) -> None:
    sample = README.partition("```json")[2].partition("```")[0]
    assert json.loads(sample)
    (tmp_path / "pack.json").write_text(sample, encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "ceilings", "preview", "--stack", "rag_service.dev"),
            *("--policy-pack", "policies", "--policy-pack-config", str(tmp_path / "pack.json")),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
