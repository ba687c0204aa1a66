"""Remembers what functions were answered with made-up values, and tells in which resources those values turn up."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from typing import Any

from ceilings.engine import responses

_SHORTEST_PART = 8
"""A made-up text of this length is looked for inside of other text too; a shorter one only as a whole value."""


class StandIns:
    """The made-up values that a program was given, by what they were given for. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._given: dict[str, frozenset[str | float]] = {}

    def record(self, source: str, result: Any, known: Mapping[str, Any]) -> None:
        """Remembers the result of `source` (a function's token); what repeats an argument (`known`) is not made up."""
        facts = set(_leaves(known))
        made_up = frozenset(leaf for leaf in _leaves(result) if leaf not in facts and leaf != "")
        with self._lock:
            self._given[source] = self._given.get(source, frozenset()) | made_up

    def found_in(self, inputs: Mapping[str, Any]) -> tuple[str, ...]:
        """The sources of the made-up values among these inputs, sorted."""
        with self._lock:
            given = dict(self._given)
        if not given:
            return ()
        leaves = set(_leaves(inputs))
        return tuple(sorted(source for source, values in given.items() if _share(values, leaves)))


def _share(values: frozenset[str | float], leaves: set[str | float]) -> bool:
    if values & leaves:
        return True
    parts = [value for value in values if isinstance(value, str) and len(value) >= _SHORTEST_PART]
    texts = [leaf for leaf in leaves if isinstance(leaf, str)]
    return any(part in text for text in texts for part in parts)


def _leaves(value: Any) -> Iterator[str | float]:
    """Texts, and the one number that stands in; other numbers, booleans and nulls turn up everywhere by chance."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _leaves(item)
    elif not isinstance(value, bool) and value == responses.STAND_IN_NUMBER:
        yield float(value)
