"""Echo providers: `pulumi-resource-aws` and others, for tests that reach no cloud and have no credentials.

They answer with what they were given and what `ceilings.engine.responses` says that a provider adds, the module that
the embedded preview asks too. Every resource that is really created, changed or deleted is one line of the file that
`LOG_VARIABLE` names.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import threading
from typing import Any, NoReturn

import grpc
from google.protobuf import empty_pb2

from ceilings.engine import functions, manifests, responses
from ceilings.engine.structs import to_plain, to_struct

from .construct import construct
from .protocol import plugin_pb2, provider_pb2, provider_pb2_grpc
from .serving import new_server, serve_until_stopped

LOG_VARIABLE = "CEILINGS_ECHO_LOG"
"""The environment variable with the path of the file to which each operation goes, as JSON: operation and urn."""

_log_lock = threading.Lock()


class EchoProvider(provider_pb2_grpc.ResourceProviderServicer):
    """One provider of package `package`; the engine starts a process for each that a stack has."""

    def __init__(self, package: str, engine_address: str) -> None:
        self._package = package
        self._engine_address = engine_address
        self._config: dict[str, Any] = {}

    def Handshake(
        self, request: provider_pb2.ProviderHandshakeRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ProviderHandshakeResponse:
        """Says what this provider understands: everything, so that nothing is lost on the way."""
        self._engine_address = request.engine_address
        return provider_pb2.ProviderHandshakeResponse(accept_secrets=True, accept_resources=True, accept_outputs=True)

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        """The version of the package's SDK, which is what a program asks for; none where there is no SDK."""
        try:
            return plugin_pb2.PluginInfo(version=importlib.metadata.version(f"pulumi_{self._package}"))
        except importlib.metadata.PackageNotFoundError:
            return plugin_pb2.PluginInfo()

    def GetSchema(self, request: provider_pb2.GetSchemaRequest, context: grpc.ServicerContext) -> provider_pb2.GetSchemaResponse:
        """A schema with nothing in it."""
        return provider_pb2.GetSchemaResponse(schema=json.dumps({"name": self._package, "version": "0.0.0"}))

    def CheckConfig(self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext) -> provider_pb2.CheckResponse:
        """Takes any configuration."""
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        """As Diff."""
        return self.Diff(request, context)

    def Configure(self, request: provider_pb2.ConfigureRequest, context: grpc.ServicerContext) -> provider_pb2.ConfigureResponse:
        """Keeps the configuration, of which a region or a namespace shows in later answers."""
        self._config = to_plain(request.args)
        return provider_pb2.ConfigureResponse(acceptSecrets=True, supportsPreview=True, acceptResources=True, acceptOutputs=True)

    def Check(self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext) -> provider_pb2.CheckResponse:
        """The inputs with what the provider adds to them."""
        token, name = _token(request.urn), request.name or request.urn.rsplit("::", 1)[-1]
        return provider_pb2.CheckResponse(inputs=to_struct(responses.check(token, to_plain(request.news), name, self._config)))

    def Diff(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        """Any difference of the inputs is an update."""
        changed = to_plain(request.old_inputs) != to_plain(request.news)
        return provider_pb2.DiffResponse(changes=provider_pb2.DiffResponse.DIFF_SOME if changed else provider_pb2.DiffResponse.DIFF_NONE)

    def Create(self, request: provider_pb2.CreateRequest, context: grpc.ServicerContext) -> provider_pb2.CreateResponse:
        """Unknown where the cloud would decide on preview, made up and logged on a real run."""
        token, inputs = _token(request.urn), to_plain(request.properties)
        if request.preview:
            return provider_pb2.CreateResponse(properties=to_struct(responses.preview_outputs(token, inputs)))
        _log("create", request.urn)
        created = f"{request.urn.rsplit('::', 1)[-1]}-id"
        return provider_pb2.CreateResponse(id=created, properties=to_struct(responses.created_outputs(token, inputs, created)))

    def Read(self, request: provider_pb2.ReadRequest, context: grpc.ServicerContext) -> provider_pb2.ReadResponse:
        """A resource that exists elsewhere: what the program knows of it, and stand-ins for the rest."""
        token, state = _token(request.urn), to_plain(request.properties)
        return provider_pb2.ReadResponse(
            id=request.id,
            inputs=request.inputs,
            properties=to_struct(responses.read_outputs(token, state, request.id)),
        )

    def Update(self, request: provider_pb2.UpdateRequest, context: grpc.ServicerContext) -> provider_pb2.UpdateResponse:
        """As Create, with the id that it has."""
        token, inputs = _token(request.urn), to_plain(request.news)
        if request.preview:
            outputs = responses.preview_outputs(token, inputs) | {"id": request.id}
        else:
            _log("update", request.urn)
            outputs = responses.created_outputs(token, inputs, request.id)
        return provider_pb2.UpdateResponse(properties=to_struct(outputs))

    def Delete(self, request: provider_pb2.DeleteRequest, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Logged, and done."""
        _log("delete", request.urn)
        return empty_pb2.Empty()

    def Invoke(self, request: provider_pb2.InvokeRequest, context: grpc.ServicerContext) -> provider_pb2.InvokeResponse:
        """The stand-in result of a function."""
        try:
            result = responses.invoke(request.tok, to_plain(request.args), self._config)
        except functions.CannotInvoke as error:
            _refuse(context, str(error))
        response = provider_pb2.InvokeResponse()
        getattr(response, "return").CopyFrom(to_struct(result))  # a keyword of Python is the field's name
        return response

    def Construct(self, request: provider_pb2.ConstructRequest, context: grpc.ServicerContext) -> provider_pb2.ConstructResponse:
        """The components that the Kubernetes provider constructs from manifests."""
        namespace = self._config.get("namespace")
        try:
            return construct(
                request,
                namespace if isinstance(namespace, str) and namespace else manifests.DEFAULT_NAMESPACE,
                self._engine_address,
            )
        except manifests.ManifestError as error:
            _refuse(context, str(error))

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Nothing takes so long here that it could be cancelled."""
        return empty_pb2.Empty()


def _token(urn: str) -> str:
    """The resource's own type: the last of the types that a URN lists."""
    return urn.split("::")[2].rsplit("$", 1)[-1]


def _refuse(context: grpc.ServicerContext, reason: str) -> NoReturn:
    context.abort(grpc.StatusCode.INVALID_ARGUMENT, reason)
    raise AssertionError("abort raises")


def _log(operation: str, urn: str) -> None:
    path = os.environ.get(LOG_VARIABLE)
    if path:
        with _log_lock, open(path, "a", encoding="utf-8") as log:
            print(json.dumps({"operation": operation, "urn": urn}), file=log)


def main(arguments: list[str]) -> int:
    """Serves the package that the first argument names until the engine is done; returns the exit code."""
    package, *rest = arguments
    server, port = new_server()
    engine_address = next((argument for argument in rest if not argument.startswith("-")), "")
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(EchoProvider(package, engine_address), server)
    return serve_until_stopped(server, port)
