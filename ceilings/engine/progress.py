"""How far a preview is: told to nobody, or to a terminal."""

from __future__ import annotations

import sys
from typing import Any


class Progress:
    """Is told how far a preview is, and does nothing with it. A context for the time of the preview."""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *details: Any) -> None:
        """Ends the telling."""

    def registered(self, count: int, urn: str) -> None:
        """`count` resources were registered, the last of them `urn`."""


class TerminalProgress(Progress):
    """A line on standard error that changes while the preview runs and is gone afterwards."""

    def __init__(self) -> None:
        from rich.console import Console  # only for a terminal: it takes a while to load
        from rich.status import Status

        self._status = Status("Starting the program and the policy packs", console=Console(file=sys.stderr))

    def __enter__(self) -> TerminalProgress:
        self._status.start()
        return self

    def __exit__(self, *details: Any) -> None:
        self._status.stop()

    def registered(self, count: int, urn: str) -> None:
        """Shows the number and the last resource's type and name."""
        from rich.text import Text

        typ, name = urn.split("::", 3)[2:]
        printable = "".join(character if character.isprintable() else "?" for character in name)
        self._status.update(Text(f"{count} resources, the last {typ.rsplit('$', 1)[-1]} {printable}"))
