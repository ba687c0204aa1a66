"""Network plumbing that bills by the hour and for every byte: advisory, since it follows from what is judged elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ceilings.catalogue.aws._shared import plumbing
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.ceiling import Never

BYTES_REMEDY: Final = "Watch it with a budget, or keep the traffic off it: nothing in the service stops it."


def bytes_through(words: str, name: str = "traffic") -> Component:
    """Bytes that a piece of plumbing processes, without a cap."""
    return plumbing(name, "GB", Never(words), BYTES_REMEDY)


def piped(token: str | tuple[str, ...], why: str, source: str, words: str, example: Mapping[str, Any], name: str = "traffic") -> None:
    """Declare a type that bills by the hour and for every byte (or request) that passes, always."""
    entry(
        type=token,
        klass=Class.METERED,
        why=why,
        source=source,
        components=(bytes_through(words, name),),
        blocked=Example(example, {name: "unbounded"}),
    )
