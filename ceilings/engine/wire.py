"""The signatures by which Pulumi's protocol marks special values inside of plain objects."""

from __future__ import annotations

from typing import Any

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""The sentinel for a value that is not known yet, where a string is due (and where the SDKs send any unknown)."""

UNKNOWNS = frozenset(
    {
        UNKNOWN,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }
)
"""Every sentinel of an unknown: string, boolean, number, array, asset, archive and object."""

SIGNATURE_KEY = "4dabf18193072939515e22adb298388d"
"""The key whose value says what a marked object is."""

SECRET = "1b47061264138c4ac30d75fd1eb44270"
"""Signature of a secret: its value is under `value`."""

OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
"""Signature of an output: `value` (absent when unknown), `secret` and `dependencies`."""

RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e"
"""Signature of a reference to a resource: `urn`, and `id` when it is a custom resource's (empty when unknown)."""


def secret(value: Any) -> dict[str, Any]:
    """`value` marked as a secret."""
    return {SIGNATURE_KEY: SECRET, "value": value}


def is_unknown(value: Any) -> bool:
    """Whether a value is itself unknown (an object that holds an unknown is not)."""
    if isinstance(value, str):
        return value in UNKNOWNS
    if isinstance(value, dict) and value.get(SIGNATURE_KEY) in (SECRET, OUTPUT):
        return "value" not in value or is_unknown(value["value"])
    return False


def holds_unknown(value: Any) -> bool:
    """Whether a value or anything in it is unknown."""
    if is_unknown(value):
        return True
    if isinstance(value, dict):
        return any(holds_unknown(item) for item in value.values())
    return isinstance(value, list) and any(holds_unknown(item) for item in value)


def holds_secret(value: Any) -> bool:
    """Whether a value or anything in it is marked as a secret."""
    if isinstance(value, dict):
        signature = value.get(SIGNATURE_KEY)
        if signature == SECRET or (signature == OUTPUT and value.get("secret")):
            return True
        return any(holds_secret(item) for item in value.values())
    return isinstance(value, list) and any(holds_secret(item) for item in value)


def plain(value: Any) -> Any:
    """A value without its marks of secrets and outputs; unknowns stay as the sentinel."""
    if isinstance(value, dict):
        if value.get(SIGNATURE_KEY) in (SECRET, OUTPUT):
            return plain(value["value"]) if "value" in value else UNKNOWN
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value
