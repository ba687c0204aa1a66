"""Types that make what is not in the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ceilings.catalogue.entry import Class, Example, Opaque, entry


def unseen(token: str, why: str, source: str, words: str, remedy: str, example: Mapping[str, Any], *, brings_capacity: bool = True) -> None:
    """Declare a type whose content the pack does not read, so that it is always reported."""
    entry(
        type=token,
        klass=Class.OPAQUE,
        why=why,
        source=source,
        components=(Opaque(words=words, remedy=remedy, brings_capacity=brings_capacity),),
        blocked=Example(example, {"resource": "opaque"}),
    )
