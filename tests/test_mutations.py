"""The tests can fail: a judgement broken on purpose turns them red."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

DERIVED, LABELS, VERDICTS = "tests/catalogue/test_derived.py", "tests/cases", "tests/test_verdicts.py"

# What is broken: file, the right line, the wrong one, and the suites that must notice. (The labelled cases raise all limits.)
MUTATIONS = {
    "a missing maximum counts as ten": (
        "ceilings/ceiling.py",
        "    return Bound(State.UNBOUNDED, math.inf, words, cap.path)",
        "    return Bound(State.BOUNDED, 10, words, cap.path)",
        (DERIVED, LABELS, VERDICTS),
    ),
    "an unknown cap counts as one": (
        "ceilings/ceiling.py",
        "    return Bound(State.UNKNOWN, math.inf, words, cap.path)",
        "    return Bound(State.BOUNDED, 1, words, cap.path)",
        (DERIVED, VERDICTS),
    ),
    "a ceiling above its limit passes": (
        "ceilings/assess.py",
        "    return key is not None and bound.value > limits[key]",
        "    return False",
        (DERIVED, VERDICTS),
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_broken_judgement_is_noticed_by_each_suite(name: str, tmp_path: Path) -> None:
    for folder in ("ceilings", "policies", "tests", "stacks", "docs", "benchmarks"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "Pulumi.yaml"):
        shutil.copy(ROOT / file, tmp_path / file)
    file, right, broken, suites = MUTATIONS[name]
    source = (tmp_path / file).read_text(encoding="utf-8")
    assert source.count(right) == 1
    (tmp_path / file).write_text(source.replace(right, broken), encoding="utf-8")
    for suite in suites:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", suite],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, f"{suite} did not notice:\n{done.stdout[-2000:]}"
