"""Stands between the engine and a policy pack's process, as Pulumi's Python language host does.

The engine starts a pack before it tells the stack, and the Python policy SDK wants the stack in its environment at
start. So the language host answers in the pack's place until the engine calls ConfigureStack, then starts the pack
with PULUMI_STACK and its like set, and hands every other call through, undecoded.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable, Mapping
from typing import Any

import grpc
from pulumi.runtime.proto import analyzer_pb2

from .serving import CHANNEL_OPTIONS, new_server

_SERVICE = "pulumirpc.Analyzer"
_FORWARDED = ("Analyze", "AnalyzeStack", "Remediate", "GetAnalyzerInfo", "GetPluginInfo", "Configure", "Cancel")
_PORT_TIMEOUT_SECONDS = 120.0


class PackProxy:
    """Serves the Analyzer service for one pack; `start_pack(environment)` starts the pack's process when it is time.

    The first line of the process's standard output, the port, is read here; what follows is left to whoever waits for
    the pack.
    """

    def __init__(self, start_pack: Callable[[Mapping[str, str]], subprocess.Popen[bytes]]) -> None:
        self._start_pack = start_pack
        self._lock = threading.Lock()
        self._started = threading.Event()
        self._channel: grpc.Channel | None = None
        self._failure = ""
        self.process: subprocess.Popen[bytes] | None = None
        self._server, self.port = new_server()
        handlers = {method: self._handler(method) for method in _FORWARDED}
        handlers["Handshake"] = grpc.unary_unary_rpc_method_handler(_shake_hands)
        handlers["ConfigureStack"] = grpc.unary_unary_rpc_method_handler(self.configure_stack)
        self._server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(_SERVICE, handlers),))
        self._server.start()

    def wait_for_pack(self) -> subprocess.Popen[bytes] | None:
        """Blocks until the pack's process was started and its port read; None where the engine stopped before that."""
        self._started.wait()
        return self.process

    def stop(self) -> None:
        """Stops serving and ends the pack's process, if there is one."""
        self._server.stop(grace=None)
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
        self._started.set()

    def configure_stack(self, request: bytes, context: grpc.ServicerContext) -> bytes:
        """Starts the pack for the stack of this AnalyzerStackConfigureRequest and tells the pack about it too."""
        message = analyzer_pb2.AnalyzerStackConfigureRequest.FromString(request)
        environment = {
            "PULUMI_ORGANIZATION": message.organization,
            "PULUMI_PROJECT": message.project,
            "PULUMI_STACK": message.stack,
            "PULUMI_DRY_RUN": "true" if message.dry_run else "false",
            "PULUMI_CONFIG": json.dumps(dict(message.config)),
        }
        self._attach({key: value for key, value in environment.items() if value})
        if self._channel is not None:
            try:
                return self._call("ConfigureStack", request)
            except grpc.RpcError as error:
                if _status(error)[0] != grpc.StatusCode.UNIMPLEMENTED:
                    raise
        return analyzer_pb2.AnalyzerStackConfigureResponse().SerializeToString()

    def forward(self, method: str, request: bytes, context: grpc.ServicerContext) -> bytes:
        """Hands a call to the pack, starting it without a stack where the engine never told one (`policy publish`)."""
        self._attach({})
        if self._channel is None:
            context.abort(grpc.StatusCode.UNAVAILABLE, self._failure)
        try:
            return self._call(method, request)
        except grpc.RpcError as error:
            context.abort(*_status(error))
            raise

    def _handler(self, method: str) -> Any:
        return grpc.unary_unary_rpc_method_handler(lambda request, context: self.forward(method, request, context))

    def _call(self, method: str, request: bytes) -> bytes:
        assert self._channel is not None
        call: Any = self._channel.unary_unary(f"/{_SERVICE}/{method}")
        reply: bytes = call(request)
        return reply

    def _attach(self, environment: Mapping[str, str]) -> None:
        with self._lock:
            if self.process is not None:
                return
            self.process = self._start_pack(environment)
            assert self.process.stdout is not None
            first_line = self.process.stdout.readline().decode(errors="replace").strip()
            if first_line.isdecimal():
                self._channel = grpc.insecure_channel(f"127.0.0.1:{first_line}", options=CHANNEL_OPTIONS)
                grpc.channel_ready_future(self._channel).result(timeout=_PORT_TIMEOUT_SECONDS)
            else:
                what = f"printed {first_line!r} before its port" if first_line else "ended before it printed its port"
                self._failure = f"the policy pack {what}"
                self.process.terminate()
            self._started.set()


def _status(error: Any) -> tuple[grpc.StatusCode, str]:
    """What a failed call came to. An RpcError that a call raises is that call too, which its type does not say."""
    return error.code(), error.details() or ""


def _shake_hands(_request: bytes, _context: grpc.ServicerContext) -> bytes:
    return analyzer_pb2.AnalyzerHandshakeResponse().SerializeToString()
