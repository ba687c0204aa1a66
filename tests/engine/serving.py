"""What every plugin process does: serve gRPC on a free port, print it, and go when told to or left alone."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from concurrent import futures
from types import FrameType

import grpc

MAX_MESSAGE_BYTES = 400 * 1024 * 1024
"""The engine's own limit of a message, far above gRPC's default of 4 MiB."""

CHANNEL_OPTIONS = (
    ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
    ("grpc.max_send_message_length", MAX_MESSAGE_BYTES),
)


def new_server(threads: int = 32) -> tuple[grpc.Server, int]:
    """A server, not started, and the port of 127.0.0.1 that it will serve."""
    # SO_REUSEPORT would let two processes share a port that the kernel hands out twice.
    options = (*CHANNEL_OPTIONS, ("grpc.so_reuseport", 0))
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=threads), options=options)
    return server, server.add_insecure_port("127.0.0.1:0")


def serve_until_stopped(server: grpc.Server, port: int, on_stop: Callable[[], None] = lambda: None) -> int:
    """Prints the port and serves until SIGINT, SIGTERM or the engine's end; returns the exit code, 0.

    The engine interrupts its plugins when it is done, which is no reason for a traceback. `on_stop` runs before the
    end.
    """
    stop = threading.Event()

    def stopped(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, stopped)
    signal.signal(signal.SIGTERM, stopped)
    engine = os.getppid()
    server.start()
    print(port, flush=True)
    while not stop.wait(1.0):
        if os.getppid() != engine:  # an engine that was killed tells nobody
            break
    on_stop()
    server.stop(grace=None)
    return 0
