"""A stand-in for `pulumi-language-python`, for machines that cannot have the real one.

It runs programs and plugins with its own interpreter, whatever virtual environment the project names, and installs
nothing: the tests bring an environment that has everything.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from queue import SimpleQueue
from typing import IO

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2

from .pack_proxy import PackProxy
from .program import SHOWN_TO_USER, ProgramRun, ProgramRunner
from .serving import new_server, serve_until_stopped


class LanguageHost(language_pb2_grpc.LanguageRuntimeServicer):
    """Answers the engine's calls about Python programs and plugins."""

    def __init__(self, programs: ProgramRunner, engine_address: str) -> None:
        self._programs = programs
        self._engine_address = engine_address
        self._proxies: list[PackProxy] = []

    def stop(self) -> None:
        """Ends every process that this host started and that still runs."""
        self._programs.stop()
        for proxy in self._proxies:
            proxy.stop()

    def Handshake(
        self, request: language_pb2.LanguageHandshakeRequest, context: grpc.ServicerContext
    ) -> language_pb2.LanguageHandshakeResponse:
        """The engine's first call: where it listens."""
        self._engine_address = request.engine_address
        return language_pb2.LanguageHandshakeResponse()

    def GetRequiredPackages(
        self, request: language_pb2.GetRequiredPackagesRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPackagesResponse:
        """None, so that the engine looks for a provider when the first resource of it comes."""
        return language_pb2.GetRequiredPackagesResponse()

    def GetRequiredPlugins(
        self, request: language_pb2.GetRequiredPluginsRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPluginsResponse:
        """None, as GetRequiredPackages."""
        return language_pb2.GetRequiredPluginsResponse()

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        """No version: this is a stand-in."""
        return plugin_pb2.PluginInfo()

    def About(self, request: language_pb2.AboutRequest, context: grpc.ServicerContext) -> language_pb2.AboutResponse:
        """The interpreter that runs the programs."""
        return language_pb2.AboutResponse(executable=sys.executable, version=".".join(map(str, sys.version_info[:3])))

    def GetProgramDependencies(
        self, request: language_pb2.GetProgramDependenciesRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetProgramDependenciesResponse:
        """None that anybody would have to install."""
        return language_pb2.GetProgramDependenciesResponse()

    def InstallDependencies(
        self, request: language_pb2.InstallDependenciesRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.InstallDependenciesResponse]:
        """Nothing to install."""
        return iter(())

    def RuntimeOptionsPrompts(
        self, request: language_pb2.RuntimeOptionsRequest, context: grpc.ServicerContext
    ) -> language_pb2.RuntimeOptionsResponse:
        """Nothing to ask."""
        return language_pb2.RuntimeOptionsResponse()

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Ends what runs."""
        self.stop()
        return empty_pb2.Empty()

    def Run(self, request: language_pb2.RunRequest, context: grpc.ServicerContext) -> language_pb2.RunResponse:
        """Runs a program to its end. An error that the program already logged is not told twice (`bail`)."""
        code = self._programs.run(
            ProgramRun(
                entry=request.info.entry_point,
                directory=request.pwd or request.info.program_directory,
                root_directory=request.info.root_directory,
                arguments=list(request.args),
                monitor_address=request.monitor_address,
                engine_address=self._engine_address,
                project=request.project,
                stack=request.stack,
                organization=request.organization or "organization",
                parallel=request.parallel,
                dry_run=request.dryRun,
                config=dict(request.config),
                config_secret_keys=list(request.configSecretKeys),
            )
        )
        if code == SHOWN_TO_USER:
            return language_pb2.RunResponse(bail=True)
        return language_pb2.RunResponse(error=f"program exited with non-zero exit code: {code}" if code else "")

    def RunPlugin(self, request: language_pb2.RunPluginRequest, context: grpc.ServicerContext) -> Iterator[language_pb2.RunPluginResponse]:
        """Runs a plugin written in Python, a policy pack or a component provider, and streams what it prints."""
        environment = {**os.environ, **dict(entry.split("=", 1) for entry in request.env)}
        folder = request.info.program_directory
        if request.kind == "analyzer":
            yield from self._run_pack([sys.executable, "-u", "-m", "pulumi.policy", *request.args, folder], folder, environment, context)
        else:
            process = _start([sys.executable, "-u", folder, *request.args], request.pwd, environment)
            context.add_callback(process.terminate)
            yield from _stream(process)

    def _run_pack(
        self, command: list[str], folder: str, environment: Mapping[str, str], context: grpc.ServicerContext
    ) -> Iterator[language_pb2.RunPluginResponse]:
        proxy = PackProxy(lambda stack: _start(command, folder, {**environment, **stack}))
        self._proxies.append(proxy)
        context.add_callback(proxy.stop)
        yield language_pb2.RunPluginResponse(stdout=f"{proxy.port}\n".encode())
        if (process := proxy.wait_for_pack()) is not None:
            yield from _stream(process)


def _start(command: list[str], folder: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder or None,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _stream(process: subprocess.Popen[bytes]) -> Iterator[language_pb2.RunPluginResponse]:
    """The process's output as it comes, then its exit code."""
    pieces: SimpleQueue[language_pb2.RunPluginResponse | None] = SimpleQueue()

    def pump(stream: IO[bytes], wrap: Callable[[bytes], language_pb2.RunPluginResponse]) -> None:
        while piece := os.read(stream.fileno(), 65536):
            pieces.put(wrap(piece))
        pieces.put(None)

    assert process.stdout is not None and process.stderr is not None
    for stream, wrap in (
        (process.stdout, lambda piece: language_pb2.RunPluginResponse(stdout=piece)),
        (process.stderr, lambda piece: language_pb2.RunPluginResponse(stderr=piece)),
    ):
        threading.Thread(target=pump, args=(stream, wrap), daemon=True).start()
    ended = 0
    while ended < 2:
        if (piece := pieces.get()) is None:
            ended += 1
        else:
            yield piece
    yield language_pb2.RunPluginResponse(exitcode=process.wait())


def main(arguments: list[str]) -> int:
    """Serves until the engine is done; returns the exit code."""
    programs = ProgramRunner()  # before any use of gRPC
    server, port = new_server()
    host = LanguageHost(programs, next((argument for argument in arguments if not argument.startswith("-")), ""))
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(host, server)
    return serve_until_stopped(server, port, host.stop)
