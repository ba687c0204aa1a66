"""What a program asks for with RegisterResource, taken apart: inheritance from parents, transforms, dependencies, options."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ceilings.engine import structs
from ceilings.engine.callbacks import Callbacks, Transform
from ceilings.engine.errors import PreviewError
from ceilings.engine.proto import callback_pb2, resource_pb2
from ceilings.engine.resources import Resource, is_urn, split_reference, type_of

Options = resource_pb2.TransformResourceOptions
Request = resource_pb2.RegisterResourceRequest

_DURATION = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)")
_SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}


@dataclass
class Registration:
    """A request with everything applied that its ancestors and the program's transforms have to say about it."""

    request: Request
    properties: dict[str, Any]
    options: Options
    dependencies: set[str]
    property_dependencies: dict[str, set[str]]
    own_transforms: list[Transform] = field(default_factory=list)

    def resource(self, provider: str) -> Resource:
        """The resource that is asked for; its URN is still open."""
        request, options = self.request, self.options
        has_replace = options.HasField("delete_before_replace")
        return Resource(
            urn="",
            type=request.type,
            name=request.name,
            custom=request.custom,
            parent=request.parent,
            inputs=structs.lowered(self.properties),
            provider=provider,
            dependencies=tuple(sorted(self.dependencies)),
            property_dependencies={key: tuple(sorted(urns)) for key, urns in self.property_dependencies.items()},
            protect=options.protect if options.HasField("protect") else None,
            retain_on_delete=options.retain_on_delete if options.HasField("retain_on_delete") else None,
            deleted_with=options.deleted_with,
            ignore_changes=tuple(options.ignore_changes),
            delete_before_replace=options.delete_before_replace if has_replace else None,
            additional_secret_outputs=tuple(options.additional_secret_outputs),
            timeouts_seconds=timeouts(options.custom_timeouts) if options.HasField("custom_timeouts") else {},
        )


