"""Reading numbers: plain ones, Kubernetes quantities and the unit strings that some services take.

Every reader gives a number, or ``None`` for a value that is no such quantity. None of them guesses.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Final, TypeAlias

from ceilings.values import Value

Number: TypeAlias = int | float
Reader: TypeAlias = Callable[[Value], Number | None]

_GIB: Final = 2**30

# Source: kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity
_SUFFIXES: Final[dict[str, float]] = {
    "": 1, "n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
    "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50, "Ei": 2**60,
}  # fmt: skip
_QUANTITY: Final = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z]*)")
_PLAIN: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def number(value: Value) -> Number | None:
    """A plain number, or a string that spells one. Infinity is a number (and no ceiling); NaN and booleans are not."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return None if isinstance(value, float) and math.isnan(value) else value
    if isinstance(value, str) and _PLAIN.fullmatch(text := value.strip()):
        return _tidy(float(text))
    return None


def quantity(value: Value) -> Number | None:
    """A Kubernetes quantity (``100``, ``"1k"``, ``"500m"``, ``"1000Gi"``) in its base unit."""
    if not isinstance(value, str):
        return number(value)
    match = _QUANTITY.fullmatch(value.strip())
    if match is None or match[2] not in _SUFFIXES:
        return None
    return _tidy(float(match[1]) * _SUFFIXES[match[2]])


def gib(value: Value) -> Number | None:
    """A Kubernetes quantity of bytes, in GiB."""
    size = quantity(value)
    return None if size is None else _tidy(size / _GIB)


def leading(value: Value) -> Number | None:
    """The number of a string such as ``"400 vCPU"`` or ``"3000 GB"``, in the unit that it names."""
    if not isinstance(value, str):
        return number(value)
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*[A-Za-z]*", value.strip())
    return None if match is None else _tidy(float(match[1]))


def show(value: Number) -> str:
    """A number as people write it: ``1,000``, ``0.5``, ``1e+30``."""
    if math.isinf(value):
        return "infinite"
    if abs(value) >= 1e15:
        return f"{value:.6g}"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def _tidy(value: float) -> Number:
    """Whole numbers as ``int``, so that messages read well."""
    return int(value) if math.isfinite(value) and abs(value) < 1e15 and value == int(value) else value
