"""Without an engine its tests are skipped, the run's last lines say so and how not to, and CI can forbid it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .build import HOW_TO_GET_IT
from .harness import ROOT


def _run(cache: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs one test of the engine in a pytest of its own, on a machine with neither a command line nor a cache."""
    command = [sys.executable, "-m", "pytest", "-p", "tests.engine.summary", "-p", "no:cacheprovider", "-n", "1"]
    return subprocess.run(
        [*command, "tests/engine/test_up.py"],
        cwd=ROOT,
        env={**os.environ, "PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(autouse=True)
def _no_engine_in_the_system() -> None:
    if any(Path(folder, "pulumi").exists() for folder in ("/usr/bin", "/bin")):
        pytest.skip("this machine has a Pulumi command line in its system folders")


def test_a_missing_engine_is_told_in_the_last_lines(tmp_path: Path) -> None:
    done = _run(tmp_path, CEILINGS_REQUIRE_ENGINE="")
    assert done.returncode == 0, done.stdout
    assert "2 skipped" in done.stdout
    assert f"2 tests of the real Pulumi engine were skipped: {HOW_TO_GET_IT}." in done.stdout.splitlines()[-3:]


def test_a_missing_engine_fails_where_it_is_required(tmp_path: Path) -> None:
    done = _run(tmp_path, CEILINGS_REQUIRE_ENGINE="1")
    assert done.returncode == 1, done.stdout
    assert HOW_TO_GET_IT in done.stdout
    assert "skipped" not in done.stdout
