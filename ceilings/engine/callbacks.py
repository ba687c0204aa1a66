"""Calls back into the program: transforms of resources and functions, and hooks around what happens to a resource."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ceilings.engine import structs
from ceilings.engine.errors import PreviewError
from ceilings.engine.proto import callback_pb2, callback_pb2_grpc, resource_pb2
from ceilings.engine.resources import Resource
from ceilings.engine.rpc import Channel, channel, grpc

Properties = dict[str, Any]
Transform = Callable[[resource_pb2.TransformRequest], tuple[Properties | None, resource_pb2.TransformResourceOptions | None]]
InvokeTransform = Callable[[str, Properties, resource_pb2.TransformInvokeOptions], tuple[Properties, resource_pb2.TransformInvokeOptions]]


@dataclass(frozen=True)
class Hook:
    """A hook that the program registered."""

    name: str
    callback: callback_pb2.Callback
    on_preview: bool
    ignore_errors: bool


class Callbacks:
    """The program's callback servers, by their addresses."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._channels: dict[str, Channel] = {}
        self._hooks: dict[str, Hook] = {}

    def transform(self, callback: callback_pb2.Callback) -> Transform:
        """The transform of resources behind a callback; `None` for what it leaves as it is."""

        def run(
            request: resource_pb2.TransformRequest,
        ) -> tuple[Properties | None, resource_pb2.TransformResourceOptions | None]:
            response = resource_pb2.TransformResponse.FromString(self._invoke(callback, request))
            properties = structs.to_plain(response.properties) if response.HasField("properties") else None
            return properties, response.options if response.HasField("options") else None

        return run

    def invoke_transform(self, callback: callback_pb2.Callback) -> InvokeTransform:
        """The transform of functions behind a callback."""

        def run(
            token: str, args: Properties, options: resource_pb2.TransformInvokeOptions
        ) -> tuple[Properties, resource_pb2.TransformInvokeOptions]:
            request = resource_pb2.TransformInvokeRequest(token=token, args=structs.to_struct(args), options=options)
            response = resource_pb2.TransformInvokeResponse.FromString(self._invoke(callback, request))
            return (
                structs.to_plain(response.args) if response.HasField("args") else args,
                response.options if response.HasField("options") else options,
            )

        return run

    def add_hook(self, hook: Hook) -> None:
        """Takes a hook in; names are unique. Raises `PreviewError`."""
        with self._lock:
            if hook.name in self._hooks:
                raise PreviewError(f"resource hook already registered for name {hook.name!r}")
            self._hooks[hook.name] = hook

    def run_hooks(self, names: Iterable[str], when: str, resource: Resource, outputs: Properties | None) -> Iterable[tuple[bool, str]]:
        """Runs the hooks that want to run on a preview; yields each failure and whether it is to be ignored."""
        for name in names:
            hook = self._hooks.get(name)
            if hook is None:
                yield False, f"hook {name!r} was not registered"
                continue
            if not hook.on_preview:
                continue
            request = resource_pb2.ResourceHookRequest(
                urn=resource.urn,
                id=resource.id,
                name=resource.name,
                type=resource.type,
                new_inputs=structs.to_struct(resource.inputs),
                new_outputs=structs.to_struct(outputs) if outputs is not None else None,
            )
            try:
                response = resource_pb2.ResourceHookResponse.FromString(self._invoke(hook.callback, request))
                error = response.error
            except grpc.RpcError as raised:
                error = raised.details() or str(raised.code())
            if error:
                yield hook.ignore_errors, f"{when} hook {name!r} failed: {error}"

    def close(self) -> None:
        """Closes the connections."""
        for connection in self._channels.values():
            connection.close()

    def _invoke(self, callback: callback_pb2.Callback, request: Any) -> bytes:
        with self._lock:
            if callback.target not in self._channels:
                self._channels[callback.target] = channel(callback.target)
            stub = callback_pb2_grpc.CallbacksStub(self._channels[callback.target])
        message = callback_pb2.CallbackInvokeRequest(token=callback.token, request=request.SerializeToString())
        response: callback_pb2.CallbackInvokeResponse = stub.Invoke(message)
        return response.response