class Registrar:
    """Applies to each request what was registered before it. Safe to use from several threads."""

    def __init__(self, callbacks: Callbacks) -> None:
        self._callbacks = callbacks
        self._lock = threading.Lock()
        self._goals: dict[str, Resource] = {}
        self._transforms: dict[str, list[Transform]] = {}
        self._stack_transforms: list[Transform] = []
        self._pending: dict[tuple[str, str, str], list[Transform]] = {}
        self._component_providers: dict[str, Mapping[str, str]] = {}
        self._parents: dict[str, str] = {}

    def add_stack_transform(self, callback: callback_pb2.Callback) -> None:
        """Has every later resource transformed."""
        with self._lock:
            self._stack_transforms.append(self._callbacks.transform(callback))

    def prepare(self, request: Request) -> Registration:
        """A request as the deployment needs it. Raises `PreviewError`, and what a transform raises as RpcError."""
        self._inherit(request)
        properties = structs.to_plain(request.object)
        dependencies = set(_urns(request.dependencies, "dependency"))
        property_dependencies = _property_dependencies(request, properties, dependencies)
        if request.transforms:
            for key, value in properties.items():
                properties[key] = structs.with_dependencies(value, property_dependencies.get(key, set()))
        options = self._options(request)
        own, inherited = self._collect_transforms(request)
        for transform in (*own, *inherited):
            changed, changed_options = transform(
                resource_pb2.TransformRequest(
                    type=request.type,
                    name=request.name,
                    custom=request.custom,
                    parent=request.parent,
                    properties=structs.to_struct(properties),
                    options=options,
                )
            )
            properties = properties if changed is None else changed
            options = options if changed_options is None else changed_options
        if request.transforms:
            dependencies = set(_urns(options.depends_on, "dependency"))
            property_dependencies = {}
        for key, value in properties.items():
            property_dependencies.setdefault(key, set()).update(structs.dependencies_in(value))
        if not request.custom:
            self._add_parents_providers(request.parent, options)
        return Registration(request, properties, options, dependencies, property_dependencies, own)

    def remember(self, registration: Registration, resource: Resource) -> None:
        """Keeps what the children of a registered resource inherit."""
        with self._lock:
            self._goals[resource.urn] = resource
            self._parents[resource.urn] = resource.parent
            self._transforms[resource.urn] = registration.own_transforms
            if not resource.custom:
                self._component_providers[resource.urn] = dict(registration.options.providers)

    def remember_read(self, resource: Resource) -> None:
        """Keeps the parent of a resource that was read, through which children find their ancestors."""
        with self._lock:
            self._parents[resource.urn] = resource.parent

    def provider_of(self, urn: str) -> str | None:
        """The provider of a registered resource; `None` for one that was never registered."""
        with self._lock:
            goal = self._goals.get(urn)
        return goal.provider if goal else None

    def resolve_provider(self, provider: str, providers: Mapping[str, str], parent: str, package: str) -> str:
        """The explicit provider for a package: the given one, else that of the options, else that of the parent."""
        if provider:
            return provider
        if package in providers:
            return providers[package]
        with self._lock:
            return self._component_providers.get(parent, {}).get(package, "")

    def _inherit(self, request: Request) -> None:
        with self._lock:
            goal = self._goals.get(request.parent)
        if goal is None:
            return
        request.deletedWith = request.deletedWith or goal.deleted_with
        if not request.HasField("protect") and goal.protect is not None:
            request.protect = goal.protect
        if not request.HasField("retainOnDelete") and goal.retain_on_delete is not None:
            request.retainOnDelete = goal.retain_on_delete
        if not request.provider and goal.provider:
            package = type_of(split_reference(goal.provider)[0]).rsplit(":", 1)[-1]
            is_local = not request.remote and not request.custom
            if is_local or package == request.type.split(":", 1)[0]:
                request.provider = goal.provider

    def _options(self, request: Request) -> Options:
        provider = request.provider
        if request.custom or request.remote:
            package = request.type.split(":", 1)[0]
            provider = self.resolve_provider(provider, request.providers, request.parent, package)
        options = Options(
            depends_on=request.dependencies,
            ignore_changes=request.ignoreChanges,
            replace_on_changes=request.replaceOnChanges,
            version=request.version,
            aliases=request.aliases,
            provider=provider,
            plugin_download_url=request.pluginDownloadURL,
            deleted_with=request.deletedWith,
            replace_with=request.replace_with,
            additional_secret_outputs=request.additionalSecretOutputs,
            providers=request.providers,
            plugin_checksums=request.pluginChecksums,
            hide_diff=request.hideDiffs,
            hooks=request.hooks if request.HasField("hooks") else None,
            custom_timeouts=request.customTimeouts if request.HasField("customTimeouts") else None,
            replacement_trigger=request.replacement_trigger if request.HasField("replacement_trigger") else None,
            **{"import": request.importId},  # type: ignore[arg-type]  # a keyword of Python is the field's name
        )
        for urn in _urns(request.aliasURNs, "alias"):
            options.aliases.add(urn=urn)
        if request.HasField("protect"):
            options.protect = request.protect
        if request.HasField("retainOnDelete"):
            options.retain_on_delete = request.retainOnDelete
        if request.deleteBeforeReplaceDefined or request.deleteBeforeReplace:
            options.delete_before_replace = request.deleteBeforeReplace
        return options

    def _collect_transforms(self, request: Request) -> tuple[list[Transform], list[Transform]]:
        """The resource's own transforms, and those of its ancestors and of the stack.

        A remote component is registered twice, by the program and by what constructs it; its transforms come with the
        first registration and run for both.
        """
        key = (request.parent, request.type, request.name)
        with self._lock:
            if key in self._pending:
                own = self._pending.pop(key)
            else:
                own = [self._callbacks.transform(callback) for callback in request.transforms]
                if request.remote and own:
                    self._pending[key] = own
            inherited: list[Transform] = []
            ancestor = request.parent
            while ancestor:
                inherited.extend(self._transforms.get(ancestor, ()))
                ancestor = self._parents.get(ancestor, "")
            return own, [*inherited, *self._stack_transforms]

    def _add_parents_providers(self, parent: str, options: Options) -> None:
        with self._lock:
            providers = self._component_providers.get(parent, {})
        for package, reference in providers.items():
            if package not in options.providers:
                options.providers[package] = reference


def timeouts(given: Any) -> dict[str, float]:
    """Custom timeouts in seconds. Raises `PreviewError` for one that is no duration."""
    return {name: _seconds(getattr(given, name)) for name in ("create", "update", "delete", "read") if getattr(given, name)}


def _seconds(text: str) -> float:
    parts = _DURATION.findall(text)
    if not parts or "".join(number + unit for number, unit in parts) != text.lstrip("+-"):
        raise PreviewError(f"unable to parse customTimeout Value {text}: a duration like 5m or 1h30m was expected")
    return sum(float(number) * _SECONDS[unit] for number, unit in parts) * (-1 if text.startswith("-") else 1)


def _property_dependencies(request: Request, properties: Mapping[str, Any], dependencies: set[str]) -> dict[str, set[str]]:
    if not request.propertyDependencies and not request.remote:
        return {key: set(dependencies) for key in properties}
    return {key: set(_urns(given.urns, f"dependency on property {key}")) for key, given in request.propertyDependencies.items()}


def _urns(texts: Iterable[str], what: str) -> Iterable[str]:
    for text in texts:
        if not is_urn(text):
            raise PreviewError(f"invalid {what} URN: {text!r}")
        yield text
