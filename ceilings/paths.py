"""Property paths, in Pulumi's own notation: ``spec.limits["nvidia.com/gpu"]``, ``productionVariants[0].instanceType``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

from ceilings.values import MISSING, UNKNOWN, Secret, Value

Steps: TypeAlias = tuple[str | int, ...]

_STEP: Final = re.compile(r"""\.?([^.\[\]"]+)|\[(\d+|\*)\]|\["((?:[^"\\]|\\.)*)"\]""")
_PLAIN: Final = re.compile(r"""[^.\[\]"]+""")


@lru_cache(maxsize=8192)
def parse(path: str) -> Steps:
    """The steps of a path: names and list indexes. ``[*]`` is the name ``*``. Raises ``ValueError`` on a malformed path."""
    steps: list[str | int] = []
    position = 0
    while position < len(path):
        match = _STEP.match(path, position)
        if match is None:
            raise ValueError(f"malformed property path {path!r} at {position}")
        name, index, quoted = match.groups()
        if name is not None:
            steps.append(name)
        elif quoted is not None:
            steps.append(re.sub(r"\\(.)", r"\1", quoted))
        else:
            steps.append(index if index == "*" else int(index))
        position = match.end()
    return tuple(steps)


def child(path: str, name: str) -> str:
    """The path of a property below ``path``, quoted where its name needs it."""
    if _PLAIN.fullmatch(name):
        return f"{path}.{name}" if path else name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'{path}["{escaped}"]'


class _Wrong:
    """The properties do not have the shape that the path expects: there is a value, and nothing can be found in it."""

    def __repr__(self) -> str:
        return "WRONG"


WRONG: Final = _Wrong()


def select(properties: Value, path: str) -> tuple[Value, bool]:
    """The value at a path, and whether it is secret (itself or by an ancestor).

    Below an unknown everything is ``UNKNOWN``; what is not there, or is null, is ``MISSING``; a scalar where an object is due is ``WRONG``.
    A list of one stands for its element and an element for a list of one, since providers differ on which they send.
    """
    value = properties
    secret = False
    for step in parse(path):
        if isinstance(value, Secret):
            value, secret = value.value, True
        if value is UNKNOWN:
            return UNKNOWN, secret
        if isinstance(step, int):
            if isinstance(value, list):
                value = value[step] if step < len(value) else MISSING
            elif value is None or value is MISSING:
                return MISSING, secret
            elif step != 0 or not hasattr(value, "keys"):
                return WRONG, secret
            continue
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
            if isinstance(value, Secret):
                value, secret = value.value, True
            if value is UNKNOWN:
                return UNKNOWN, secret
        if value is None or value is MISSING:
            return MISSING, secret
        if not hasattr(value, "keys"):
            return (MISSING if value == [] else WRONG), secret
        value = value.get(step, MISSING)
    if isinstance(value, Secret):
        value, secret = value.value, True
    return (MISSING if value is None else value), secret


def covers(ignored: str, path: str) -> bool:
    """Whether an ``ignoreChanges`` path names ``path`` or an ancestor of it."""
    try:
        outer, inner = parse(ignored), parse(path)
    except ValueError:
        return False
    if len(outer) > len(inner):
        return False
    return all(a in ("*", b) or (b == "*") for a, b in zip(outer, inner, strict=False))
