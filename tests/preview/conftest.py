"""Small projects and packs, and the two ways to preview them: in this process and as a user does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ceilings.engine.preview import Order, preview
from ceilings.engine.verdict import Preview

ROOT = Path(__file__).resolve().parents[2]

RECORDER = """
    import json
    from pulumi_policy import *
    from pulumi_policy.proxy import _DictProxy, _ListProxy

    def plain(value):
        if isinstance(value, (_DictProxy, _ListProxy)):
            return plain(value["__target"])
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        return [plain(item) for item in value] if isinstance(value, list) else value

    def seen(resource):
        provider = resource.provider
        return {
            "name": resource.name,
            "props": plain(resource.props),
            "provider": provider and {"urn": provider.urn, "props": plain(provider.props)},
            "opts": {
                "protect": resource.opts.protect,
                "ignore_changes": list(resource.opts.ignore_changes),
                "delete_before_replace": resource.opts.delete_before_replace,
                "secrets": list(resource.opts.additional_secret_outputs),
                "create_seconds": resource.opts.custom_timeouts.create_seconds,
            },
        }

    def resource(args, report):
        report(json.dumps(seen(args), default=str))

    def stack(args, report):
        for one in args.resources:
            facts = seen(one) | {
                "parent": one.parent and one.parent.urn,
                "dependencies": sorted(other.urn for other in one.dependencies),
                "property_dependencies": {
                    key: sorted(other.urn for other in others) for key, others in one.property_dependencies.items()
                },
            }
            report(json.dumps(facts, default=str), one.urn)

    PolicyPack(
        "recorder",
        enforcement_level=EnforcementLevel.ADVISORY,
        policies=[
            ResourceValidationPolicy("resource", "Seen:", resource),
            StackValidationPolicy("stack", "Seen:", stack),
        ],
    )
"""
"""A pack that reports, as JSON, everything that a policy can see of each resource."""

CAP = """
    from pulumi_policy import *

    def cap(args, report):
        if args.resource_type == "test:index:Group" and args.props["maxSize"] > args.get_config()["most"]:
            report(f"maxSize is {args.props['maxSize']}")

    PolicyPack(
        "cap-pack",
        policies=[
            ResourceValidationPolicy(
                "cap",
                "Groups have a cap.",
                cap,
                enforcement_level=EnforcementLevel.MANDATORY,
                severity=Severity.HIGH,
                config_schema=PolicyConfigSchema(
                    properties={"most": {"type": "integer", "minimum": 1, "default": 10}, "note": {"type": "string"}}
                ),
            ),
        ],
    )
"""
"""A pack with one mandatory policy: no `test:index:Group` may have a maxSize above `most`, by default 10."""


@dataclass(frozen=True)
class Ran:
    """One run of the command line."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


class Seen:
    """What the recorder saw in a preview, by the resources' names."""

    def __init__(self, result: Preview) -> None:
        self.result = result
        self.inputs: dict[str, dict[str, Any]] = {}
        self.outputs: dict[str, dict[str, Any]] = {}
        self.urns: dict[str, str] = {}
        for violation in result.violations:
            facts = json.loads(violation.message.removeprefix("Seen:"))
            kind = self.inputs if violation.policy == "resource" else self.outputs
            kind[facts["name"]] = facts
            self.urns[facts["name"]] = violation.urn


MakeProject = Callable[..., Path]
MakePack = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> MakeProject:
    """Makes a project: `project(program, name="acme", **{"Pulumi.dev.yaml": text})`."""

    def make(program: str, name: str = "acme", files: Mapping[str, str] | None = None) -> Path:
        folder = tmp_path / "project"
        folder.mkdir(exist_ok=True)
        (folder / "Pulumi.yaml").write_text(f"name: {name}\nruntime: python\n", encoding="utf-8")
        (folder / "__main__.py").write_text(textwrap.dedent(program), encoding="utf-8")
        for path, text in (files or {}).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(textwrap.dedent(text), encoding="utf-8")
        return folder

    return make


@pytest.fixture
def pack(tmp_path: Path) -> MakePack:
    """Makes a policy pack of this code."""

    def make(code: str, name: str = "pack", manifest: str = "runtime: python\n") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "PulumiPolicy.yaml").write_text(manifest, encoding="utf-8")
        (folder / "__main__.py").write_text(textwrap.dedent(code), encoding="utf-8")
        return folder

    return make


@pytest.fixture
def record(project: MakeProject, pack: MakePack) -> Callable[..., Seen]:
    """Previews a program with the recorder and returns what it saw; a preview that fails fails the test."""

    def run(program: str, files: Mapping[str, str] | None = None, config: Sequence[str] = (), stack: str = "dev") -> Seen:
        result = preview(
            Order(
                program=project(program, files=files),
                packs=[pack(RECORDER)],
                config=config,
                stack=stack,
                timeout_seconds=60,
            )
        )
        assert result.complete, [one.message for one in result.diagnostics]
        return Seen(result)

    return run


@pytest.fixture
def judge(project: MakeProject, pack: MakePack) -> Callable[..., Preview]:
    """Previews a program with the pack that caps groups."""

    def run(program: str, code: str = CAP, seconds: float = 60, files: Mapping[str, str] | None = None) -> Preview:
        return preview(Order(program=project(program, files=files), packs=[pack(code)], timeout_seconds=seconds))

    return run


def cli(*words: str | Path, cwd: Path = ROOT) -> Ran:
    """Runs `python -m ceilings`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "ceilings", *map(str, words)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def said(result: Preview, severity: str) -> str:
    """What was said with this severity, one message a line."""
    return "\n".join(one.message for one in result.diagnostics if one.severity == severity)
