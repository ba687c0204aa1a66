"""One resource as the engine shows it, and how its properties are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ceilings import paths
from ceilings.values import MISSING, UNKNOWN, Secret, Value, reveal


@dataclass(frozen=True, slots=True)
class Resource:
    """One Pulumi resource.

    ``properties`` are its inputs, decoded: what the program asks for. ``outputs`` are what a stack policy sees besides: at preview they
    hold an unknown for all that the cloud will compute, even where a cap was left out, so they serve to join resources and never to judge
    them. ``custom`` is false for components, the stack and providers: they have no provider of their own. ``provider`` is the provider's
    URN (empty where nobody said): two Kubernetes providers may lead to two clusters.
    """

    urn: str
    type: str
    name: str
    properties: Mapping[str, Value]
    custom: bool = True
    ignore_changes: tuple[str, ...] = ()
    parent: str = ""
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outputs: Mapping[str, Value] = field(default_factory=dict)
    provider: str = ""

    def get(self, path: str) -> Value:
        """The value at a property path: plain, ``UNKNOWN``, ``MISSING``, or ``paths.WRONG`` where the shape differs."""
        return paths.select(self.properties, path)[0]

    def output(self, path: str) -> Value:
        """Likewise, of its outputs, or of its inputs where they do not have it: an id, an ARN, a name that the provider chose."""
        value = paths.select(self.outputs, path)[0]
        return self.get(path) if value is MISSING or value is UNKNOWN else value

    def text(self, path: str, default: str = "") -> str | None:
        """A string property; ``default`` where it is absent, ``None`` where it is unknown or no string."""
        value = self.get(path)
        if value is MISSING:
            return default
        return value if isinstance(value, str) else None

    def flag(self, path: str, default: bool = False) -> bool | None:
        """A boolean property; ``default`` where it is absent, ``None`` where it is unknown or neither true nor false."""
        value = self.get(path)
        if value is MISSING:
            return default
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return value.lower() == "true"
        return value if isinstance(value, bool) else None

    def each(self, path: str) -> list[str]:
        """The paths of a list's elements. Absent or empty: none. Unknown or no list: one path, below which all is unknown or wrong."""
        value = self.get(path)
        if value is MISSING or value == []:
            return []
        count = len(value) if isinstance(value, list) else 1
        return [f"{path}[{index}]" for index in range(count)]

    def keys(self, path: str) -> list[str] | None:
        """The names in an object; none where it is absent, ``None`` where it is unknown or no object."""
        value = self.get(path)
        if value is MISSING:
            return []
        return list(value.keys()) if hasattr(value, "keys") else None

    def strings(self, path: str) -> list[str] | None:
        """A list of strings (a single string counts as one); ``None`` where it, or any of its elements, is unknown."""
        value = self.get(path)
        if value is MISSING:
            return []
        items: list[Any] = value if isinstance(value, list) else [value]
        known: list[str] = []
        for item in items:
            item = reveal(item)
            if not isinstance(item, str):
                return None
            known.append(item)
        return known

    def secret(self, path: str) -> bool:
        """Whether the value at a path, an ancestor or an element of it is a secret."""
        if not path:
            return False
        value, secret = paths.select(self.properties, path)
        return secret or (isinstance(value, list) and any(isinstance(item, Secret) for item in value))

    def known(self, path: str) -> bool:
        """Whether the value at a path can be read (absent counts as known)."""
        return self.get(path) is not UNKNOWN
