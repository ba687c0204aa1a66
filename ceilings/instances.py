"""EC2 instance types: vCPUs, memory and accelerators, from the table beside the catalogue."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

MOST_ACCELERATORS: Final = 16
"""The most accelerators in one instance type (trn1.32xlarge, p2.16xlarge): taken where an accelerated type is not in the table."""

_TABLE: Final = Path(__file__).parent / "catalogue" / "instances.json"
# Families of accelerated computing. Source: docs.aws.amazon.com/ec2/latest/instancetypes/ac.html
_ACCELERATED: Final = re.compile(r"(p|g|gr|inf|trn|dl|vt|f)\d")


@cache
def _families() -> dict[str, dict[str, Any]]:
    families: dict[str, dict[str, Any]] = json.loads(_TABLE.read_text(encoding="utf-8"))["families"]
    return families


def _split(instance_type: str) -> tuple[str, str]:
    """Family and size. SageMaker's ``ml.`` prefix is dropped."""
    family, _, size = instance_type.strip().lower().removeprefix("ml.").partition(".")
    return family, size


def specification(instance_type: str) -> tuple[float, float, int] | None:
    """vCPUs, memory in GiB and accelerators of an instance type; ``None`` for one that the table lacks."""
    family, size = _split(instance_type)
    row = _families().get(family, {}).get("sizes", {}).get(size)
    return None if row is None else (row[0], row[1], row[2])


def types() -> Iterator[tuple[str, tuple[float, float, int]]]:
    """Every instance type of the table with its vCPUs, memory in GiB and accelerators."""
    for family, row in _families().items():
        for size, (vcpus, memory_gib, count) in row["sizes"].items():
            yield f"{family}.{size}", (vcpus, memory_gib, count)


def device(instance_type: str) -> tuple[str, str]:
    """The kind and the model of the accelerators in an instance type's family (``("gpu", "T4")``); empty for a family that has none."""
    row = _families().get(_split(instance_type)[0], {})
    return row.get("kind", ""), row.get("model", "")


def accelerators(instance_type: str) -> int:
    """Accelerators in one instance. A type that the table lacks counts as the largest of its family, or of all accelerated ones."""
    known = specification(instance_type)
    if known is not None:
        return known[2]
    family, _ = _split(instance_type)
    sizes = _families().get(family, {}).get("sizes", {})
    if sizes:
        return max(int(row[2]) for row in sizes.values())
    return MOST_ACCELERATORS if _ACCELERATED.match(family) else 0


def accelerated_family(family: str) -> bool:
    """Whether a family (``g5``) or a letter category (``g``) is of accelerated computing."""
    text = family.strip().lower()
    return bool(_ACCELERATED.match(text if any(char.isdigit() for char in text) else f"{text}1"))


def most_accelerators(instance_types: list[str]) -> tuple[int, str]:
    """The most accelerators in any of several instance types, and that type."""
    return max(((accelerators(name), name) for name in instance_types), default=(0, ""))
