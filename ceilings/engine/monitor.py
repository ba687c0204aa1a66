"""The resource monitor: the service that the program's SDK talks to (pulumirpc.ResourceMonitor)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from google.protobuf import empty_pb2

from ceilings.engine import construct, functions, manifests, structs, wire
from ceilings.engine.callbacks import Callbacks, Hook
from ceilings.engine.deployment import Deployment, Stopped
from ceilings.engine.errors import PreviewError
from ceilings.engine.invokes import Invokes
from ceilings.engine.proto import resource_pb2, resource_pb2_grpc
from ceilings.engine.providers import Providers
from ceilings.engine.registration import Registrar, Registration
from ceilings.engine.resources import PROVIDER_PREFIX, Resource, is_urn
from ceilings.engine.rpc import Context, abort, grpc
from ceilings.engine.stack_config import StackConfig
from ceilings.engine.stand_ins import StandIns
from ceilings.engine.verdict import Diagnostic

_NOT_SUPPORTED = frozenset({"BYTE_STRING"})
_FEATURE = "RESOURCE_MONITOR_FEATURE_"
_NAMED_FEATURES = frozenset(
    {
        "secrets",
        "resourceReferences",
        "outputValues",
        "registerResourceOutputValues",
        "aliasSpecs",
        "replacementTrigger",
        "deletedWith",
        "replaceWith",
        "transforms",
        "invokeTransforms",
        "parameterization",
        "resourceHooks",
        "errorHooks",
        "sendsOptionsToHooks",
    }
)


class Monitor(resource_pb2_grpc.ResourceMonitorServicer):
    """Serves one program. `done` is set when the program says that it registers no more."""

    def __init__(
        self,
        deployment: Deployment,
        config: StackConfig,
        folder: Path,
        stand_ins: StandIns,
        say: Callable[[Diagnostic], None],
    ) -> None:
        self.done = threading.Event()
        self._deployment, self._config, self._folder = deployment, config, folder
        self._say = say
        self._callbacks = Callbacks()
        self._registrar = Registrar(self._callbacks)
        self._after_hooks: dict[str, list[str]] = {}
        self._providers = Providers(config, self._register_default_provider)
        deployment.providers = self._providers
        self.invokes = Invokes(deployment, self._providers, self._registrar, stand_ins)

    def provider(self, reference: str) -> Resource | None:
        """The provider that a reference names."""
        return self._providers.resource(reference)

    def close(self) -> None:
        """Closes what was opened to call back into the program."""
        self._callbacks.close()

    def SupportsFeature(self, request: Any, context: Context) -> resource_pb2.SupportsFeatureResponse:
        """Whether a feature is known, by the name that older SDKs ask for."""
        return resource_pb2.SupportsFeatureResponse(hasSupport=request.id in _NAMED_FEATURES)

    def GetDeploymentInfo(self, request: Any, context: Context) -> resource_pb2.DeploymentInfo:
        """The stack, its configuration and every feature that is supported."""
        features = resource_pb2.ResourceMonitorFeature.items()
        return resource_pb2.DeploymentInfo(
            project=self._deployment.project,
            stack=self._config.stack,
            organization=self._config.organization,
            config=self._config.values,
            configSecretKeys=self._config.secret_keys,
            dryRun=True,
            parallel=16,
            supportedFeatures=[number for name, number in features if name.removeprefix(_FEATURE) not in _NOT_SUPPORTED],
        )

    def RegisterPackage(self, request: Any, context: Context) -> resource_pb2.RegisterPackageResponse:
        """A reference to a package, for later requests."""
        with _errors(context):
            return resource_pb2.RegisterPackageResponse(ref=self._providers.register_package(request))

    def RegisterStackTransform(self, request: Any, context: Context) -> empty_pb2.Empty:
        """Has every later resource transformed by the program."""
        self._registrar.add_stack_transform(request)
        return empty_pb2.Empty()

    def RegisterStackInvokeTransform(self, request: Any, context: Context) -> empty_pb2.Empty:
        """Has every later function call transformed by the program."""
        self.invokes.transforms.append(self._callbacks.invoke_transform(request))
        return empty_pb2.Empty()

    def RegisterResourceHook(self, request: Any, context: Context) -> empty_pb2.Empty:
        """Takes in a hook."""
        with _errors(context):
            self._callbacks.add_hook(Hook(request.name, request.callback, request.on_dry_run, request.ignore_errors))
        return empty_pb2.Empty()

    def RegisterErrorHook(self, request: Any, context: Context) -> empty_pb2.Empty:
        """Takes in a hook for failures, of which a preview has none."""
        return empty_pb2.Empty()

    def SignalAndWaitForShutdown(self, request: Any, context: Context) -> empty_pb2.Empty:
        """The program has registered everything; nothing is under way any more, so there is nothing to wait for."""
        self.done.set()
        return empty_pb2.Empty()

    def RegisterResource(self, request: Any, context: Context) -> resource_pb2.RegisterResourceResponse:
        """Registers a resource, a component or a provider."""
        with _errors(context):
            return self._register(request)

    def RegisterResourceOutputs(self, request: Any, context: Context) -> empty_pb2.Empty:
        """Sets the outputs of a component or of the stack."""
        with _errors(context):
            outputs = structs.lowered(structs.to_plain(request.outputs))
            component = self._deployment.register_outputs(request.urn, outputs)
            if component is not None:
                self._run_hooks(component, "after")
        return empty_pb2.Empty()

    def ReadResource(self, request: Any, context: Context) -> resource_pb2.ReadResourceResponse:
        """Reads a resource that exists elsewhere."""
        with _errors(context):
            provider = self._provider_for(request, request.type, request.provider)
            resource = Resource(
                urn="",
                type=request.type,
                name=request.name,
                custom=True,
                parent=request.parent,
                inputs=structs.lowered(structs.to_plain(request.properties)),
                id=request.id,
                provider=provider,
                dependencies=tuple(request.dependencies),
                additional_secret_outputs=tuple(request.additionalSecretOutputs),
                was_read=True,
            )
            unknown = self._deployment.read(resource)
            self._registrar.remember_read(resource)
            self._deployment.mark_settled(resource)
            return resource_pb2.ReadResourceResponse(
                urn=resource.urn,
                id=resource.id,
                unknown=unknown,
                properties=structs.to_struct(_for_sdk(resource.outputs, request)),
            )

    def ExistsResource(self, request: Any, context: Context) -> resource_pb2.ExistsResourceResponse:
        """Whether a resource exists elsewhere, which nobody can say here."""
        return resource_pb2.ExistsResourceResponse(exists=False, unknown=True)

    def Invoke(self, request: Any, context: Context) -> resource_pb2.ResourceInvokeResponse:
        """Calls a provider's function."""
        with _errors(context):
            is_output_form = ("ceilings-invoke", "output") in context.invocation_metadata()
            result = self.invokes.invoke(request, is_output_form=is_output_form)
            if result is None:
                return resource_pb2.ResourceInvokeResponse(unknown=True)
            response = resource_pb2.ResourceInvokeResponse()
            getattr(response, "return").CopyFrom(structs.to_struct(_for_sdk(result, request, keep_secrets=True)))
            return response

    def Call(self, request: Any, context: Context) -> NoReturn:
        """Calls a method of a component or a provider, which only the provider can answer."""
        abort(
            context,
            grpc.StatusCode.UNIMPLEMENTED,
            f"the method {request.tok} can only be answered by its provider, which the embedded preview does without",
        )

    def _register(self, request: resource_pb2.RegisterResourceRequest) -> resource_pb2.RegisterResourceResponse:
        parent = request.parent
        if parent and not is_urn(parent):
            raise PreviewError(f"invalid parent URN: {parent!r}")
        if (request.custom or request.remote) and request.type.count(":") != 2:
            raise PreviewError(f"Type '{request.type}' is not a valid type token (must have format '*:*:*')")
        self._deployment.mark_in_flight(parent, 1)
        try:
            registration = self._registrar.prepare(request)
            return self._construct(registration) if request.remote else self._register_local(registration)
        finally:
            self._deployment.mark_in_flight(parent, -1)

    def _register_local(self, registration: Registration) -> resource_pb2.RegisterResourceResponse:
        request, options = registration.request, registration.options
        provider = ""
        if request.custom and not request.type.startswith(PROVIDER_PREFIX):
            provider = self._provider_for(options, request.type, options.provider, request.packageRef)
        if request.type.startswith(PROVIDER_PREFIX):
            self._set_version(registration)
        return self._take_in(registration, registration.resource(provider))

    def _take_in(self, registration: Registration, resource: Resource) -> resource_pb2.RegisterResourceResponse:
        request = registration.request
        self._deployment.register(resource, getattr(registration.options, "import"))
        self._registrar.remember(registration, resource)
        self._run_hooks(resource, "before", registration.options.hooks.before_create)
        self._deployment.create(resource)
        if resource.custom:
            self._run_hooks(resource, "after", registration.options.hooks.after_create)
        else:
            self._after_hooks[resource.urn] = list(registration.options.hooks.after_create)
        self._deployment.mark_settled(resource)
        outputs = _for_sdk(resource.outputs, request) if resource.custom else {}
        if not request.supportsPartialValues:
            outputs = {key: value for key, value in outputs.items() if not wire.holds_unknown(value)}
        return resource_pb2.RegisterResourceResponse(urn=resource.urn, id=resource.id, object=structs.to_struct(outputs))

    def _construct(self, registration: Registration) -> resource_pb2.RegisterResourceResponse:
        request, options = registration.request, registration.options
        provider = self._provider_for(options, request.type, options.provider, request.packageRef)
        if not request.type.startswith("kubernetes:"):
            resource = registration.resource(provider)
            resource.custom = True
            resource.opaque = f"only its provider can construct a {request.type}"
            self._say_opaque(resource.name, resource.opaque)
            return self._take_in(registration, resource)
        request.ClearField("providers")
        request.providers.update(options.providers)
        config = self._providers.config(provider)
        constructed = construct.construct(
            request, registration.properties, None if config is None else dict(config), self._folder, self._register
        )
        if constructed.opaque:
            self._deployment.resources[constructed.urn].opaque = constructed.opaque
            self._say_opaque(request.name, constructed.opaque)
        return resource_pb2.RegisterResourceResponse(urn=constructed.urn, object=structs.to_struct(_for_sdk(constructed.outputs, request)))

    def _provider_for(self, given: Any, typ: str, explicit: str, package_ref: str | None = None) -> str:
        """The provider's reference for a resource; `given` holds a version and where to get the plugin."""
        url = given.plugin_download_url if hasattr(given, "plugin_download_url") else given.pluginDownloadURL
        reference = given.packageRef if package_ref is None else package_ref
        wanted = self._providers.request(typ.split(":", 1)[0], given.version, url, reference)
        return self._providers.reference(wanted, explicit, wanted_by=typ)

    def _set_version(self, registration: Registration) -> None:
        version = registration.options.version
        if registration.request.packageRef:
            version = self._providers.request("", "", "", registration.request.packageRef).version or version
        if version:
            registration.properties["version"] = version

    def _register_default_provider(self, typ: str, name: str, inputs: dict[str, Any]) -> Resource:
        resource = Resource(urn="", type=typ, name=name, custom=True, parent="", inputs=inputs)
        self._deployment.register(resource)
        self._deployment.create(resource)
        return resource

    def _run_hooks(self, resource: Resource, when: str, names: Any = None) -> None:
        names = self._after_hooks.pop(resource.urn, ()) if names is None else names
        outputs = resource.outputs if when == "after" else None
        for ignored, failure in self._callbacks.run_hooks(names, when, resource, outputs):
            if not ignored and when == "before":
                self._deployment.stop(failure, resource.urn)
            self._say(Diagnostic("warning" if ignored else "error", failure, urn=resource.urn))
            if not ignored:
                self._deployment.failed.set()

    def _say_opaque(self, name: str, reason: str) -> None:
        self._say(Diagnostic("warning", f"{name} was not expanded, so what is in it was not judged: {reason}"))


def _for_sdk(outputs: dict[str, Any], request: Any, *, keep_secrets: bool = False) -> dict[str, Any]:
    """Outputs as an SDK accepts them."""
    value: Any = structs.lowered(outputs)
    if not keep_secrets and not request.acceptSecrets:
        value = structs.without_secrets(value)
    if not request.acceptResources:
        value = structs.without_resources(value)
    result: dict[str, Any] = value
    return result


@contextmanager
def _errors(context: Context) -> Iterator[None]:
    """Turns what goes wrong into the status that the SDK shows the program."""
    try:
        yield
    except Stopped:
        abort(context, grpc.StatusCode.UNAVAILABLE, "the preview was stopped")
    except (PreviewError, functions.CannotInvoke, manifests.ManifestError) as error:
        abort(context, grpc.StatusCode.INVALID_ARGUMENT, str(error))
    except grpc.RpcError as error:
        abort(context, grpc.StatusCode.UNKNOWN, str(error.details()))
