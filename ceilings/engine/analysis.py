"""Has the packs judge: each resource as it comes, in a thread of each pack's own, and the whole stack at the end.

On a preview no violation stops a resource, so the program need not wait for what a pack thinks of one, except where a
policy may rewrite it. Each pack gets its resources in the order in which they were registered, one at a time, as from
the engine.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any

from ceilings.engine import structs
from ceilings.engine.errors import PackEnded, PreviewError
from ceilings.engine.pack import Pack
from ceilings.engine.proto import analyzer_pb2
from ceilings.engine.resources import Requests, Resource
from ceilings.engine.verdict import Diagnostic, Remediation, Violation

_MOST_ERRORS_A_PACK = 5
_GRACE_SECONDS = 2.0

OnDiagnostic = Callable[[Diagnostic], None]


class Analysis:
    """The judgement of one preview. `violations` and `remediations` grow while the packs work."""

    def __init__(self, packs: Sequence[Pack], requests: Requests, stack_urn: str, say: OnDiagnostic) -> None:
        self.violations: list[Violation] = []
        self.remediations: list[Remediation] = []
        self._requests, self._stack_urn, self._say = requests, stack_urn, say
        self._lock = threading.Lock()
        self._judges = [_Judge(pack, self) for pack in packs]

    def start(self) -> None:
        """Starts to talk to the packs."""
        for judge in self._judges:
            judge.thread.start()

    def remediate(self, resource: Resource) -> None:
        """Lets the packs rewrite a resource's inputs, one pack after the other."""
        for judge in self._judges:
            judge.remediate(resource)

    def submit(self, resource: Resource) -> None:
        """Has every pack judge a resource soon."""
        for judge in self._judges:
            judge.inbox.put(resource)

    def finish(self, resources: Sequence[Resource] | None, seconds: float) -> bool:
        """Waits until every resource was judged, then has the whole stack judged, unless `resources` is `None`.

        Returns whether all went well within these seconds.
        """
        for judge in self._judges:
            judge.inbox.put(list(resources) if resources is not None else None)
            judge.inbox.put(None)
        for judge in self._judges:
            judge.thread.join(timeout=max(seconds, _GRACE_SECONDS))
        if any(judge.thread.is_alive() for judge in self._judges):
            names = ", ".join(judge.pack.name for judge in self._judges if judge.thread.is_alive())
            self._say(Diagnostic("error", f"the time was up while policy pack {names} still judged"))
            return False
        return all(judge.well for judge in self._judges)

    def is_hopeless(self) -> bool:
        """Whether no pack is left that could judge."""
        return all(judge.broken for judge in self._judges)

    def add(self, violation: Violation) -> None:
        """Takes a violation in."""
        with self._lock:
            self.violations.append(violation)

    def say(self, diagnostic: Diagnostic) -> None:
        """Passes on what a pack, or the talk with it, has to say."""
        self._say(diagnostic)

    @property
    def requests(self) -> Requests:
        """What writes the packs' requests."""
        return self._requests

    @property
    def stack_urn(self) -> str:
        """Where a violation belongs that names no resource."""
        return self._stack_urn


class _Judge:
    """One pack at work: connects, then takes resources (or, as a list, the whole stack) from its inbox until `None`."""

    def __init__(self, pack: Pack, analysis: Analysis) -> None:
        self.pack, self._analysis = pack, analysis
        self.inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.ready = threading.Event()
        self.broken = False
        self.well = True
        self._errors = 0

    def remediate(self, resource: Resource) -> None:
        self.ready.wait()
        if self.broken or not self.pack.remediates:
            return
        try:
            response = self.pack.remediate(self._analysis.requests.analyze(resource, for_remediation=True))
        except PreviewError as error:
            self._failed(error)
            return
        for one in response.remediations:
            if one.diagnostic:
                description = one.description
                self._analysis.add(Violation(one.policyPackName, one.policyName, resource.urn, one.diagnostic, "advisory", "", description))
                continue
            before, after = resource.inputs, structs.to_plain(one.properties)
            changed = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
            resource.inputs = after
            self._analysis.remediations.append(
                Remediation(one.policyPackName, one.policyName, resource.urn, one.description, tuple(changed))
            )

    def _work(self) -> None:
        try:
            for doubt in self.pack.connect(self._hear):
                self._analysis.say(Diagnostic("warning", doubt, self.pack.name))
        except PreviewError as error:
            self._failed(error)
            self.broken = True
        finally:
            self.ready.set()
        while (work := self.inbox.get()) is not None:
            if self.broken:
                continue
            try:
                if isinstance(work, Resource):
                    self._report(self.pack.analyze(self._analysis.requests.analyze(work)), work)
                else:
                    self._report_stack(work)
            except PreviewError as error:
                self._failed(error)

    def _report(self, response: analyzer_pb2.AnalyzeResponse, resource: Resource) -> None:
        for diagnostic in response.diagnostics:
            self._analysis.add(self._violation(diagnostic, resource.urn, resource.stand_ins))

    def _report_stack(self, resources: list[Resource]) -> None:
        by_urn = {resource.urn: resource for resource in resources}
        response = self.pack.analyze_stack(self._analysis.requests.analyze_stack(resources))
        for diagnostic in response.diagnostics:
            resource = by_urn.get(diagnostic.urn)
            urn = resource.urn if resource else self._analysis.stack_urn
            self._analysis.add(self._violation(diagnostic, urn, resource.stand_ins if resource else ()))

    def _violation(self, diagnostic: analyzer_pb2.AnalyzeDiagnostic, urn: str, stand_ins: tuple[str, ...]) -> Violation:
        exceptions = self.pack.source.config.exceptions
        return Violation(
            pack=diagnostic.policyPackName or self.pack.name,
            policy=diagnostic.policyName,
            urn=urn,
            message=diagnostic.message,
            level=self.pack.level_of(diagnostic),
            severity=self.pack.severity_of(diagnostic),
            description=diagnostic.description,
            stand_ins=stand_ins,
            exceptions=tuple(one.identifier for one in exceptions if one.covers(diagnostic.policyName, urn)),
        )

    def _failed(self, error: PreviewError) -> None:
        self.well = False
        self._errors += 1
        if self._errors <= _MOST_ERRORS_A_PACK:
            self._analysis.say(Diagnostic("error", str(error), self.pack.name))
        elif self._errors == _MOST_ERRORS_A_PACK + 1:
            self._analysis.say(Diagnostic("error", f"policy pack {self.pack.name} failed again and again", self.pack.name))
        self.broken = self.broken or isinstance(error, PackEnded)

    def _hear(self, stream: str, line: str) -> None:
        if line.strip():
            severity = "warning" if stream == "stderr" else "info"
            self._analysis.say(Diagnostic(severity, line, self.pack.name))
