"""A client of a pack's process that speaks the engine's protocol, without the engine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime import proto
from pulumi.runtime.proto import analyzer_pb2_grpc

from ceilings.engine.structs import to_struct

ROOT = Path(__file__).resolve().parents[2]
PROVIDER = "urn:pulumi:dev::p::pulumi:providers:aws::default"
LEVELS = ("advisory", "mandatory", "disabled", "remediate")


@dataclass(frozen=True)
class Sent:
    """A resource to send to a pack. ``links``: the URNs that its properties came from."""

    type: str
    name: str
    properties: Mapping[str, Any]
    links: Mapping[str, Iterable[str]] = field(default_factory=dict)
    ignore_changes: tuple[str, ...] = ()
    custom: bool = True
    parent: str = ""

    @property
    def urn(self) -> str:
        return f"urn:pulumi:dev::p::{self.type}::{self.name}"


@dataclass(frozen=True)
class Violation:
    """What a pack says."""

    policy: str
    level: str
    urn: str
    message: str


class Pack(AbstractContextManager["Pack"]):
    """A pack's process. ``config``: policy name → properties; ``levels``: policy name → level."""

    def __init__(
        self, folder: Path, config: Mapping[str, Mapping[str, Any]] | None = None, levels: Mapping[str, str] | None = None
    ) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "pulumi.policy", "127.0.0.1:0", str(folder)],
            cwd=folder,
            stdout=subprocess.PIPE,
            env={**os.environ, "PULUMI_PROJECT": "p", "PULUMI_STACK": "dev", "PULUMI_DRY_RUN": "true"},
        )
        assert self._process.stdout is not None
        port = self._process.stdout.readline().decode().strip()
        self.pid = self._process.pid
        options = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
        self._channel = grpc.insecure_channel(f"127.0.0.1:{port}", options=options)
        self._stub: Any = analyzer_pb2_grpc.AnalyzerStub(self._channel)
        self.info = self._stub.GetAnalyzerInfo(empty_pb2.Empty(), wait_for_ready=True)
        request = proto.ConfigureAnalyzerRequest()
        for policy in self.info.policies:
            setting = request.policyConfig[policy.name]
            level = (levels or {}).get(policy.name)
            setting.enforcementLevel = policy.enforcementLevel if level is None else LEVELS.index(level)  # type: ignore[assignment]  # an enum's number
            setting.properties.update((config or {}).get(policy.name, {}))
        self._stub.Configure(request)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._channel.close()
        self._process.terminate()
        self._process.wait(timeout=10)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def analyze(self, resource: Sent) -> list[Violation]:
        """What the resource policies say."""
        return violations(self._stub.Analyze(analyze_request(resource)))

    def analyze_stack(self, resources: Iterable[Sent]) -> list[Violation]:
        """What the stack policies say."""
        return violations(self._stub.AnalyzeStack(stack_request(resources)))

    def judge(self, resources: list[Sent]) -> list[Violation]:
        """Everything that both say of a stack."""
        found = [violation for resource in resources for violation in self.analyze(resource)]
        return found + self.analyze_stack(resources)

    @property
    def stub(self) -> Any:
        """The bare stub, to be timed."""
        return self._stub


def violations(response: Any) -> list[Violation]:
    """The violations in an answer."""
    return [
        Violation(found.policyName, LEVELS[found.enforcementLevel], found.urn, found.message.partition("\n")[2])
        for found in response.diagnostics
    ]


def analyze_request(resource: Sent) -> Any:
    """A resource as the engine sends it to ``Analyze``."""
    request = proto.AnalyzeRequest(type=resource.type, urn=resource.urn, name=resource.name, properties=to_struct(resource.properties))
    return _completed(request, resource)


def stack_request(resources: Iterable[Sent]) -> Any:
    """Resources as the engine sends them to ``AnalyzeStack``."""
    request = proto.AnalyzeStackRequest()
    for resource in resources:
        message = request.resources.add()
        message.type, message.urn, message.name = resource.type, resource.urn, resource.name
        message.properties.CopyFrom(to_struct(resource.properties))
        message.parent = resource.parent
        for name, urns in resource.links.items():
            message.propertyDependencies[name].urns.extend(urns)
        _completed(message, resource)
    return request


def _completed(message: Any, resource: Sent) -> Any:
    message.options.ignoreChanges.extend(resource.ignore_changes)
    if resource.custom:
        message.provider.urn = PROVIDER
        message.provider.type = "pulumi:providers:aws"
        message.provider.name = "default"
    return message
