"""Providers as resources: default ones made when they are first needed, explicit ones, and what is known of each."""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ceilings.engine import wire
from ceilings.engine.errors import PreviewError
from ceilings.engine.proto import resource_pb2
from ceilings.engine.resources import PROVIDER_PREFIX, Resource, split_reference
from ceilings.engine.stack_config import StackConfig

_VERSION = re.compile(r"^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$")


@dataclass(frozen=True)
class ProviderRequest:
    """Which provider is wanted. `package` is the parameterized one's, where the provider is parameterized."""

    package: str
    version: str = ""
    download_url: str = ""
    is_parameterized: bool = False

    @property
    def default_name(self) -> str:
        """The name of the default provider for this request."""
        name = "default"
        if match := _VERSION.match(self.version):
            major, minor, patch, pre, build = match.groups()
            parts = [major, minor, patch, *(pre or "").split("."), *(build or "").split(".")]
            name += "".join("_" + part for part in parts if part)
        if self.download_url:
            name += "_" + re.sub(r"[^A-Za-z0-9_.\-/]", "_", self.download_url)
        return name


class Providers:
    """The providers of one preview. `register` makes a resource of the stack; it is called once for each provider."""

    def __init__(self, config: StackConfig, register: Callable[[str, str, dict[str, Any]], Resource]) -> None:
        self._config, self._register = config, register
        self._lock = threading.Lock()  # never held while anything else is called
        self._making_default = threading.Lock()
        self._defaults: dict[ProviderRequest, str] = {}
        self._packages: dict[str, ProviderRequest] = {}
        self._resources: dict[str, Resource] = {}

    def request(self, package: str, version: str, download_url: str, package_ref: str) -> ProviderRequest:
        """The request for a resource or a function of `package`. Raises `PreviewError` for an unknown reference."""
        if package_ref:
            with self._lock:
                if package_ref not in self._packages:
                    raise PreviewError(f"unknown provider package {package_ref!r}")
                return self._packages[package_ref]
        if version and not _VERSION.match(version):
            raise PreviewError(f"{version!r} is not a semantic version, which the provider of {package} should have")
        return ProviderRequest(package, version, download_url.rstrip("/") if version else download_url)

    def register_package(self, request: resource_pb2.RegisterPackageRequest) -> str:
        """The reference of a package that the program registers, which may be parameterized."""
        if not request.name:
            raise PreviewError("package name is empty")
        parameterized = request.HasField("parameterization")
        wanted = ProviderRequest(
            request.parameterization.name if parameterized else request.name,
            request.parameterization.version if parameterized else request.version,
            request.download_url,
            parameterized,
        )
        extension = request.extension.SerializeToString() if request.HasField("extension") else b""
        reference = str(uuid.uuid5(uuid.NAMESPACE_URL, repr((wanted, extension, request.parameterization.value))))
        with self._lock:
            self._packages[reference] = wanted
        return reference

    def reference(self, request: ProviderRequest, explicit: str, *, wanted_by: str) -> str:
        """The reference of the explicit provider, else of the default one, which is registered when it is new."""
        if explicit:
            try:
                split_reference(explicit)
            except ValueError as error:
                raise PreviewError(f"could not parse provider reference: {error}") from None
            return explicit
        with self._making_default:
            if request in self._defaults:
                return self._defaults[request]
            if self._denied(request.package):
                raise PreviewError(f"Default provider for '{request.package}' disabled. '{wanted_by}' must use an explicit provider.")
            inputs = self._config.of_package(request.package)
            if request.version:
                inputs["version"] = request.version
            resource = self._register(PROVIDER_PREFIX + request.package, request.default_name, inputs)
            self._defaults[request] = f"{resource.urn}::{resource.id}"
            return self._defaults[request]

    def add(self, resource: Resource) -> None:
        """Takes in a provider that was registered."""
        with self._lock:
            self._resources[resource.urn] = resource

    def resource(self, reference: str) -> Resource | None:
        """The provider that a reference names."""
        with self._lock:
            return self._resources.get(split_reference(reference)[0])

    def config(self, reference: str) -> Mapping[str, Any] | None:
        """A provider's configuration without its marks, or `None` where some of it is not known at preview.

        A provider whose configuration is not known is never asked anything: see `deployment`.
        """
        resource = self.resource(reference)
        if resource is None:
            return {}
        inputs = {name: value for name, value in resource.inputs.items() if name != "version"}
        return None if wire.holds_unknown(inputs) else {name: wire.plain(value) for name, value in inputs.items()}

    def _denied(self, package: str) -> bool:
        written = self._config.values.get("pulumi:disable-default-providers", "")
        if not written or package == "pulumi":
            return False
        try:
            barred = json.loads(written)
        except ValueError:
            barred = None
        if not isinstance(barred, list) or not all(isinstance(name, str) for name in barred):
            raise PreviewError("pulumi:disable-default-providers should be a list of packages' names")
        return any(name.strip() in ("*", package) for name in barred)
