"""What the pack says of every program in tests/programs and stacks: golden files that people have read.

`CEILINGS_WRITE_GOLDEN=1` writes them again; the difference is then for a reviewer to read.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.engine.embedded import embedded_preview
from tests.engine.harness import Pack
from tests.engine.test_parity import DECRYPTED, EXAMPLES, NAMES
from tests.golden import FOLDER, ROOT, expected, readable

OWN = Pack(ROOT / "policies")


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the programs in which each has a stack of its own."""
    folder = tmp_path_factory.mktemp("programs") / "project"
    shutil.copytree(ROOT / "tests" / "programs", folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in NAMES:
        (folder / f"Pulumi.{name}.yaml").touch()
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_program_gets_its_verdict(name: str, programs: Path) -> None:
    said = embedded_preview(programs, name, [OWN], DECRYPTED.get(name))
    text = readable(said.violations_by_pack.get("ceilings", ()))
    assert text == expected(name, text), said.errors


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_stack_gets_its_verdict(name: str) -> None:
    said = embedded_preview(ROOT, name, [OWN])
    text = readable(said.violations_by_pack.get("ceilings", ()))
    assert text == expected(name, text), said.errors
    assert said.result == ("passed" if name.startswith("rag_service") else "rejected")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*NAMES, *EXAMPLES}
