"""The processes of the program and the packs: started alone in a group, their output collected, ended for sure."""

from __future__ import annotations

import collections
import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

OnLine = Callable[[str, str], None]
"""Called with a stream's name (`stdout` or `stderr`) and a line of it, from a thread of the process's own."""

_GRACE_SECONDS = 2.0
_LONGEST_LINE = 64 * 1024


class ManagedProcess:
    """A child process whose standard streams are read to their end in threads.

    Its standard input is a pipe that stays open as long as this process lives, so that the child can tell.
    """

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=os.name == "posix",
        )
        self.last_lines: collections.deque[str] = collections.deque(maxlen=20)
        self._threads: list[threading.Thread] = []

    def follow(self, on_line: OnLine, *, streams: Sequence[str] = ("stdout", "stderr")) -> None:
        """Starts to read; each line goes to `on_line`, decoded and without its end."""
        for name in streams:
            stream: IO[bytes] = getattr(self.process, name)
            thread = threading.Thread(target=self._pump, args=(stream, name, on_line), daemon=True)
            thread.start()
            self._threads.append(thread)

    def wait_for_output(self) -> None:
        """Waits a moment for what an ended process has still in its pipes; a grandchild may hold them open for ever."""
        for thread in self._threads:
            thread.join(timeout=_GRACE_SECONDS)

    def stop(self) -> None:
        """Ends the process and everything that it started."""
        if self.process.poll() is None:
            self._signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=_GRACE_SECONDS)
        self._signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=_GRACE_SECONDS)

    def _signal(self, number: int) -> None:
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self.process.pid, number)
            elif self.process.poll() is None:
                self.process.send_signal(number)

    def _pump(self, stream: IO[bytes], name: str, on_line: OnLine) -> None:
        with contextlib.suppress(OSError, ValueError):
            while raw := stream.readline(_LONGEST_LINE):
                line = raw.decode("utf-8", "replace").rstrip("\r\n")
                if name == "stderr" and line.strip():
                    self.last_lines.append(line)
                on_line(name, line)
