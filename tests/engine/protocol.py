"""The provider's side of Pulumi's protocol, loaded without the SDK around it, as `ceilings.engine.proto` loads the rest.

A stack starts a process for each of its providers, and `import pulumi` would be most of what such a process does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ceilings.engine import proto

if TYPE_CHECKING:
    from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc
else:
    import importlib

    _PACKAGE = proto.__name__ + "_files"  # where that module put the SDK's generated files
    plugin_pb2 = importlib.import_module(f"{_PACKAGE}.plugin_pb2")
    provider_pb2 = importlib.import_module(f"{_PACKAGE}.provider_pb2")
    provider_pb2_grpc = importlib.import_module(f"{_PACKAGE}.provider_pb2_grpc")

__all__ = ["plugin_pb2", "provider_pb2", "provider_pb2_grpc"]
