"""The command line. Each command is a module with `DESCRIPTION`, `add_arguments(parser)` and `run(arguments) -> int`.

A command's module is imported only when the command is called, so that `ceilings --help` and every other command stay
quick.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from ceilings import __version__

COMMANDS = {
    "preview": ("ceilings.engine.command", "judge a Pulumi program without the Pulumi CLI, providers or credentials"),
}
"""The commands: the module of each, and what it does in a few words."""

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command that the arguments name and returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(
        prog="ceilings", description="Rejects infrastructure without hard cost ceilings before it is launched."
    )
    parser.add_argument("--version", action="version", version=f"ceilings {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    called = next((word for word in words if not word.startswith("-")), None)
    for name, (module_name, summary) in COMMANDS.items():
        if name != called:
            commands.add_parser(name, help=summary)
            continue
        module = importlib.import_module(module_name)
        command = commands.add_parser(name, help=summary, description=module.DESCRIPTION)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    given = parser.parse_args(words)
    try:
        return int(given.run(given))
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _INTERRUPTED
