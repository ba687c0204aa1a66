"""A policy pack that reports everything that an engine tells a pack, so that two engines can be compared.

It serves the Analyzer protocol itself: the policy SDK takes marks of secrets and unknowns away before a policy sees a
value. There is one violation for each resource that comes to Analyze, one for each that comes to AnalyzeStack and one
for what the pack was told about the stack. Configuring policy `resource` with {"only": "..."} limits its reports to
types that hold that text.
"""

from __future__ import annotations

import json
import os
import signal
from concurrent import futures
from typing import Any

import grpc
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc, plugin_pb2

NAME, VERSION = "chatty", "0.1.0"
POLICIES = {
    "resource": analyzer_pb2.POLICY_TYPE_RESOURCE,
    "stack": analyzer_pb2.POLICY_TYPE_STACK,
    "told": analyzer_pb2.POLICY_TYPE_STACK,
}
ENVIRONMENT = ("PULUMI_PROJECT", "PULUMI_STACK", "PULUMI_ORGANIZATION", "PULUMI_DRY_RUN", "PULUMI_CONFIG")
MESSAGE_BYTES = 400 * 1024 * 1024


class Chatty(analyzer_pb2_grpc.AnalyzerServicer):
    """Answers every call with what came in it."""

    def __init__(self) -> None:
        self._told: dict[str, Any] = {}
        self._levels: dict[str, analyzer_pb2.EnforcementLevel.ValueType] = {}
        self._only = ""

    def ConfigureStack(
        self, request: analyzer_pb2.AnalyzerStackConfigureRequest, context: grpc.ServicerContext
    ) -> analyzer_pb2.AnalyzerStackConfigureResponse:
        self._told = {
            "stack": request.stack,
            "project": request.project,
            "organization": request.organization,
            "dry_run": request.dry_run,
            "config": dict(request.config),
            "secret_keys": sorted(request.config_secret_keys),
            "tags": dict(request.tags),
            "environment": {key: os.environ.get(key) for key in ENVIRONMENT},
            "in_own_folder": os.path.samefile(os.getcwd(), os.path.dirname(__file__)),
        }
        if isinstance(config := self._told["environment"]["PULUMI_CONFIG"], str):
            self._told["environment"]["PULUMI_CONFIG"] = json.loads(config)
        return analyzer_pb2.AnalyzerStackConfigureResponse()

    def Configure(self, request: analyzer_pb2.ConfigureAnalyzerRequest, context: grpc.ServicerContext) -> empty_pb2.Empty:
        self._levels = {name: config.enforcementLevel for name, config in request.policyConfig.items()}
        given: dict[str, Any] = {
            name: {"level": config.enforcementLevel, "properties": plain(config.properties)}
            for name, config in request.policyConfig.items()
        }
        self._told["policies"] = given
        self._only = given.get("resource", {}).get("properties", {}).get("only", "")
        return empty_pb2.Empty()

    def GetAnalyzerInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> analyzer_pb2.AnalyzerInfo:
        schema = analyzer_pb2.PolicyConfigSchema()
        schema.properties.update({"only": {"type": "string"}})
        return analyzer_pb2.AnalyzerInfo(
            name=NAME,
            version=VERSION,
            supportsConfig=True,
            policies=[
                analyzer_pb2.PolicyInfo(
                    name=name,
                    description=f"What came to {name}.",
                    policy_type=kind,
                    configSchema=schema,
                    enforcementLevel=analyzer_pb2.ADVISORY,
                )
                for name, kind in POLICIES.items()
            ],
        )

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version=VERSION)

    def Analyze(self, request: analyzer_pb2.AnalyzeRequest, context: grpc.ServicerContext) -> analyzer_pb2.AnalyzeResponse:
        found = [] if self._only not in request.type else self._violation("resource", request.urn, _resource(request))
        return analyzer_pb2.AnalyzeResponse(diagnostics=found)

    def AnalyzeStack(self, request: analyzer_pb2.AnalyzeStackRequest, context: grpc.ServicerContext) -> analyzer_pb2.AnalyzeResponse:
        diagnostics = self._violation("told", "", self._told)
        for resource in request.resources:
            shown = _resource(resource) | {
                "parent": resource.parent,
                "dependencies": sorted(resource.dependencies),
                "property_dependencies": {key: sorted(found.urns) for key, found in resource.propertyDependencies.items()},
            }
            diagnostics += self._violation("stack", resource.urn, shown)
        return analyzer_pb2.AnalyzeResponse(diagnostics=diagnostics)

    def Remediate(self, request: analyzer_pb2.AnalyzeRequest, context: grpc.ServicerContext) -> analyzer_pb2.RemediateResponse:
        return analyzer_pb2.RemediateResponse()

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def _violation(self, policy: str, urn: str, shown: dict[str, Any]) -> list[analyzer_pb2.AnalyzeDiagnostic]:
        level = self._levels.get(policy, analyzer_pb2.ADVISORY)
        if level == analyzer_pb2.DISABLED:
            return []
        return [
            analyzer_pb2.AnalyzeDiagnostic(
                policyName=policy,
                policyPackName=NAME,
                policyPackVersion=VERSION,
                description=f"What came to {policy}.",
                message=json.dumps(shown, sort_keys=True, ensure_ascii=False),
                enforcementLevel=level,
                urn=urn,
            )
        ]


def plain(struct: struct_pb2.Struct) -> dict[str, Any]:
    """A Struct as plain Python, NaN and infinity included."""
    return {key: _value(value) for key, value in struct.fields.items()}


def _value(value: struct_pb2.Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return plain(value.struct_value)
    if kind == "list_value":
        return [_value(item) for item in value.list_value.values]
    return getattr(value, kind) if kind and kind != "null_value" else None


def _resource(message: analyzer_pb2.AnalyzeRequest | analyzer_pb2.AnalyzerResource) -> dict[str, Any]:
    """What an AnalyzeRequest and an AnalyzerResource have in common."""
    options, provider = message.options, message.provider
    timeouts = options.customTimeouts
    return {
        "type": message.type,
        "name": message.name,
        "properties": plain(message.properties),
        "options": {
            "protect": options.protect,
            "ignore_changes": list(options.ignoreChanges),
            "parent": options.parent,
            "delete_before_replace": [options.deleteBeforeReplaceDefined, options.deleteBeforeReplace],
            "additional_secret_outputs": sorted(options.additionalSecretOutputs),
            "aliases": sorted(options.aliases),
            "timeouts": [timeouts.create, timeouts.update, timeouts.delete],
        },
        "provider": [provider.type, provider.name, provider.urn, plain(provider.properties)] if message.HasField("provider") else None,
    }


def main() -> None:
    """Serves until the engine stops it."""
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=4),
        options=[("grpc.max_receive_message_length", MESSAGE_BYTES), ("grpc.max_send_message_length", MESSAGE_BYTES)],
    )
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Chatty(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
    os._exit(0)


signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
main()
