"""Pulumi's generated protocol modules, loaded without the SDK around them.

`import pulumi` takes half a second that the engine does not need: it only speaks the protocol, and the program and the
pack, which do need the SDK, load it in their own processes meanwhile. The modules are the installed SDK's own files,
under another package's name; their message classes are the same objects, wherever they are imported from.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

# gRPC, which the modules import, would tell the user's terminal of every connection that ends.
os.environ.setdefault("GRPC_VERBOSITY", "ERROR")

if TYPE_CHECKING:
    from pulumi.runtime.proto import (
        analyzer_pb2,
        analyzer_pb2_grpc,
        callback_pb2,
        callback_pb2_grpc,
        engine_pb2,
        engine_pb2_grpc,
        resource_pb2,
        resource_pb2_grpc,
    )
else:
    import importlib
    import importlib.machinery
    import sys
    import types
    from pathlib import Path

    _PACKAGE = __name__ + "_files"

    def _load(name: str) -> types.ModuleType:
        return importlib.import_module(f"{_PACKAGE}.{name}")

    _found = importlib.machinery.PathFinder.find_spec("pulumi")
    if _found is None or not _found.origin:
        raise ImportError("the Pulumi SDK for Python is not installed: install the package `pulumi`")
    _package = types.ModuleType(_PACKAGE)
    _package.__path__ = [str(Path(_found.origin).parent / "runtime" / "proto")]
    sys.modules[_PACKAGE] = _package

    analyzer_pb2 = _load("analyzer_pb2")
    analyzer_pb2_grpc = _load("analyzer_pb2_grpc")
    callback_pb2 = _load("callback_pb2")
    callback_pb2_grpc = _load("callback_pb2_grpc")
    engine_pb2 = _load("engine_pb2")
    engine_pb2_grpc = _load("engine_pb2_grpc")
    resource_pb2 = _load("resource_pb2")
    resource_pb2_grpc = _load("resource_pb2_grpc")

CHANNEL_OPTIONS = (
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
    ("grpc.max_metadata_size", 16 * 1024 * 1024),
)
"""Messages of any length, and room for an error's text: gRPC's defaults are 4 MiB and 8 KiB."""

__all__ = [
    "CHANNEL_OPTIONS",
    "analyzer_pb2",
    "analyzer_pb2_grpc",
    "callback_pb2",
    "callback_pb2_grpc",
    "engine_pb2",
    "engine_pb2_grpc",
    "resource_pb2",
    "resource_pb2_grpc",
]
