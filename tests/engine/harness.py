"""Runs a Pulumi project in the real engine, on a local backend in a temporary folder, and tells what happened.

Nothing outside of that folder is written and nothing beyond this machine is reached: the project is copied, the
providers are echo providers, and where no Python language host is on PATH a stand-in takes its place. Use it as

    with Workspace(folder) as workspace:
        run = workspace.preview("dev", packs=[Pack(policies)])
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import yaml

from .build import HOW_TO_GET_IT, cached_cli
from .echo_provider import LOG_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "a passphrase for tests only"  # it encrypts made-up values that lie beside it
ECHOED_PROVIDERS = ("aws", "kubernetes", "random", "tls", "command")

_COLOURS = re.compile(r"<\{%.*?%\}>")


@dataclass(frozen=True)
class Pack:
    """A policy pack's folder and the JSON file that configures it, if one does."""

    folder: Path
    config: Path | None = None


@dataclass(frozen=True, order=True)
class Violation:
    """One violation as the engine reports it."""

    policy: str
    urn: str
    message: str
    level: str


@dataclass(frozen=True)
class EngineRun:
    """What one run of the engine came to."""

    exit_code: int
    violations: frozenset[Violation]
    violations_by_pack: Mapping[str, frozenset[Violation]]
    resources: Mapping[str, str]
    """What the engine would do or did, by URN: create, read, same, update ..."""
    outputs: Mapping[str, Any]
    """The stack's outputs as the engine shows them, unknown ones with its placeholder."""
    text: str
    """Everything that the command line printed."""
    done: tuple[tuple[str, str], ...] = field(default=())
    """(operation, URN) of what the echo providers really made, changed or deleted, in order."""


def find_cli() -> Path | None:
    """The Pulumi command line: the one on PATH, else the one that `make engine` built, else None."""
    if on_path := shutil.which("pulumi"):
        return Path(on_path)
    built = cached_cli()
    return built if built.is_file() else None


