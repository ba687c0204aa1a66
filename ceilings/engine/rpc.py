"""gRPC, whose package has no types: what the engine uses of it, in one place."""

from __future__ import annotations

from typing import Any, NoReturn

import grpc as _untyped

from ceilings.engine.proto import CHANNEL_OPTIONS

grpc: Any = _untyped
"""The package itself, for its constants and exceptions."""

Context = Any
"""A call that is being served (grpc.ServicerContext)."""

Channel = Any
"""A connection to a server (grpc.Channel)."""


def channel(address: str) -> Channel:
    """A connection on which messages may be of any length."""
    return grpc.insecure_channel(address, options=CHANNEL_OPTIONS)


def abort(context: Context, code: Any, reason: str) -> NoReturn:
    """Ends a call that is being served with an error."""
    context.abort(code, reason)
    raise AssertionError("abort raises")
