"""One preview from beginning to end: the program on one side, the packs on the other, the engine between."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from ceilings.engine import pack_source, program_process, sdk_source, stack_config
from ceilings.engine import project as project_module
from ceilings.engine.errors import PreviewError
from ceilings.engine.masking import masker
from ceilings.engine.pack_source import PackSource
from ceilings.engine.progress import Progress
from ceilings.engine.project import Project
from ceilings.engine.stack_config import StackConfig
from ceilings.engine.verdict import Diagnostic, Preview

DEFAULT_TIMEOUT_SECONDS = 600.0


@dataclass(frozen=True)
class Order:
    """What to preview. Without packs it is Ceilings' own; `pack_configs` are its or theirs, in their order."""

    program: Path = Path()
    stack: str | None = None
    packs: Sequence[Path] = ()
    pack_configs: Sequence[Path | None] = ()
    config: Sequence[str] = ()
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS


def preview(order: Order, progress: Progress | None = None) -> Preview:
    """Runs a preview. Whatever goes wrong is in the result's diagnostics; nothing is raised but KeyboardInterrupt."""
    started = time.monotonic()
    result = Preview()
    lock = threading.Lock()

    mask: Callable[[str], str] = str

    def say(diagnostic: Diagnostic) -> None:
        with lock:
            result.diagnostics.append(replace(diagnostic, message=mask(diagnostic.message)))

    try:
        project = project_module.find(order.program)
        config = stack_config.load(project, order.stack, order.config)
        result.project, result.stack = project.name, config.stack
        mask = masker(config.secret_texts)
        for warning in (*project.warnings, *config.warnings):
            say(Diagnostic("warning", warning))
        sources = _sources(order)
        for source in sources:
            for warning in source.warnings:
                say(Diagnostic("warning", warning))
        with ExitStack() as cleanup:
            run = _Run(project, config, sources, result, say, cleanup)
            run.run(started + order.timeout_seconds, order.timeout_seconds, progress or Progress())
    except PreviewError as error:
        say(Diagnostic("error", str(error)))
    result.duration_seconds = time.monotonic() - started
    return result


def _sources(order: Order) -> list[PackSource]:
    folders = list(order.packs) or [pack_source.default_pack()]
    configs = list(order.pack_configs)
    if configs and len(configs) != len(folders):
        raise PreviewError(
            f"{len(folders)} policy packs and {len(configs)} configurations were given: give --policy-pack-config once "
            "for each pack, empty for one that needs none"
        )
    configs = configs or [None] * len(folders)
    own = not order.packs
    return [pack_source.find(folder, config, own=own) for folder, config in zip(folders, configs, strict=True)]


class _Run:
    """The processes and services of one preview; `cleanup` ends them."""

    def __init__(
        self,
        project: Project,
        config: StackConfig,
        sources: Sequence[PackSource],
        result: Preview,
        say: Callable[[Diagnostic], None],
        cleanup: ExitStack,
    ) -> None:
        self._project, self._config, self._sources = project, config, sources
        self._result, self._say, self._cleanup = result, say, cleanup
        # The program and the packs take longest to load, so they are started before the engine itself is loaded.
        self._program_process = program_process.start(project)
        cleanup.callback(self._program_process.stop)
        self._port, self._release_port = _reserve_port()
        cleanup.callback(self._release_port)
        self._pack_processes = []
        for source in sources:
            process = pack_source.start(source, project.name, config, f"127.0.0.1:{self._port}")
            cleanup.callback(process.stop)
            self._pack_processes.append(process)

    def run(self, deadline: float, timeout_seconds: float, progress: Progress) -> None:
        """Serves the program, has the packs judge, and fills in the result."""
        from ceilings.engine import session  # loads the engine, see above

        if self._project.python != Path(sys.executable):
            sdk_source.set_search_paths(_packages_of(self._project.python))
            self._cleanup.callback(sdk_source.set_search_paths, None)
        work = session.Session(
            self._project,
            self._config,
            list(zip(self._sources, self._pack_processes, strict=True)),
            self._program_process,
            self._say,
        )
        self._cleanup.callback(work.close)
        work.serve(self._port)
        self._release_port()
        work.run(session.Limit(deadline, timeout_seconds), progress.registered)
        work.conclude(self._result)


def _reserve_port() -> tuple[int, Callable[[], None]]:
    """A port that the engine will serve, for processes that are told it before the engine is loaded.

    Where the system lets two sockets share a port it stays reserved until it is served.
    """
    reserved = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    share = getattr(socket, "SO_REUSEPORT", None)
    if share is not None:
        reserved.setsockopt(socket.SOL_SOCKET, share, 1)
    reserved.bind(("127.0.0.1", 0))
    port = int(reserved.getsockname()[1])
    if share is None:
        reserved.close()
    return port, reserved.close


def _packages_of(python: Path) -> list[str]:
    """Where a virtual environment keeps its packages."""
    environment = python.parent.parent
    return [str(folder) for folder in (*environment.glob("lib/python*/site-packages"), environment / "Lib/site-packages")]
