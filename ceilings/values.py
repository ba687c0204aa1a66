"""Property values as the judgement sees them.

A value is a plain ``str``, ``bool``, ``int``, ``float``, ``None``, ``list`` or ``dict``, or one of four values of their own:
``UNKNOWN`` (not known until the cloud computes it), ``MISSING`` (the property is not there), a ``Secret`` (known, judged,
never shown) and a ``Reference`` (a resource, an asset or an archive: it holds no number).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeAlias

Value: TypeAlias = Any
"""A property value: JSON-like Python, or one of this module's own."""


class Special(Enum):
    """Values that stand for the lack of one."""

    UNKNOWN = "unknown"
    MISSING = "missing"

    def __repr__(self) -> str:
        return self.name


UNKNOWN: Final = Special.UNKNOWN
MISSING: Final = Special.MISSING


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that the program or the provider marked as secret. It is judged like any other and never printed."""

    value: Value

    def __repr__(self) -> str:
        return "Secret(...)"


@dataclass(frozen=True, slots=True)
class Reference:
    """A resource reference, an asset or an archive: ``kind`` says which, ``target`` is the URN, path or address."""

    kind: str
    target: str


# The engine's wire format marks special objects with this key, and unknown values with one of these strings.
# Source: github.com/pulumi/pulumi, sdk/go/common/resource/properties.go and sdk/go/common/resource/plugin/rpc.go.
SIGNATURE_KEY: Final = "4dabf18193072939515e22adb298388d"
SECRET_SIGNATURE: Final = "1b47061264138c4ac30d75fd1eb44270"
ASSET_SIGNATURE: Final = "c44067f5952c0a294b673a41bacd8c17"
ARCHIVE_SIGNATURE: Final = "0def7320c3a5731c473e5ecbe6d01bc7"
RESOURCE_SIGNATURE: Final = "5cf8f73096256a8f31e491e813e4eb8e"
OUTPUT_SIGNATURE: Final = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
UNKNOWN_SENTINELS: Final = frozenset(
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }
)


def decode(value: Value) -> Value:
    """Decode a JSON-like value in the engine's wire format, at any depth, to the values of this module."""
    if isinstance(value, str):
        return UNKNOWN if value in UNKNOWN_SENTINELS else value
    if isinstance(value, list):
        return [decode(item) for item in value]
    if isinstance(value, dict):
        if SIGNATURE_KEY in value:
            return decode_special(value)
        return {key: decode(item) for key, item in value.items()}
    return value


def decode_special(fields: dict[str, Value]) -> Value:
    """Decode an object that carries the engine's signature key. What is not recognised is ``UNKNOWN``: it fails closed."""
    signature = fields[SIGNATURE_KEY]
    if signature == SECRET_SIGNATURE:
        return Secret(decode(fields.get("value")))
    if signature == OUTPUT_SIGNATURE:
        inner = decode(fields["value"]) if "value" in fields else UNKNOWN
        return Secret(inner) if fields.get("secret") is True else inner
    if signature == RESOURCE_SIGNATURE:
        return Reference("resource", str(fields.get("urn", "")))
    if signature == ASSET_SIGNATURE:
        return Reference("asset", str(fields.get("path") or fields.get("uri") or ""))
    if signature == ARCHIVE_SIGNATURE:
        return Reference("archive", str(fields.get("path") or fields.get("uri") or ""))
    return UNKNOWN


def reveal(value: Value) -> Value:
    """The value itself, without the mark of a secret."""
    while isinstance(value, Secret):
        value = value.value
    return value
