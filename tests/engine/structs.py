"""Protobuf's Struct and plain Python, both ways, with Pulumi's marks of secrets and unknowns left as they are.

Protobuf's own converter refuses NaN and infinity, which Pulumi sends, and turns whole numbers into integers, so that
a provider would answer with another value than it was given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.protobuf import struct_pb2


def to_plain(struct: struct_pb2.Struct) -> dict[str, Any]:
    """A Struct's content as dictionaries, lists, strings, floats, booleans and None."""
    return {key: _value_to_plain(value) for key, value in struct.fields.items()}


def to_struct(content: Mapping[str, Any]) -> struct_pb2.Struct:
    """The Struct with this content; TypeError for what a Struct cannot hold."""
    struct = struct_pb2.Struct()
    for key, value in content.items():
        _fill(struct.fields[key], value)
    return struct


def _value_to_plain(value: struct_pb2.Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return to_plain(value.struct_value)
    if kind == "list_value":
        return [_value_to_plain(item) for item in value.list_value.values]
    return getattr(value, kind) if kind and kind != "null_value" else None


def _fill(target: struct_pb2.Value, value: Any) -> None:
    if value is None:
        target.null_value = struct_pb2.NULL_VALUE
    elif isinstance(value, bool):
        target.bool_value = value
    elif isinstance(value, (int, float)):
        target.number_value = float(value)
    elif isinstance(value, str):
        target.string_value = value
    elif isinstance(value, Mapping):
        target.struct_value.CopyFrom(to_struct(value))
    elif isinstance(value, (list, tuple)):
        target.list_value.SetInParent()
        for item in value:
            _fill(target.list_value.values.add(), item)
    else:
        raise TypeError(f"a Struct cannot hold {type(value).__name__}")
