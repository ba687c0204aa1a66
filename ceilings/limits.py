"""The limits that a finite ceiling must keep: what is above them is ``over``. Every limit is a configuration key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ceilings.quantity import Number


@dataclass(frozen=True, slots=True)
class Limit:
    """One configurable limit: its key, default, unit, and what it applies to, as a message says it."""

    key: str
    default: int
    unit: str
    applies_to: str


LIMITS: Final[Mapping[str, Limit]] = {
    limit.key: limit
    for limit in (
        Limit("maxNodesPerPool", 50, "nodes", "a pool of nodes"),
        Limit("maxAcceleratorsPerPool", 16, "accelerators", "an accelerator pool"),
        Limit("maxAcceleratorsPerStack", 32, "accelerators", "a stack"),
        Limit("maxReplicasPerWorkload", 100, "replicas", "a workload"),
        Limit("maxStorageGibPerVolume", 16_384, "GiB", "a volume, claim, file system or database"),
        Limit("maxMemoryGibPerPool", 8_192, "GiB of memory", "a pool of nodes"),
        Limit("maxCapacityUnits", 1_000, "units", "any other capacity"),
    )
}


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force, by key."""

    values: Mapping[str, Number]

    def __getitem__(self, key: str) -> Number:
        return self.values[key]

    @classmethod
    def of(cls, *overrides: Mapping[str, Number]) -> Limits:
        """The defaults with overrides. Where several overrides name one limit, the lowest holds: two policies never loosen each other."""
        values: dict[str, Number] = {key: limit.default for key, limit in LIMITS.items()}
        chosen: dict[str, Number] = {}
        for override in overrides:
            for key, value in override.items():
                if key in values:
                    chosen[key] = min(value, chosen.get(key, value))
        return cls({**values, **chosen})


DEFAULT_LIMITS: Final = Limits.of()


def schema(keys: Iterable[str]) -> dict[str, dict[str, object]]:
    """The configuration schema of some limits, as JSON schema properties with their defaults."""
    return {
        key: {
            "type": "number",
            "minimum": 0,
            "default": LIMITS[key].default,
            "description": f"The most {LIMITS[key].unit} allowed for {LIMITS[key].applies_to}.",
        }
        for key in keys
    }
