"""A resource as the engine keeps it, and as a pack is shown it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ceilings.engine import structs
from ceilings.engine.proto import analyzer_pb2

STACK_TYPE = "pulumi:pulumi:Stack"
PROVIDER_PREFIX = "pulumi:providers:"


@dataclass
class Resource:
    """One resource of the stack. `inputs` and `outputs` are plain Python with Pulumi's marks of special values."""

    urn: str
    type: str
    name: str
    custom: bool
    parent: str
    inputs: dict[str, Any]
    outputs: dict[str, Any] = field(default_factory=dict)
    id: str = ""
    provider: str = ""
    """The reference of its provider, `URN::ID`; empty for components, the stack and providers."""
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    protect: bool | None = None
    retain_on_delete: bool | None = None
    deleted_with: str = ""
    ignore_changes: tuple[str, ...] = ()
    delete_before_replace: bool | None = None
    additional_secret_outputs: tuple[str, ...] = ()
    timeouts_seconds: Mapping[str, float] = field(default_factory=dict)
    was_read: bool = False
    stand_ins: tuple[str, ...] = ()
    opaque: str = ""

    @property
    def is_provider(self) -> bool:
        """Whether it is a provider, default or explicit."""
        return self.type.startswith(PROVIDER_PREFIX)


def make_urn(stack: str, project: str, parent: str, typ: str, name: str) -> str:
    """A resource's URN: its type comes after those of its parents, of which the stack does not count."""
    parent_type = qualified_type(parent) if parent else ""
    chain = f"{parent_type}${typ}" if parent_type and parent_type != STACK_TYPE else typ
    return f"urn:pulumi:{stack}::{project}::{chain}::{name}"


def qualified_type(urn: str) -> str:
    """The types in a URN, those of the parents included."""
    return urn.split("::", 3)[2]


def type_of(urn: str) -> str:
    """The type of a URN's own resource."""
    return qualified_type(urn).rsplit("$", 1)[-1]


def name_of(urn: str) -> str:
    """The name in a URN; it may hold anything, `::` included."""
    return urn.split("::", 3)[3]


def is_urn(text: str) -> bool:
    """Whether a text is formed as a URN."""
    return text.startswith("urn:pulumi:") and text.count("::") >= 3


def split_reference(reference: str) -> tuple[str, str]:
    """The URN and the id in a provider's reference. Raises ValueError."""
    urn, separator, identifier = reference.rpartition("::")
    if not separator or not is_urn(urn):
        raise ValueError(f"{reference!r} is not a reference to a provider")
    return urn, identifier


class Requests:
    """Writes a pack's requests. `provider_of` finds the provider of a reference; what is written of it is kept."""

    def __init__(self, provider_of: Callable[[str], Resource | None]) -> None:
        self._provider_of = provider_of
        self._providers: dict[str, analyzer_pb2.AnalyzerProviderResource] = {}

    def analyze(self, resource: Resource, *, for_remediation: bool = False) -> analyzer_pb2.AnalyzeRequest:
        """What a resource policy sees: the inputs. A remediation also gets the keys that are the provider's own."""
        return analyzer_pb2.AnalyzeRequest(
            urn=resource.urn,
            type=resource.type,
            name=resource.name,
            properties=structs.to_struct(structs.for_pack(resource.inputs, keep_internal=for_remediation)),
            options=_options(resource),
            provider=self._provider(resource.provider),
        )

    def analyze_stack(self, resources: Iterable[Resource]) -> analyzer_pb2.AnalyzeStackRequest:
        """What a stack policy sees: the outputs of every resource that the program manages."""
        return analyzer_pb2.AnalyzeStackRequest(resources=[self._stack_resource(one) for one in resources])

    def _stack_resource(self, resource: Resource) -> analyzer_pb2.AnalyzerResource:
        return analyzer_pb2.AnalyzerResource(
            urn=resource.urn,
            type=resource.type,
            name=resource.name,
            properties=structs.to_struct(structs.for_pack(resource.outputs)),
            options=_options(resource),
            provider=self._provider(resource.provider),
            parent=resource.parent,
            dependencies=resource.dependencies,
            propertyDependencies={
                name: analyzer_pb2.AnalyzerPropertyDependencies(urns=urns) for name, urns in resource.property_dependencies.items() if urns
            },
        )

    def _provider(self, reference: str) -> analyzer_pb2.AnalyzerProviderResource | None:
        if not reference:
            return None
        if reference not in self._providers:
            provider = self._provider_of(reference)
            if provider is None:
                return None
            self._providers[reference] = analyzer_pb2.AnalyzerProviderResource(
                urn=provider.urn,
                type=provider.type,
                name=provider.name,
                properties=structs.to_struct(structs.for_pack(provider.inputs)),
            )
        return self._providers[reference]


def _options(resource: Resource) -> analyzer_pb2.AnalyzerResourceOptions:
    timeouts = resource.timeouts_seconds
    return analyzer_pb2.AnalyzerResourceOptions(
        protect=bool(resource.protect),
        ignoreChanges=resource.ignore_changes,
        deleteBeforeReplace=bool(resource.delete_before_replace),
        deleteBeforeReplaceDefined=resource.delete_before_replace is not None,
        additionalSecretOutputs=resource.additional_secret_outputs,
        customTimeouts=analyzer_pb2.AnalyzerResourceOptions.CustomTimeouts(
            create=timeouts.get("create", 0),
            update=timeouts.get("update", 0),
            delete=timeouts.get("delete", 0),
            read=timeouts.get("read", 0),
        ),
        parent=resource.parent,
    )
