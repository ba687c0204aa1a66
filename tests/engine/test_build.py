"""The build of the pinned command line: where it goes, when it does nothing, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import build

FAKE_GO = """#!/bin/sh
case "$1" in
    env) printf '%s\\n%s\\n' "{version}" "{toolchain}" ;;
    build)
        echo built >> "{log}"
        while [ "$1" != -o ]; do shift; done
        printf '#!/bin/sh\\necho {reported}\\n' > "$2"
        chmod +x "$2"
        exit {code} ;;
esac
"""


class Machine:
    """A machine with a cache of its own and a `go` that builds a script which only tells a version."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._bin = folder / "bin"
        self._bin.mkdir()
        self._log = folder / "builds.log"
        self.cache = folder / "cache"
        monkeypatch.setenv("XDG_CACHE_HOME", str(self.cache))
        monkeypatch.setenv("PATH", f"{self._bin}:/usr/bin:/bin")
        monkeypatch.setattr("shutil.which", lambda name: str(self._bin / name) if (self._bin / name).exists() else None)

    def install_go(
        self, *, version: str = "go1.99.0", toolchain: str = "local", reported: str = f"v{build.ENGINE_VERSION}", code: int = 0
    ) -> None:
        go = self._bin / "go"
        go.write_text(FAKE_GO.format(version=version, toolchain=toolchain, log=self._log, reported=reported, code=code))
        go.chmod(0o755)

    @property
    def builds(self) -> int:
        return len(self._log.read_text().splitlines()) if self._log.exists() else 0


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def test_it_builds_once_and_then_finds_it(machine: Machine, capfd: pytest.CaptureFixture[str]) -> None:
    machine.install_go()
    assert build.main() == 0
    assert build.main() == 0
    target = machine.cache / "pulumi-ceilings" / "engine" / f"v{build.ENGINE_VERSION}" / "pulumi"
    assert capfd.readouterr().out.split() == [str(target)] * 2
    assert machine.builds == 1
    assert [file.name for file in target.parent.iterdir()] == ["pulumi"], "nothing is left of the build"


def test_a_broken_binary_is_built_again(machine: Machine) -> None:
    target = build.cached_cli()
    target.parent.mkdir(parents=True)
    target.write_text("half a download")
    machine.install_go()
    assert build.build() == target
    assert machine.builds == 1


def test_without_go_it_says_what_to_install(machine: Machine, capfd: pytest.CaptureFixture[str]) -> None:
    assert build.main() == 1
    said = capfd.readouterr().err
    assert "no `go` on PATH" in said
    assert "install it" in said


def test_an_old_go_is_refused_by_name(machine: Machine) -> None:
    machine.install_go(version="go1.21.3")
    with pytest.raises(build.BuildError, match=r"needs Go 1\.\d+\.\d+ or newer, .* is go1\.21\.3"):
        build.build()
    assert machine.builds == 0


def test_an_old_go_that_may_fetch_a_newer_one_is_let_through(machine: Machine) -> None:
    machine.install_go(version="go1.21.3", toolchain="auto")
    assert build.build().is_file()


def test_a_failed_build_leaves_nothing_behind(machine: Machine) -> None:
    machine.install_go(code=2)
    with pytest.raises(build.BuildError, match="exit code 2"):
        build.build()
    assert not list(build.cached_cli().parent.iterdir())


def test_a_binary_of_another_version_is_not_taken(machine: Machine) -> None:
    machine.install_go(reported="v3.1.0")
    with pytest.raises(build.BuildError, match=r"version v3\.1\.0, not v"):
        build.build()
    assert not build.cached_cli().exists()


def test_the_pin_names_the_version() -> None:
    pinned = (build.PIN / "go.mod").read_text(encoding="utf-8")
    assert f"\n\tgithub.com/pulumi/pulumi/pkg/v3 v{build.ENGINE_VERSION}" in pinned
    hashes = (build.PIN / "go.sum").read_text(encoding="utf-8")
    assert f"github.com/pulumi/pulumi/pkg/v3 v{build.ENGINE_VERSION} h1:" in hashes
