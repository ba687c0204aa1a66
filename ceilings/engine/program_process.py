"""The program's process, seen from the engine."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from ceilings.engine.processes import ManagedProcess, OnLine
from ceilings.engine.project import Project
from ceilings.engine.stack_config import StackConfig

PARALLEL = 16
"""How many registrations a program may have under way, as for `pulumi` on a machine with four cores."""

_SHOWN_TO_USER = 32


def start(project: Project) -> ManagedProcess:
    """Starts the process of a project's program. It loads Pulumi's SDK and waits for `run` to let it go on."""
    command = [str(project.python), "-u", str(Path(__file__).with_name("program_child.py"))]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return ManagedProcess(command, project.working_folder, environment)


def run(process: ManagedProcess, project: Project, config: StackConfig, address: str, on_line: OnLine) -> None:
    """Has the program run against the services at `address`; what it prints goes to `on_line`."""
    process.follow(on_line)
    given = {
        "entry": str(project.entry),
        "root_folder": str(project.root),
        "address": address,
        "project": project.name,
        "stack": config.stack,
        "organization": config.organization,
        "config": dict(config.values),
        "config_secret_keys": list(config.secret_keys),
        "parallel": PARALLEL,
    }
    standard_input = process.process.stdin
    assert standard_input is not None, "the process was started with a standard input"
    with contextlib.suppress(OSError):  # it has ended already, and its exit code tells
        standard_input.write(json.dumps(given).encode() + b"\n")
        standard_input.flush()


def failure(code: int) -> str:
    """What an exit code means, in one sentence; empty where the program told what went wrong itself, or is well."""
    if code in (0, _SHOWN_TO_USER):
        return ""
    return f"the program was ended by signal {-code}" if code < 0 else f"the program exited with code {code}"
