"""The engine's half of the protocol that a policy pack serves (pulumirpc.Analyzer)."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import Any

from google.protobuf import empty_pb2

from ceilings.engine import policy_config, structs
from ceilings.engine.errors import PackEnded, PreviewError
from ceilings.engine.pack_source import PackSource
from ceilings.engine.policy_config import PolicyFacts, PolicySetting
from ceilings.engine.processes import ManagedProcess, OnLine
from ceilings.engine.proto import analyzer_pb2, analyzer_pb2_grpc
from ceilings.engine.rpc import Channel, channel, grpc
from ceilings.engine.stack_config import StackConfig

_LEVELS = {0: "advisory", 1: "mandatory", 2: "disabled", 3: "remediate"}
_SEVERITIES = {0: "", 1: "low", 2: "medium", 3: "high", 4: "critical"}


class Pack:
    """A pack whose process was started. `name` is its folder until the pack has said what it is called."""

    def __init__(self, source: PackSource, process: ManagedProcess, project: str, config: StackConfig) -> None:
        self.source, self._process = source, process
        self.name = str(source.folder)
        self.version = source.version
        self.policies: dict[str, PolicyFacts] = {}
        self._project, self._config = project, config
        self._channel: Channel = None
        self._stub: analyzer_pb2_grpc.AnalyzerStub

    def connect(self, on_line: OnLine) -> list[str]:
        """Waits for the pack to serve, tells it the stack and configures it; returns doubts about its configuration."""
        self._process.follow(on_line, streams=("stderr",))
        port = self._port()
        self._process.follow(on_line, streams=("stdout",))
        self._channel = channel(f"127.0.0.1:{port}")
        self._stub = analyzer_pb2_grpc.AnalyzerStub(self._channel)
        self._call("ConfigureStack", self._stack(), optional=True)
        self._call("GetPluginInfo", empty_pb2.Empty(), optional=True)
        info = self._call("GetAnalyzerInfo", empty_pb2.Empty())
        self.name = info.name or self.name
        self.version = self.source.version or info.version
        facts = [_facts(policy, with_schema=info.supportsConfig) for policy in info.policies]
        facts.sort(key=lambda policy: policy.name)
        self.policies = {policy.name: policy for policy in facts}
        if not info.supportsConfig:
            return []
        initial = {
            name: PolicySetting(_LEVELS.get(one.enforcementLevel, ""), structs.to_plain(one.properties))
            for name, one in info.initialConfig.items()
        }
        settings = policy_config.reconcile(facts, initial, self.source.config.settings, self.name)
        self._configure(settings)
        return list(policy_config.doubts(facts, self.source.config, self.name))

    @property
    def remediates(self) -> bool:
        """Whether any policy may rewrite resources; where none may, nobody need ask."""
        return any(policy.level == "remediate" for policy in self.policies.values())

    def remediate(self, request: analyzer_pb2.AnalyzeRequest) -> analyzer_pb2.RemediateResponse:
        """What the pack makes of a resource's inputs."""
        empty = analyzer_pb2.RemediateResponse()
        return self._call("Remediate", request, optional=True, about=request.urn) or empty

    def analyze(self, request: analyzer_pb2.AnalyzeRequest) -> analyzer_pb2.AnalyzeResponse:
        """What the pack finds in a resource."""
        response: analyzer_pb2.AnalyzeResponse = self._call("Analyze", request, about=request.urn)
        return response

    def analyze_stack(self, request: analyzer_pb2.AnalyzeStackRequest) -> analyzer_pb2.AnalyzeResponse:
        """What the pack finds in the whole stack."""
        return self._call("AnalyzeStack", request, optional=True) or analyzer_pb2.AnalyzeResponse()

    def level_of(self, diagnostic: analyzer_pb2.AnalyzeDiagnostic) -> str:
        """A finding's level: one that could have been remediated and was not is mandatory."""
        level = _LEVELS.get(diagnostic.enforcementLevel, "mandatory")
        return "mandatory" if level == "remediate" else level

    def severity_of(self, diagnostic: analyzer_pb2.AnalyzeDiagnostic) -> str:
        """A finding's severity, or its policy's."""
        severity = _SEVERITIES.get(diagnostic.severity, "")
        policy = self.policies.get(diagnostic.policyName)
        return severity or (policy.severity if policy else "")

    def close(self) -> None:
        """Closes the connection; the process is its starter's to end."""
        if self._channel is not None:
            self._channel.close()

    def _has_ended(self) -> bool:
        try:
            self._process.process.wait(timeout=2)
        except subprocess.TimeoutExpired:  # it runs on, so something else is wrong
            return False
        return True

    def _call(self, method: str, request: Any, *, optional: bool = False, about: str = "") -> Any:
        try:
            return getattr(self._stub, method)(request, wait_for_ready=method == "ConfigureStack")
        except grpc.RpcError as error:
            code, details = error.code(), error.details() or ""
            if optional and code == grpc.StatusCode.UNIMPLEMENTED:
                return None
            subject = f" while it judged {about}" if about else ""
            if code in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED) and self._has_ended():
                raise PackEnded(f"policy pack {self.name} {self._end()}{subject}{self._last_words()}") from None
            details = details.removeprefix("Exception calling application: ")
            raise PreviewError(f"policy pack {self.name} failed in {method}{subject}: {details}") from None

    def _port(self) -> int:
        output = self._process.process.stdout
        line = output.readline().decode("utf-8", "replace").strip() if output else ""
        if line.isdecimal() and int(line) < 65536:
            return int(line)
        if line:
            self._process.stop()
            raise PreviewError(
                f"policy pack {self.name} printed {line[:80]!r} before its port: a pack must print nothing to standard "
                "output while it loads; print to standard error instead"
            )
        self._has_ended()
        self._process.wait_for_output()
        raise PreviewError(f"policy pack {self.name} {self._end()} before it served its policies{self._last_words()}")

    def _end(self) -> str:
        code = self._process.process.returncode
        if code is None:
            return "closed its standard output"
        return f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"

    def _last_words(self) -> str:
        lines = list(self._process.last_lines)
        return f": {lines[-1].strip()}" if lines else ""

    def _stack(self) -> analyzer_pb2.AnalyzerStackConfigureRequest:
        return analyzer_pb2.AnalyzerStackConfigureRequest(
            stack=self._config.stack,
            project=self._project,
            organization=self._config.organization,
            dry_run=True,
            config=self._config.values,
            config_secret_keys=self._config.secret_keys,
        )

    def _configure(self, settings: Mapping[str, PolicySetting]) -> None:
        numbers = {level: number for number, level in _LEVELS.items()}
        if not settings:
            return
        self._call(
            "Configure",
            analyzer_pb2.ConfigureAnalyzerRequest(
                policyConfig={
                    name: analyzer_pb2.PolicyConfig(
                        enforcementLevel=analyzer_pb2.EnforcementLevel.ValueType(numbers[setting.level]),
                        properties=structs.to_struct(setting.properties),
                    )
                    for name, setting in settings.items()
                }
            ),
        )
        self.policies = {
            name: PolicyFacts(name, settings[name].level, facts.severity, facts.properties, facts.required)
            for name, facts in self.policies.items()
        }


def _facts(policy: analyzer_pb2.PolicyInfo, *, with_schema: bool) -> PolicyFacts:
    return PolicyFacts(
        name=policy.name,
        level=_LEVELS.get(policy.enforcementLevel, "mandatory"),
        severity=_SEVERITIES.get(policy.severity, ""),
        properties=structs.to_plain(policy.configSchema.properties) if with_schema else None,
        required=tuple(policy.configSchema.required) if with_schema else (),
    )
