"""A preview as text: the violations by pack and policy, what was said, and the verdict. Plain, or styled for a terminal."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TextIO

from ceilings.engine.verdict import Diagnostic, Preview, Violation

Line = list[tuple[str, str]]
"""Pieces of text with a style each; an empty style is plain."""

_LEVELS = {"mandatory": ("bold red", 0), "remediate": ("bold red", 1), "advisory": ("yellow", 2)}
_SEVERITIES = {"error": "bold red", "warning": "yellow", "info": ""}
_WORDS = {"passed": "Passed", "rejected": "Rejected", "failed": "Failed"}
_RESULTS = {"passed": "bold green", "rejected": "bold red", "failed": "bold red"}
_CONTROL = {code: f"\\x{code:02x}" for code in (*range(32), 127, *range(128, 160)) if chr(code) not in "\n\t"}


def lines(preview: Preview) -> Iterator[Line]:
    """The lines of a preview's text."""
    if preview.stack:
        yield [("Previewed stack ", ""), (preview.stack, "bold"), (f" of project {preview.project}", "")]
    if preview.violations or preview.remediations:
        yield []
        yield [("Policies:", "bold")]
        yield from _policies(preview)
    if preview.diagnostics:
        yield []
        yield [("Diagnostics:", "bold")]
        yield from _diagnostics(preview.diagnostics)
    yield []
    yield from _summary(preview)


def write(preview: Preview, stream: TextIO, *, styled: bool) -> None:
    """Writes a preview's text; control characters that came in with names and messages are written out."""
    if styled:
        from rich.console import Console  # only for a terminal: it takes a while to load
        from rich.text import Text

        console = Console(file=stream, force_terminal=True, highlight=False, soft_wrap=True)
        for line in lines(preview):
            console.print(Text.assemble(*((_harmless(text), style) for text, style in line)))
        return
    for line in lines(preview):
        print("".join(_harmless(text) for text, _ in line).rstrip(), file=stream)


def _policies(preview: Preview) -> Iterator[Line]:
    folders = {name: (version, folder) for name, version, folder in preview.packs}

    def pack_of(violation: Violation) -> str:
        return violation.pack

    def group(violation: Violation) -> tuple[int, str, str]:
        return _LEVELS.get(violation.level, ("", 3))[1], violation.policy, violation.level

    for pack, of_pack in itertools.groupby(sorted(preview.violations, key=pack_of), pack_of):
        version, folder = folders.get(pack, ("", ""))
        yield [
            ("  ", ""),
            (pack, "bold"),
            (f" {version}" if version else "", ""),
            (f" ({folder})" if folder else "", "dim"),
        ]
        for (_, policy, level), found in itertools.groupby(sorted(of_pack, key=group), group):
            yield from _policy(policy, level, sorted(found, key=lambda one: (one.urn, one.message)))
    for one in preview.remediations:
        yield [("  ", ""), (one.policy, "bold"), (" [remediate] rewrote ", "cyan"), (_subject(one.urn), "")]
        yield [(f"    {', '.join(one.changed) or 'nothing'} changed: {one.description}", "")]


def _policy(policy: str, level: str, found: list[Violation]) -> Iterator[Line]:
    severity = f", {found[0].severity}" if found[0].severity else ""
    style = _LEVELS.get(level, ("", 3))[0]
    yield [("    ", ""), (policy, "bold"), (f" [{level}{severity}]", style)]
    description = found[0].description
    shared = bool(description) and all(one.message.startswith(description) for one in found)
    if shared:
        yield from _indented(description, 6, "dim")
    for one in found:
        yield [("      - ", ""), (_subject(one.urn), "bold")]
        message = one.message.removeprefix(description) if shared else one.message
        yield from _indented(message.strip("\n"), 8)
        if one.stand_ins:
            yield from _indented(f"May hang on a stand-in: nobody called {', '.join(one.stand_ins)}.", 8, "italic")
        if one.exceptions:
            yield from _indented(f"Accepted by the exception {', '.join(one.exceptions)}.", 8, "italic")


def _diagnostics(diagnostics: list[Diagnostic]) -> Iterator[Line]:
    for source, said in itertools.groupby(diagnostics, lambda one: one.source):
        if source != "engine":
            yield [("  ", ""), (source, "bold"), (":", "")]
        for one in said:
            indent = 2 if source == "engine" else 4
            prefix = "" if one.severity == "info" else f"{one.severity}: "
            yield from _indented(prefix + one.message, indent, _SEVERITIES.get(one.severity, ""))


def _summary(preview: Preview) -> Iterator[Line]:
    levels = [violation.level for violation in preview.violations if not violation.exceptions]
    counts = [f"{levels.count(level)} {level}" for level in ("mandatory", "advisory") if levels.count(level)]
    found = f"{' and '.join(counts)} {'violation' if len(levels) == 1 else 'violations'}" if counts else "no violations"
    result = preview.result
    opaque = sum(1 for one in preview.resources if one.opaque)
    unseen = f", {opaque} of which could not be looked into" if opaque else ""
    resources = f"{_count(len(preview.resources), 'resource')}{unseen}, in {preview.duration_seconds:.1f} s"
    yield [(f"{_WORDS[result]}: ", _RESULTS[result]), (f"{found}; {resources}", "")]


def _indented(text: str, indent: int, style: str = "") -> Iterator[Line]:
    for line in text.split("\n"):
        yield [(" " * indent + line, style)]


def _subject(urn: str) -> str:
    parts = urn.split("::", 3)
    return f"{parts[2].rsplit('$', 1)[-1]} {parts[3]}" if len(parts) == 4 else urn or "the stack"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _harmless(text: str) -> str:
    return text.translate(_CONTROL)
