"""Runs a Pulumi program in a process of its own, as Pulumi's Python language host does.

Importing the SDK takes most of a second, and the language host has done it, so the process is forked rather than
started. gRPC cannot be forked once it serves, so a `ProgramRunner` is made before that: a process that waits for
programs to run, forks one for each and tells how each ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import runpy
import signal
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import IO

import pulumi
import pulumi.runtime

from ceilings.engine.program_child import withhold_stand_ins

SHOWN_TO_USER = 32
"""The exit code of a program whose error was already logged to the engine, so that nobody need tell it again."""


@dataclass(frozen=True)
class ProgramRun:
    """What the engine says about one run of a program."""

    entry: str
    directory: str
    root_directory: str
    arguments: list[str]
    monitor_address: str
    engine_address: str
    project: str
    stack: str
    organization: str
    parallel: int
    dry_run: bool
    config: dict[str, str]
    config_secret_keys: list[str]


class ProgramRunner:
    """A forked process that runs programs; to be made before this process uses gRPC.

    `run` may be called from any thread, one call at a time.
    """

    def __init__(self) -> None:
        requests_read, requests_write = os.pipe()
        results_read, results_write = os.pipe()
        self._child: int | None = None
        if os.fork() == 0:
            os.close(requests_write)
            os.close(results_read)
            _serve_programs(os.fdopen(requests_read), os.fdopen(results_write, "w"))
        os.close(requests_read)
        os.close(results_write)
        self._requests = os.fdopen(requests_write, "w")
        self._results = os.fdopen(results_read)

    def run(self, program: ProgramRun) -> int:
        """Runs a program to its end; returns its exit code, or minus the signal that ended it."""
        self._requests.write(json.dumps(asdict(program)) + "\n")
        self._requests.flush()
        self._child = int(self._results.readline())
        try:
            return int(self._results.readline() or "-9")
        finally:
            self._child = None

    def stop(self) -> None:
        """Ends the program that runs now, if one does, and lets the process that waits for the next one go."""
        if self._child is not None:
            with contextlib.suppress(ProcessLookupError):  # it may have ended by itself in the meantime
                os.kill(self._child, signal.SIGTERM)
        self._requests.close()


def _serve_programs(requests: IO[str], results: IO[str]) -> None:
    """The waiting process: forks for every request, reports the process id and then the exit code. Never returns."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # its end is the end of its requests
    for line in requests:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            requests.close()
            results.close()
            _exit(run_program(ProgramRun(**json.loads(line))))
        print(child, file=results, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=results, flush=True)
    os._exit(0)


def run_program(program: ProgramRun) -> int:
    """Runs the program in this process and returns the exit code that its language host understands."""
    pulumi.runtime.set_all_config(program.config, program.config_secret_keys)
    os.environ["PULUMI_CONFIG"] = json.dumps(program.config)
    os.environ["PULUMI_CONFIG_SECRET_KEYS"] = json.dumps(program.config_secret_keys)
    pulumi.runtime.configure(
        pulumi.runtime.Settings(
            project=program.project,
            stack=program.stack,
            organization=program.organization,
            parallel=program.parallel,
            dry_run=program.dry_run,
            monitor=program.monitor_address,
            engine=program.engine_address,
            root_directory=program.root_directory,
        )
    )
    sys.argv = [program.entry, *program.arguments]
    os.chdir(program.directory)
    withhold_stand_ins()
    # A program that fails leaves awaitables that nobody awaits; asyncio's complaints about them would bury the error.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    executor = ThreadPoolExecutor(max_workers=4 * max(program.parallel, 1))
    loop.set_default_executor(executor)

    def run() -> None:
        runpy.run_path(program.entry, run_name="__main__")

    try:
        loop.run_until_complete(pulumi.runtime.run_in_stack(run))
        return 0
    except pulumi.RunError as error:
        pulumi.log.error(str(error))
        return 1
    except SystemExit as error:
        return _exit_code(error)
    except Exception:  # noqa: BLE001 -- whatever the program raises is the user's to see, through the engine
        pulumi.log.error(f"Program failed with an unhandled exception:\n{traceback.format_exc()}")
        return SHOWN_TO_USER
    finally:
        executor.shutdown(wait=True)
        loop.close()


def _exit_code(error: SystemExit) -> int:
    """The code with which Python itself would exit on this SystemExit."""
    if error.code is None or isinstance(error.code, int):
        return error.code or 0
    print(error.code, file=sys.stderr)
    return 1


def _exit(code: int) -> None:
    """Ends a forked process without running what its parent registered for its own end."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code & 0xFF)
