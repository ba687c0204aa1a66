"""Calls of functions: who answers them, with what, and when the answer is unknown."""

from __future__ import annotations

from typing import Any

from ceilings.engine import responses, structs, wire
from ceilings.engine.callbacks import InvokeTransform
from ceilings.engine.deployment import Deployment
from ceilings.engine.errors import PreviewError
from ceilings.engine.proto import resource_pb2
from ceilings.engine.providers import Providers
from ceilings.engine.registration import Registrar
from ceilings.engine.stand_ins import StandIns


class Invokes:
    """The functions of one preview.

    `transforms` are the program's own, applied to every call. `withheld` are the functions whose results were made up
    and that the program, which wanted an output, therefore takes as unknown.
    """

    def __init__(self, deployment: Deployment, providers: Providers, registrar: Registrar, stand_ins: StandIns) -> None:
        self.transforms: list[InvokeTransform] = []
        self.withheld: set[str] = set()
        self._deployment, self._providers = deployment, providers
        self._registrar, self._stand_ins = registrar, stand_ins

    def invoke(self, request: resource_pb2.ResourceInvokeRequest, *, is_output_form: bool) -> dict[str, Any] | None:
        """A function's result, or `None` where it is unknown as a whole. Raises `PreviewError` and `CannotInvoke`."""
        token, package = request.tok, request.tok.split(":", 1)[0]
        args = structs.to_plain(request.args)
        options = resource_pb2.TransformInvokeOptions(
            provider=self._registrar.resolve_provider(request.provider, {}, request.parent, package),
            version=request.version,
            plugin_download_url=request.pluginDownloadURL,
            plugin_checksums=request.pluginChecksums,
        )
        for transform in self.transforms:
            args, options = transform(token, args, options)
        wanted = self._providers.request(package, options.version, options.plugin_download_url, request.packageRef)
        provider = self._providers.reference(wanted, options.provider, wanted_by=token)
        roots = {*request.dependsOn, *structs.dependencies_in(args)}
        if roots and self._deployment.has_unresolved(roots):
            return None
        args = wire.plain(structs.lowered(args))
        if token == "pulumi:pulumi:getResource":
            return self._get_resource(str(args.get("urn")))
        if package == "pulumi":
            return {"name": args.get("stackName", args.get("name")), "outputs": wire.UNKNOWN}
        config = self._providers.config(provider)
        if config is None:
            return {}
        result = responses.invoke(token, args, config)
        if responses.STAND_IN_MARK in result:
            if is_output_form:
                self.withheld.add(token)
            else:
                self._stand_ins.record(token, result, args)
        return result

    def _get_resource(self, urn: str) -> dict[str, Any]:
        resource = self._deployment.find(urn)
        if resource is None:
            raise PreviewError(f"unknown resource {urn}")
        return {"urn": urn, "id": resource.id, "provider": resource.provider, "state": resource.outputs}
