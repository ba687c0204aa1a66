"""Remote components: those whose children a provider registers.

The Kubernetes provider's `yaml/v2` components are expanded here as it expands them. Of every other one only its
provider can say what is in it. What cannot be expanded is opaque. A component of the Kubernetes provider then stands as
it would in the real engine, without children; one of another package goes to the packs like a resource of its own, with
its inputs and a reference to its provider, so that a pack that knows neither the type nor its content can tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ceilings.engine import manifests, structs, wire
from ceilings.engine.proto import resource_pb2

Register = Callable[[resource_pb2.RegisterResourceRequest], resource_pb2.RegisterResourceResponse]
_PACKAGE = "kubernetes"

MOST_REFERENCES = 500
"""How many children a component's `resources` names. Beyond, it is unknown: a program makes an object of each, with a
call to the engine, which takes minutes for thousands, while hardly any program looks at them."""


@dataclass(frozen=True)
class Constructed:
    """What a component came to: its URN, its outputs, and why its content is unseen, if it is."""

    urn: str
    outputs: dict[str, Any]
    opaque: str = ""


def construct(
    request: resource_pb2.RegisterResourceRequest,
    inputs: dict[str, Any],
    config: dict[str, Any] | None,
    folder: Path,
    register: Register,
) -> Constructed:
    """Registers a component of the Kubernetes provider and its children. Raises `manifests.ManifestError`.

    `config` is the provider's configuration, `None` while it is not known: then the engine, which cannot ask the
    provider, registers the bare component. `folder` is the program's working directory.
    """
    component = register(_component(request))
    if config is None:
        reason = "the configuration of its provider is not known at preview"
        return Constructed(component.urn, {}, reason)
    namespace = config.get("namespace")
    namespace = namespace if isinstance(namespace, str) and namespace else manifests.DEFAULT_NAMESPACE
    try:
        children = manifests.expand(request.type, request.name, inputs, folder, namespace)
    except manifests.CannotExpand as reason:
        return Constructed(component.urn, {"resources": wire.UNKNOWN}, str(reason))
    registered: list[resource_pb2.RegisterResourceResponse] = []
    for child in children:
        depends_on = [registered[place].urn for place in child.depends_on]
        registered.append(register(_child(request, component.urn, child, depends_on)))
    if len(registered) > MOST_REFERENCES:
        return Constructed(component.urn, {"resources": wire.UNKNOWN})
    references = [_reference(child, request.version) for child in registered]
    return Constructed(component.urn, {"resources": references})


def _component(request: resource_pb2.RegisterResourceRequest) -> resource_pb2.RegisterResourceRequest:
    return resource_pb2.RegisterResourceRequest(
        type=request.type,
        name=request.name,
        parent=request.parent,
        protect=request.protect if request.HasField("protect") else None,
        dependencies=request.dependencies,
        providers=request.providers,
        aliases=request.aliases,
        aliasSpecs=True,
        ignoreChanges=request.ignoreChanges,
        deletedWith=request.deletedWith,
        acceptSecrets=True,
        acceptResources=True,
        version=request.version,
    )


def _child(
    request: resource_pb2.RegisterResourceRequest, parent: str, child: manifests.Child, depends_on: list[str]
) -> resource_pb2.RegisterResourceRequest:
    return resource_pb2.RegisterResourceRequest(
        type=child.token,
        name=child.name,
        parent=parent,
        custom=True,
        object=structs.to_struct(child.inputs),
        dependencies=depends_on,
        provider=request.providers.get(_PACKAGE, ""),
        acceptSecrets=True,
        acceptResources=True,
        aliasSpecs=True,
        supportsPartialValues=True,
        version=request.version,
    )


def _reference(registered: resource_pb2.RegisterResourceResponse, version: str) -> dict[str, Any]:
    identifier = "" if wire.is_unknown(registered.id) else registered.id
    return {
        wire.SIGNATURE_KEY: wire.RESOURCE,
        "urn": registered.urn,
        "id": identifier,
        "packageVersion": version,
    }
