"""The engine at work for one preview: serves the program, has the packs judge, and says what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from ceilings.engine import program_process
from ceilings.engine.analysis import Analysis
from ceilings.engine.deployment import Deployment
from ceilings.engine.engine_service import EngineService
from ceilings.engine.masking import masker
from ceilings.engine.monitor import Monitor
from ceilings.engine.pack import Pack
from ceilings.engine.pack_source import PackSource
from ceilings.engine.processes import ManagedProcess
from ceilings.engine.project import Project
from ceilings.engine.proto import CHANNEL_OPTIONS, engine_pb2_grpc, resource_pb2_grpc
from ceilings.engine.resources import STACK_TYPE, Requests
from ceilings.engine.rpc import grpc
from ceilings.engine.stack_config import StackConfig
from ceilings.engine.stand_ins import StandIns
from ceilings.engine.verdict import Diagnostic, Preview, SeenResource

_THREADS = 64
_POLL_SECONDS = 0.01
_END_SECONDS = 10.0


@dataclass(frozen=True)
class Limit:
    """When a preview must have ended (on the monotonic clock) and how long it had, in seconds."""

    deadline: float
    seconds: float

    @property
    def left(self) -> float:
        """The seconds that are left; zero when there are none."""
        return max(self.deadline - time.monotonic(), 0.0)


class Session:
    """One preview. `serve`, then `run`, then `conclude`; `close` in any case."""

    def __init__(
        self,
        project: Project,
        config: StackConfig,
        packs: Sequence[tuple[PackSource, ManagedProcess]],
        program: ManagedProcess,
        say: Callable[[Diagnostic], None],
    ) -> None:
        self._project, self._config, self._program, self._say = project, config, program, say
        stand_ins = StandIns()
        self._deployment = Deployment(config.stack, project.name, say, stand_ins)
        self._monitor = Monitor(self._deployment, config, project.working_folder, stand_ins, say)
        self._packs = [Pack(source, process, project.name, config) for source, process in packs]
        requests = Requests(self._monitor.provider)
        self._analysis = Analysis(self._packs, requests, self._deployment.stack_urn, say)
        self._deployment.analysis = self._analysis
        self._server: Any = None
        self._address = ""
        self._is_complete = False

    def serve(self, port: int) -> None:
        """Serves the program at this port, or at another where it is taken."""
        self._server = grpc.server(ThreadPoolExecutor(max_workers=_THREADS), options=CHANNEL_OPTIONS)
        resource_pb2_grpc.add_ResourceMonitorServicer_to_server(self._monitor, self._server)
        service = EngineService(self._say, self._deployment.stopped.is_set)
        engine_pb2_grpc.add_EngineServicer_to_server(service, self._server)
        try:
            served = self._server.add_insecure_port(f"127.0.0.1:{port}")
        except RuntimeError:
            served = self._server.add_insecure_port("127.0.0.1:0")
        self._address = f"127.0.0.1:{served}"
        self._server.start()

    def run(self, limit: Limit, on_registered: Callable[[int, str], None]) -> None:
        """Runs the program and has the packs judge, until both are done or the time is up."""
        self._deployment.on_registered = on_registered
        program_process.run(self._program, self._project, self._config, self._address, self._hear)
        self._analysis.start()
        registered_all = self._await_program(limit)
        resources = self._deployment.final_resources() if registered_all else None
        judged_all = self._analysis.finish(resources, limit.left)
        ended_well = registered_all and self._await_end(limit)
        self._is_complete = ended_well and judged_all and not self._deployment.failed.is_set()

    def conclude(self, result: Preview) -> None:
        """Fills in what came of the preview."""
        self._program.wait_for_output()
        result.packs = [(pack.name, pack.version, str(pack.source.folder)) for pack in self._packs]
        resources = self._deployment.final_resources()
        result.resources = [SeenResource(one.urn, one.type, one.stand_ins, one.opaque) for one in resources]
        mask = masker(self._config.secret_texts)
        result.violations = [replace(one, message=mask(one.message)) for one in self._analysis.violations]
        result.remediations = list(self._analysis.remediations)
        result.complete = self._is_complete
        if self._is_complete and all(one.type == STACK_TYPE for one in resources):
            self._say(Diagnostic("warning", "the program registered no resources, so there was nothing to judge"))
        for token in sorted(self._monitor.invokes.withheld):
            self._say(
                Diagnostic(
                    "info",
                    f"{token}: only the cloud knows this function's result, so its output is unknown here, and resources "
                    "that are made from it with apply() are not seen",
                )
            )

    def close(self) -> None:
        """Closes every connection and lets whoever waits go."""
        self._deployment.stopped.set()
        self._monitor.close()
        for pack in self._packs:
            pack.close()
        if self._server is not None:
            self._server.stop(grace=None)

    def _await_program(self, limit: Limit) -> bool:
        """Waits until the program has registered everything; says why when it has not."""
        while not self._monitor.done.wait(_POLL_SECONDS):
            code = self._program.process.poll()
            if code is not None:
                return self._has_ended_well(code)
            if self._deployment.stopped.is_set():
                self._await_exit(limit)
                return False
            if self._analysis.is_hopeless():
                return False
            if not limit.left:
                self._say_time_is_up(limit)
                return False
        return not self._deployment.stopped.is_set()

    def _has_ended_well(self, code: int) -> bool:
        self._program.wait_for_output()
        if code == 0 and not self._deployment.stopped.is_set() and self._deployment.stack_outputs is None:
            self._say(Diagnostic("error", "the program ended before it had registered everything (os._exit?)"))
            return False
        if reason := program_process.failure(code):
            self._say(Diagnostic("error", reason))
        return code == 0 and not self._deployment.stopped.is_set()

    def _await_end(self, limit: Limit) -> bool:
        """Waits until a program that registered everything has ended too."""
        code = self._await_exit(limit)
        if code is None:
            self._say(Diagnostic("warning", "the program registered everything but did not end, so it was stopped"))
            return True
        return self._has_ended_well(code)

    def _await_exit(self, limit: Limit) -> int | None:
        until = min(time.monotonic() + _END_SECONDS, limit.deadline)
        while (code := self._program.process.poll()) is None and time.monotonic() < until:
            time.sleep(_POLL_SECONDS)
        return code

    def _say_time_is_up(self, limit: Limit) -> None:
        last = next(reversed(list(self._deployment.resources)), "")
        after = f"; the last that it registered was {last}" if last else "; it had registered nothing"
        reason = f"the program did not end within {limit.seconds:g} seconds{after}. --timeout SECONDS gives it more time"
        self._say(Diagnostic("error", reason))

    def _hear(self, stream: str, line: str) -> None:
        if line.strip():
            self._say(Diagnostic("info", line, "program"))
