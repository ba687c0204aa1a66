"""The workspaces that the tests of the real engine share, and what happens to these tests where there is no engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from .build import HOW_TO_GET_IT
from .harness import ROOT, Workspace, find_cli

PROGRAMS = ROOT / "tests" / "programs"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


@pytest.fixture(scope="session")
def engine() -> Path:
    """The Pulumi command line; skips the test without one, or fails it with CEILINGS_REQUIRE_ENGINE=1."""
    cli = find_cli()
    if cli is None:
        if os.environ.get("CEILINGS_REQUIRE_ENGINE") == "1":
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    return cli


@pytest.fixture(scope="session")
def programs(engine: Path) -> Iterator[Workspace]:
    """The programs of tests/programs, each the stack of its name, beside a deployed stack `network` of unknown outputs."""
    with Workspace(PROGRAMS) as workspace:
        workspace.deployed("network", dict.fromkeys(("maxNodes", "subnets", "cluster"), UNKNOWN))
        yield workspace


@pytest.fixture(scope="session")
def examples(engine: Path) -> Iterator[Workspace]:
    """The project's own example stacks."""
    with Workspace(ROOT, only=("Pulumi.yaml", "stacks")) as workspace:
        yield workspace
