"""Between protobuf's Struct and plain Python, and between the forms that Pulumi's values take on their way.

Protobuf's own converter is slow, refuses NaN and infinity, which Pulumi sends, and turns whole numbers into integers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from google.protobuf import struct_pb2

from ceilings.engine import wire


def to_plain(struct: struct_pb2.Struct) -> dict[str, Any]:
    """A Struct's content as dictionaries, lists, strings, floats, booleans and None."""
    return {key: value_to_plain(value) for key, value in struct.fields.items()}


def value_to_plain(value: struct_pb2.Value) -> Any:
    """One value's content."""
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        return value.string_value
    if kind == "struct_value":
        return to_plain(value.struct_value)
    if kind == "list_value":
        return [value_to_plain(item) for item in value.list_value.values]
    if kind == "number_value":
        return value.number_value
    return value.bool_value if kind == "bool_value" else None


def to_struct(content: Mapping[str, Any]) -> struct_pb2.Struct:
    """The Struct with this content."""
    struct = struct_pb2.Struct()
    for key, value in content.items():
        _fill(struct.fields[key], value)
    return struct


def _fill(target: struct_pb2.Value, value: Any) -> None:
    if isinstance(value, str):
        target.string_value = value
    elif value is None:
        target.null_value = struct_pb2.NULL_VALUE
    elif isinstance(value, bool):
        target.bool_value = value
    elif isinstance(value, int | float):
        target.number_value = value
    elif isinstance(value, Mapping):
        fields = target.struct_value.fields
        if not value:
            target.struct_value.SetInParent()
        for key, item in value.items():
            _fill(fields[key], item)
    else:
        values = target.list_value.values
        target.list_value.SetInParent()
        for item in value:
            _fill(values.add(), item)


def lowered(value: Any) -> Any:
    """A value with outputs written as what they are worth: unknown, secret or plain. Dependencies are lost."""
    if isinstance(value, dict):
        if value.get(wire.SIGNATURE_KEY) == wire.OUTPUT:
            worth = lowered(value["value"]) if "value" in value else wire.UNKNOWN
            return wire.secret(worth) if value.get("secret") else worth
        return {key: lowered(item) for key, item in value.items()}
    return [lowered(item) for item in value] if isinstance(value, list) else value


def for_pack(value: Any, *, keep_internal: bool = False) -> Any:
    """A value as a pack sees it: outputs lowered, resources named by id or URN, keys that begin with `__` left out."""
    if isinstance(value, dict):
        signature = value.get(wire.SIGNATURE_KEY)
        if signature == wire.OUTPUT:
            return for_pack(lowered(value), keep_internal=keep_internal)
        if signature == wire.RESOURCE:
            return (value["id"] or wire.UNKNOWN) if "id" in value else value.get("urn", "")
        return {
            key: for_pack(item, keep_internal=keep_internal) for key, item in value.items() if keep_internal or not key.startswith("__")
        }
    return [for_pack(item, keep_internal=keep_internal) for item in value] if isinstance(value, list) else value


def without_resources(value: Any) -> Any:
    """A value for an SDK that does not accept references to resources: each is its id or URN."""
    return for_pack(value, keep_internal=True)


def without_secrets(value: Any) -> Any:
    """A value for an SDK that does not accept secrets: the marks are gone, the values stay."""
    if isinstance(value, dict):
        if value.get(wire.SIGNATURE_KEY) == wire.SECRET:
            return without_secrets(value.get("value"))
        return {key: without_secrets(item) for key, item in value.items()}
    return [without_secrets(item) for item in value] if isinstance(value, list) else value


def dependencies_in(value: Any) -> Iterator[str]:
    """The URNs of the resources that the outputs inside of a value come from."""
    if isinstance(value, dict):
        if value.get(wire.SIGNATURE_KEY) == wire.OUTPUT:
            yield from value.get("dependencies") or ()
        for item in value.values():
            yield from dependencies_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from dependencies_in(item)


def with_dependencies(value: Any, urns: set[str]) -> Any:
    """A value as an output that carries these dependencies; itself where it carries them all already."""
    if urns <= set(dependencies_in(value)):
        return value
    signature = value.get(wire.SIGNATURE_KEY) if isinstance(value, dict) else None
    if signature == wire.OUTPUT:
        return {**value, "dependencies": sorted(urns | set(value.get("dependencies") or ()))}
    output: dict[str, Any] = {wire.SIGNATURE_KEY: wire.OUTPUT, "dependencies": sorted(urns)}
    if signature == wire.SECRET:
        output["secret"] = True
        value = value.get("value")
    if not wire.is_unknown(value):
        output["value"] = value
    return output
