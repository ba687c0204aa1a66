"""Runs a Pulumi program in a process of its own, as Pulumi's Python language host does.

Started as a script, with the interpreter of the project: `python -u program_child.py`, and one line of JSON on standard
input with the fields of `Run`. The process ends when its standard input does. It imports nothing of Ceilings, which that
interpreter need not have.

`withhold_stand_ins` is also for other hosts of programs: see there.
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.path.pop(0)  # this file's own folder, whose modules are not the program's to find

import asyncio
import atexit
import contextvars
import functools
import json
import logging
import os
import runpy
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypedDict

import pulumi
import pulumi.runtime

SHOWN_TO_USER = 32
"""The exit code of a program whose error was already logged to the engine."""

_MARK = "__ceilingsStandIn"
_OUTPUT_FORM = (("ceilings-invoke", "output"),)
_in_output_form: contextvars.ContextVar[bool] = contextvars.ContextVar("in_output_form", default=False)


class Run(TypedDict):
    """What to run, and for which stack."""

    entry: str
    root_folder: str
    address: str
    project: str
    stack: str
    organization: str
    config: dict[str, str]
    config_secret_keys: list[str]
    parallel: int


class _Monitor:
    """The program's connection to the resource monitor, with the results of functions seen through."""

    def __init__(self, stub: Any) -> None:
        self._stub = stub

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stub, name)

    def Invoke(self, request: Any) -> Any:
        is_output_form = _in_output_form.get()
        response = self._stub.Invoke(request, metadata=_OUTPUT_FORM if is_output_form else None)
        result = getattr(response, "return")
        if _MARK in result.fields:
            del result.fields[_MARK]
            if is_output_form:
                response.unknown = True
        return response


def withhold_stand_ins() -> None:
    """Makes made-up results of functions unknown where the program asked for an output; to be called before it runs.

    A provider that is only stood in for (`ceilings.engine.responses`) makes up what it cannot know. A program that calls
    a function plainly gets that value; one that wants an output gets an unknown output instead, which is what it is
    prepared for and what no policy takes for a fact. On the wire the two are the same, so this is done here. Works with
    any engine whose provider marks such results.
    """
    monitor = pulumi.runtime.settings.SETTINGS.monitor
    if monitor is None or isinstance(monitor, _Monitor):
        return
    pulumi.runtime.settings.SETTINGS.monitor = _Monitor(monitor)
    for name in ("invoke_output", "invoke_output_single"):
        function = getattr(pulumi.runtime, name, None)
        if function is not None and not hasattr(function, "__wrapped__"):
            setattr(pulumi.runtime, name, _as_output_form(function))


def _as_output_form(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        token = _in_output_form.set(True)
        try:
            return function(*args, **kwargs)  # the task that it starts keeps the context of this moment
        finally:
            _in_output_form.reset(token)

    return wrapped


def run(given: Run) -> int:
    """Runs the program and returns its exit code."""
    os.environ["PULUMI_CONFIG"] = json.dumps(given["config"])
    os.environ["PULUMI_CONFIG_SECRET_KEYS"] = json.dumps(given["config_secret_keys"])
    pulumi.runtime.set_all_config(given["config"], given["config_secret_keys"])
    pulumi.runtime.configure(
        pulumi.runtime.Settings(
            project=given["project"],
            stack=given["stack"],
            organization=given["organization"],
            parallel=given["parallel"],
            dry_run=True,
            monitor=given["address"],
            engine=given["address"],
            root_directory=given["root_folder"],
        )
    )
    withhold_stand_ins()
    entry = given["entry"]
    sys.argv = [entry]
    if os.path.isfile(entry):
        sys.path.insert(0, os.path.dirname(entry))
    # A program that fails leaves awaitables that nobody awaits; asyncio's complaints about them would bury the error.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.set_default_executor(ThreadPoolExecutor(max_workers=4 * given["parallel"]))
    try:
        loop.run_until_complete(pulumi.runtime.run_in_stack(lambda: _run_entry(entry)))
    except pulumi.RunError as error:
        pulumi.log.error(str(error))
        return SHOWN_TO_USER
    except SystemExit as error:
        if error.code is None or isinstance(error.code, int):
            return error.code or 0
        print(error.code, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BaseException as error:  # noqa: BLE001 -- whatever the program raises is the user's to see
        pulumi.log.error(_own_traceback(error))
        return SHOWN_TO_USER
    return 0


def _run_entry(entry: str) -> None:
    runpy.run_path(entry, run_name="__main__")


def _own_traceback(error: BaseException) -> str:
    """The traceback without the frames of Python's, Pulumi's and this file's machinery around the program."""
    machinery = tuple(str(Path(module).parent) + os.sep for module in (pulumi.__file__, asyncio.__file__) if module is not None)
    names = {__file__, runpy.__file__}

    def is_own(frame: traceback.FrameSummary) -> bool:
        file = frame.filename
        return file not in names and not file.startswith(("<frozen runpy", "<frozen importlib", *machinery))

    shown = traceback.TracebackException.from_exception(error)
    chain: traceback.TracebackException | None = shown
    while chain is not None:
        own = [frame for frame in chain.stack if is_own(frame)]
        chain.stack = traceback.StackSummary.from_list(own or list(chain.stack)[-1:])
        chain = chain.__cause__ or chain.__context__
    return "Program failed with an unhandled exception:\n" + "".join(shown.format())


def main() -> None:
    """Reads what to run from standard input and ends with the program's exit code."""
    lifeline = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    line = b""
    while not line.endswith(b"\n"):
        piece = os.read(lifeline, 65536)
        if not piece:
            sys.exit(1)  # whoever started this is gone
        line += piece
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    code = run(json.loads(line))
    # What the program wants done at its end is done; taking apart a large SDK, a fifth of a second, is nobody's wish.
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code & 0xFF)


def _end_with(lifeline: int) -> None:
    """Ends this process when the one that started it is gone, however it went."""
    while os.read(lifeline, 4096):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
