"""The pack's server: the engine's Analyzer protocol, with every resource decoded and judged once for all policies.

The SDK's own server decodes a resource again for every policy; here the SDK still describes and configures the policies, and only
``Analyze`` and ``AnalyzeStack`` differ. This is the one module that knows the inside of the SDK.
"""

from __future__ import annotations

import sys
import threading
from collections import defaultdict
from collections.abc import Iterable
from concurrent import futures
from typing import Any, Final

import grpc
from pulumi.runtime import proto
from pulumi.runtime.proto import analyzer_pb2_grpc
from pulumi_policy import EnforcementLevel, Policy
from pulumi_policy.policy import _PolicyAnalyzerServicer

from ceilings import message
from ceilings.assess import assess
from ceilings.finding import POLICIES, Family, Finding, Stage
from ceilings.limits import DEFAULT_LIMITS, Limits
from ceilings.resource import Resource
from ceilings.stack import Stack, assess_stack

from declared import Judged, configured, policies
from decoding import resource_of, stack_resource_of

NAME: Final = "ceilings"
VERSION: Final = "0.1.0"
_MAX_MESSAGE_BYTES: Final = 400 * 2**20


class Analyzer(_PolicyAnalyzerServicer):
    """Judges resources and stacks for the engine."""

    def __init__(self, declared: list[Policy]) -> None:
        super().__init__(NAME, VERSION, declared, EnforcementLevel.MANDATORY)
        self._policies = {policy.name: policy for policy in declared}
        self._limits = DEFAULT_LIMITS
        self._strict = False
        self._judged: dict[str, Resource] = {}

    def Configure(self, request: Any, context: Any) -> Any:
        """Take the levels (kept by the SDK) and the limits of every policy's configuration."""
        answer = super().Configure(request, context)  # type: ignore[no-untyped-call]  # the SDK's own, untyped
        limits, self._strict = configured({name: self._get_policy_config(name) or {} for name in self._policies})
        self._limits = Limits.of(*limits)
        return answer

    def Analyze(self, request: Any, _context: Any) -> Any:
        """Judge one resource, before it exists."""
        response = proto.AnalyzeResponse()
        resource = resource_of(request)
        self._judged[resource.urn] = resource
        try:
            found: Iterable[Finding] = assess(resource, self._limits).findings
        except Exception as error:  # noqa: BLE001  # whatever goes wrong must reject, not pass
            self._fail(response, Stage.RESOURCE, message.who(resource), error, resource.urn)
            return response
        self._report(response, found)
        return response

    def AnalyzeStack(self, request: Any, _context: Any) -> Any:
        """Judge what takes several resources. Resources that never came to ``Analyze`` were only read: they are context."""
        response = proto.AnalyzeResponse()
        try:
            stack = Stack(stack_resource_of(each, self._judged.get(each.urn)) for each in request.resources)
            assessments = assess_stack(stack, self._limits, self._judged.keys() or None)
        except Exception as error:  # noqa: BLE001  # whatever goes wrong must reject, not pass
            self._fail(response, Stage.STACK, "The stack", error, "")
            return response
        self._report(response, (finding for assessment in assessments for finding in assessment.findings))
        return response

    def Remediate(self, _request: Any, _context: Any) -> Any:
        """Change nothing: no policy of the pack remediates, and the engine asks for every resource."""
        return proto.RemediateResponse()

    def _report(self, response: Any, findings: Iterable[Finding]) -> None:
        by_policy: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_policy[finding.policy].append(finding)
        for name, found in by_policy.items():
            policy = self._policies[name]
            level = self._level(policy)
            if level is not EnforcementLevel.DISABLED:
                report = self._create_report_violation(response, name, policy.description, level, policy.severity)
                policy.validate(Judged({name: found}), report)  # type: ignore[attr-defined]  # both kinds of policy validate

    def _level(self, policy: Policy) -> EnforcementLevel:
        level: EnforcementLevel = self._get_enforcement_level(policy)
        if level is EnforcementLevel.REMEDIATE or (self._strict and level is EnforcementLevel.ADVISORY):
            return EnforcementLevel.MANDATORY
        return level

    def _fail(self, response: Any, stage: Stage, subject: str, error: Exception, urn: str) -> None:
        """A fault of ours becomes a violation of every family that is on, in its own words, so that nothing passes unjudged."""
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = f" at {where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where is not None else ""
        text = (
            f"{subject} could not be judged ({type(error).__name__}{place}), so it is rejected. Please report this as a fault of the pack."
        )
        for family in (Family.AUTOSCALER, Family.ACCELERATOR, Family.STORAGE):
            policy = self._policies[POLICIES[family, stage]]
            level = self._level(policy)
            if level is not EnforcementLevel.DISABLED:
                self._create_report_violation(response, policy.name, policy.description, level, policy.severity)(text, urn or None)


def serve() -> None:
    """Serve the pack until the engine ends it. The port is the first line on stdout."""
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=[("grpc.max_receive_message_length", _MAX_MESSAGE_BYTES)])
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Analyzer(policies()), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    sys.stdout.buffer.write(f"{port}\n".encode())
    sys.stdout.buffer.flush()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        server.stop(0)
