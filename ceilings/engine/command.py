"""`ceilings preview`: its arguments, and what it prints."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path

from ceilings.engine.preview import DEFAULT_TIMEOUT_SECONDS, Order, preview
from ceilings.engine.progress import Progress, TerminalProgress
from ceilings.engine.verdict import EXIT_CODES

DESCRIPTION = """\
Runs a Pulumi program written in Python as `pulumi preview` would, without the Pulumi CLI, providers or credentials, and
has policy packs judge what it registers. Exit code: 0 without mandatory violations, 1 with, 2 when something went wrong.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the command's arguments."""
    add = parser.add_argument
    add(
        "program",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="PROGRAM",
        help="a folder with Pulumi.yaml, a Pulumi.yaml, or a Python file or module folder beneath one (default: here)",
    )
    add("--stack", "-s", metavar="S", help="the stack (default: the only one that has a Pulumi.<stack>.yaml, else dev)")
    add(
        "--policy-pack",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help="a pack to judge with; may be given several times (default: the pack of Ceilings)",
    )
    add(
        "--policy-pack-config",
        action="append",
        default=[],
        metavar="FILE",
        help="the JSON configuration of a pack; once for each pack, in their order, empty for none",
    )
    add(
        "--config",
        "-c",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a value of the stack's configuration for this preview; may be given several times",
    )
    add("--json", action="store_true", help="print one JSON object and nothing else")
    add(
        "--timeout",
        type=_seconds,
        default=DEFAULT_TIMEOUT_SECONDS,
        metavar="SECONDS",
        help=f"how long the preview may take (default: {DEFAULT_TIMEOUT_SECONDS:g})",
    )
    add("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: on a terminal)")


def run(arguments: argparse.Namespace) -> int:
    """Previews, prints, and returns the exit code."""
    signal.signal(signal.SIGTERM, _terminated)
    order = Order(
        program=arguments.program,
        stack=arguments.stack,
        packs=arguments.policy_pack,
        pack_configs=[Path(file) if file else None for file in arguments.policy_pack_config],
        config=arguments.config,
        timeout_seconds=arguments.timeout,
    )
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # names come in any script, terminals do not
    styled = arguments.color == "always" or (arguments.color == "auto" and sys.stdout.isatty())
    if arguments.json:
        result = preview(order)
        json.dump(result.to_json(), sys.stdout, indent=2, ensure_ascii=False, allow_nan=False)
        print()
        return EXIT_CODES[result.result]
    with TerminalProgress() if sys.stderr.isatty() else Progress() as progress:
        result = preview(order, progress)
    from ceilings.engine import show

    show.write(result, sys.stdout, styled=styled)
    return EXIT_CODES[result.result]


def _terminated(number: int, _frame: object) -> None:
    """Ends the preview's processes with it."""
    raise SystemExit(128 + number)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"a number of seconds above 0 was expected, not {text!r}")
    return seconds
