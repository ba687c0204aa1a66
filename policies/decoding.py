"""From the engine's protobuf messages to the judgement's resources, each property decoded once and only when it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from google.protobuf.struct_pb2 import Struct
from google.protobuf.struct_pb2 import Value as ProtoValue

from ceilings.resource import Resource
from ceilings.values import SIGNATURE_KEY, UNKNOWN, UNKNOWN_SENTINELS, decode_special


class Properties(Mapping[str, Any]):
    """The properties of a resource: a top-level property is decoded the first time that it is read."""

    __slots__ = ("_decoded", "_fields")

    def __init__(self, struct: Struct) -> None:
        self._fields = struct.fields
        self._decoded: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        try:
            return self._decoded[key]
        except KeyError:
            if key not in self._fields:
                raise
            value = self._decoded[key] = _value(self._fields[key])
            return value

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._fields

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


def _value(message: ProtoValue) -> Any:
    kind = message.WhichOneof("kind")
    if kind == "string_value":
        text = message.string_value
        return UNKNOWN if text in UNKNOWN_SENTINELS else text
    if kind == "number_value":
        return message.number_value
    if kind == "bool_value":
        return message.bool_value
    if kind == "struct_value":
        fields = message.struct_value.fields
        decoded = {key: _value(fields[key]) for key in fields}
        return _special(decoded) if SIGNATURE_KEY in decoded else decoded
    if kind == "list_value":
        return [_value(item) for item in message.list_value.values]
    return None


def _special(fields: dict[str, Any]) -> Any:
    """A secret, a reference or the like, whose parts are decoded already."""
    return decode_special(fields)


def resource_of(request: Any) -> Resource:
    """The resource of an ``AnalyzeRequest``, with its inputs."""
    return Resource(
        urn=request.urn,
        type=request.type,
        name=request.name,
        properties=Properties(request.properties),
        custom=request.HasField("provider"),
        ignore_changes=tuple(request.options.ignoreChanges),
        parent=request.options.parent,
        provider=request.provider.urn,
    )


def stack_resource_of(message: Any, judged: Resource | None) -> Resource:
    """The resource of an ``AnalyzerResource``, with its place in the graph.

    ``judged``: the same resource as ``Analyze`` had it, whose inputs are what the program asks for. Without it, its outputs must do.
    """
    outputs = Properties(message.properties)
    return Resource(
        urn=message.urn,
        type=message.type,
        name=message.name,
        properties=outputs if judged is None else judged.properties,
        outputs=outputs,
        custom=message.HasField("provider"),
        ignore_changes=tuple(message.options.ignoreChanges),
        parent=message.parent,
        dependencies=tuple(message.dependencies),
        property_dependencies={key: tuple(value.urns) for key, value in message.propertyDependencies.items()},
        provider=message.provider.urn,
    )
