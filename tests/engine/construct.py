"""Constructs `yaml/v2:ConfigFile` and `ConfigGroup` for the echo provider, as the real Kubernetes provider does.

The component and its children are registered with the engine's resource monitor one by one. Which children there are,
and what they are called, is `ceilings.engine.manifests`' to say, which the embedded preview asks too.
"""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import Any

import grpc

from ceilings.engine import manifests, wire
from ceilings.engine.proto import engine_pb2, engine_pb2_grpc, resource_pb2, resource_pb2_grpc
from ceilings.engine.structs import to_plain, to_struct

from .protocol import provider_pb2
from .serving import CHANNEL_OPTIONS


def construct(request: provider_pb2.ConstructRequest, namespace: str, engine_address: str) -> provider_pb2.ConstructResponse:
    """Registers the component that a ConstructRequest asks for and its children, and answers with its URN and state.

    `namespace` is the provider's default namespace. A component whose content cannot be seen gets no children and a
    warning, which is what the real provider does when an input is not known at preview. Raises
    `manifests.ManifestError`.
    """
    with grpc.insecure_channel(request.monitorEndpoint, options=CHANNEL_OPTIONS) as channel:
        monitor = resource_pb2_grpc.ResourceMonitorStub(channel)
        component = monitor.RegisterResource(_component(request))
        try:
            children = manifests.expand(request.type, request.name, to_plain(request.inputs), Path.cwd(), namespace)
        except manifests.CannotExpand as reason:
            _warn(engine_address, component.urn, f"{request.name} was not expanded: {reason}")
            return provider_pb2.ConstructResponse(urn=component.urn, state=to_struct({"resources": wire.UNKNOWN}))
        registered: list[resource_pb2.RegisterResourceResponse] = []
        for child in children:
            depends_on = [registered[place].urn for place in child.depends_on]
            registered.append(monitor.RegisterResource(_child(request, component.urn, child, depends_on)))
        references = [_reference(child) for child in registered]
        return provider_pb2.ConstructResponse(urn=component.urn, state=to_struct({"resources": references}))


def _component(request: provider_pb2.ConstructRequest) -> resource_pb2.RegisterResourceRequest:
    return resource_pb2.RegisterResourceRequest(
        type=request.type,
        name=request.name,
        parent=request.parent,
        custom=False,
        object=to_struct({}),
        protect=request.protect if request.HasField("protect") else None,
        dependencies=request.dependencies,
        providers=request.providers,
        aliases=request.aliases,
        aliasSpecs=True,
        ignoreChanges=request.ignoreChanges,
        deletedWith=request.deletedWith,
        acceptSecrets=True,
        acceptResources=True,
        version=_version(),
    )


def _child(
    request: provider_pb2.ConstructRequest, parent: str, child: manifests.Child, depends_on: list[str]
) -> resource_pb2.RegisterResourceRequest:
    return resource_pb2.RegisterResourceRequest(
        type=child.token,
        name=child.name,
        parent=parent,
        custom=True,
        object=to_struct(child.inputs),
        dependencies=depends_on,
        provider=request.providers.get("kubernetes", ""),
        acceptSecrets=True,
        acceptResources=True,
        aliasSpecs=True,
        version=_version(),
    )


def _reference(registered: resource_pb2.RegisterResourceResponse) -> dict[str, Any]:
    """How a custom resource goes over the wire as a value; its id is empty while it is unknown."""
    resource_id = "" if registered.id in wire.UNKNOWNS else registered.id
    return {wire.SIGNATURE_KEY: wire.RESOURCE, "urn": registered.urn, "id": resource_id, "packageVersion": _version()}


def _version() -> str:
    """The version that the real provider would have: its SDK's."""
    return importlib.metadata.version("pulumi_kubernetes")


def _warn(engine_address: str, urn: str, message: str) -> None:
    with grpc.insecure_channel(engine_address) as channel:
        engine_pb2_grpc.EngineStub(channel).Log(engine_pb2.LogRequest(severity=engine_pb2.WARNING, urn=urn, message=message))
