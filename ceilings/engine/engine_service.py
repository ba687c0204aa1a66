"""The service that the log messages of the program come to (pulumirpc.Engine)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from google.protobuf import empty_pb2

from ceilings.engine.proto import engine_pb2, engine_pb2_grpc
from ceilings.engine.rpc import Context
from ceilings.engine.verdict import Diagnostic

_SEVERITIES = {1: "info", 2: "warning", 3: "error"}


class EngineService(engine_pb2_grpc.EngineServicer):
    """Takes the log messages of the program and the packs."""

    def __init__(self, say: Callable[[Diagnostic], None], is_stopped: Callable[[], bool]) -> None:
        self._say, self._is_stopped = say, is_stopped
        self._root = ""

    def Log(self, request: Any, context: Context) -> empty_pb2.Empty:
        """A message; debug messages and those about the engine's own end are nobody's concern."""
        severity = _SEVERITIES.get(request.severity)
        is_echo = self._is_stopped() and "Resource monitor has terminated" in request.message
        if severity and not is_echo:
            self._say(Diagnostic(severity, request.message.rstrip(), "program", request.urn))
        return empty_pb2.Empty()

    def GetRootResource(self, request: Any, context: Context) -> engine_pb2.GetRootResourceResponse:
        """The URN of the stack, if it was set."""
        return engine_pb2.GetRootResourceResponse(urn=self._root)

    def SetRootResource(self, request: Any, context: Context) -> engine_pb2.SetRootResourceResponse:
        """Keeps the URN of the stack."""
        self._root = request.urn
        return engine_pb2.SetRootResourceResponse()

    def StartDebugging(self, request: Any, context: Context) -> empty_pb2.Empty:
        """Nobody attaches a debugger here."""
        return empty_pb2.Empty()

    def RequirePulumiVersion(self, request: Any, context: Context) -> engine_pb2.RequirePulumiVersionResponse:
        """There is no command line here whose version could be wrong."""
        return engine_pb2.RequirePulumiVersionResponse()