class Workspace:
    """A copy of a project with a backend of its own; stacks are made when they are first used.

    `project` is a folder with Pulumi.yaml. `only` names the files and folders of it that are copied; all, when it is
    empty.
    """

    def __init__(self, project: Path, only: Sequence[str] = ()) -> None:
        self._scratch = Path(tempfile.mkdtemp(prefix="ceilings-engine-"))
        self.project = self._scratch / "project"
        _copy(project, self.project, only)
        self._log = self._scratch / "echo.log"
        self._stacks: set[str] = set()
        self.has_stand_in_host = shutil.which("pulumi-language-python") is None
        self._environment = self._make_environment()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self._scratch, ignore_errors=True)

    def preview(
        self,
        stack: str,
        packs: Sequence[Pack] = (),
        config: Mapping[str, str] | None = None,
        arguments: Sequence[str] = (),
    ) -> EngineRun:
        """`pulumi preview` of a stack, judged by packs; `config` is added to the stack's own configuration file."""
        return self._run("preview", stack, packs, config or {}, arguments)

    def up(
        self,
        stack: str,
        packs: Sequence[Pack] = (),
        config: Mapping[str, str] | None = None,
        arguments: Sequence[str] = (),
    ) -> EngineRun:
        """`pulumi up` of a stack with no preview before it: what is stopped is stopped by the update itself."""
        return self._run("up", stack, packs, config or {}, ("--yes", "--skip-preview", *arguments))

    def cli(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs the command line in the project; AssertionError with its output when it fails and `check` is set."""
        command = [str(_require_cli()), *arguments, "--non-interactive", "--color", "never"]
        done = subprocess.run(
            command,
            cwd=self.project,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            stdin=subprocess.DEVNULL,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"{' '.join(arguments)} failed with exit code {done.returncode}:\n{done.stdout}{done.stderr}")
        return done

    def deployed(self, stack: str, outputs: Mapping[str, Any]) -> None:
        """Makes a stack that was deployed with these outputs, for others to refer to; `UNKNOWN` is one nobody knows."""
        self._ensure(stack)
        project = yaml.safe_load((self.project / "Pulumi.yaml").read_text(encoding="utf-8"))["name"]
        root = {
            "urn": f"urn:pulumi:{stack}::{project}::pulumi:pulumi:Stack::{project}-{stack}",
            "type": "pulumi:pulumi:Stack",
            "custom": False,
            "outputs": dict(outputs),
        }
        state = self._scratch / f"{stack}.json"
        state.write_text(json.dumps({"version": 3, "deployment": {"resources": [root]}}), encoding="utf-8")
        self.cli("stack", "import", "--stack", stack, "--file", str(state))

    def _ensure(self, stack: str) -> None:
        if stack not in self._stacks:
            self.cli("stack", "init", stack)
            self._stacks.add(stack)

    def _run(self, command: str, stack: str, packs: Sequence[Pack], config: Mapping[str, str], arguments: Sequence[str]) -> EngineRun:
        self._ensure(stack)
        events = self._scratch / "events.jsonl"
        events.unlink(missing_ok=True)
        self._log.unlink(missing_ok=True)
        words = [command, "--stack", stack, "--event-log", str(events), *arguments]
        for key, value in config.items():
            words += ["--config", f"{key}={value}"]
        for pack in packs:
            words += ["--policy-pack", str(pack.folder)]
        if any(pack.config for pack in packs):
            for pack in packs:
                words += ["--policy-pack-config", str(pack.config or "")]
        done = self.cli(*words, check=False)
        operations = [json.loads(line) for line in _lines(self._log)]
        return _summarise(
            done.returncode,
            done.stdout + done.stderr,
            [json.loads(line) for line in _lines(events)],
            tuple((operation["operation"], operation["urn"]) for operation in operations),
        )

    def _make_environment(self) -> dict[str, str]:
        plugins = self._scratch / "bin"
        plugins.mkdir()
        for name in ECHOED_PROVIDERS:
            _write_executable(plugins, f"pulumi-resource-{name}", "echo_provider", name)
        if self.has_stand_in_host:
            _write_executable(plugins, "pulumi-language-python", "language_host")
        backend, home = self._scratch / "backend", self._scratch / "home"
        backend.mkdir()
        home.mkdir()
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PULUMI_", "AWS_", "KUBECONFIG"))}
        inherited_path = [inherited["PYTHONPATH"]] if inherited.get("PYTHONPATH") else []
        return inherited | {
            "PATH": os.pathsep.join([str(plugins), str(Path(sys.executable).parent), inherited.get("PATH", "")]),
            "PYTHONPATH": os.pathsep.join([str(ROOT), *inherited_path]),
            "PULUMI_BACKEND_URL": backend.as_uri(),
            "PULUMI_HOME": str(home),
            "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_DEBUG_COMMANDS": "true",  # without it the command line has no --event-log
            LOG_VARIABLE: str(self._log),
        }


def _require_cli() -> Path:
    cli = find_cli()
    if cli is None:
        raise AssertionError(HOW_TO_GET_IT)
    return cli


def _copy(project: Path, target: Path, only: Sequence[str]) -> None:
    leave = shutil.ignore_patterns("__pycache__", "*.pyc")
    if not only:
        shutil.copytree(project, target, ignore=leave)
        return
    target.mkdir()
    for name in only:
        source = project / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=leave)
        else:
            shutil.copyfile(source, target / name)


def _write_executable(folder: Path, name: str, module: str, *arguments: str) -> None:
    """A shell script `name` that starts a plugin of this package with this interpreter."""
    launcher = Path(__file__).with_name("launch.py")
    words = " ".join(f"'{word}'" for word in (sys.executable, str(launcher), module, *arguments))
    script = folder / name
    script.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    script.chmod(0o755)


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line] if file.is_file() else []


def _summarise(exit_code: int, text: str, events: Sequence[Mapping[str, Any]], done: tuple[tuple[str, str], ...]) -> EngineRun:
    by_pack: dict[str, set[Violation]] = {}
    resources: dict[str, str] = {}
    outputs: dict[str, Any] = {}
    for event in events:
        if policy := event.get("policyEvent"):
            message = _COLOURS.sub("", policy["message"]).strip()
            violation = Violation(policy["policyName"], policy.get("resourceUrn", ""), message, policy["enforcementLevel"])
            by_pack.setdefault(policy["policyPackName"], set()).add(violation)
        if step := event.get("resourcePreEvent"):
            resources[step["metadata"]["urn"]] = step["metadata"]["op"]
        if (step := event.get("resOutputsEvent")) and step["metadata"]["type"] == "pulumi:pulumi:Stack":
            outputs = (step["metadata"].get("new") or {}).get("outputs") or {}
    return EngineRun(
        exit_code,
        frozenset().union(*by_pack.values()),
        {pack: frozenset(found) for pack, found in by_pack.items()},
        resources,
        outputs,
        text,
        done,
    )
