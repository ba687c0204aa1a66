"""The plugins that stand in for the real ones: they start as the engine starts them and go without a word."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from ceilings.engine import wire
from ceilings.engine.structs import to_plain, to_struct

from .harness import ROOT

LAUNCHER = Path(__file__).with_name("launch.py")
URN = "urn:pulumi:dev::p::ai:pools:Pool$aws:autoscaling/group:Group::gpu"


def _start(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(LAUNCHER), *words],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("words", [("language_host", "127.0.0.1:1"), ("echo_provider", "aws", "127.0.0.1:1")])
def test_a_plugin_goes_quietly(words: Sequence[str], stop: signal.Signals) -> None:
    process = _start(*words)
    assert _port(process) > 0
    process.send_signal(stop)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")


def test_an_echo_provider_answers_as_the_shared_responses_say() -> None:
    process = _start("echo_provider", "aws", "127.0.0.1:1")
    try:
        with grpc.insecure_channel(f"127.0.0.1:{_port(process)}") as channel:
            provider = provider_pb2_grpc.ResourceProviderStub(channel)
            checked = provider.Check(provider_pb2.CheckRequest(urn=URN, name="gpu", news=to_struct({"maxSize": 3})))
            inputs = to_plain(checked.inputs)
            assert inputs["maxSize"] == 3
            assert inputs["name"].startswith("gpu-"), "the provider's own name"
            preview = provider.Create(provider_pb2.CreateRequest(urn=URN, properties=checked.inputs, preview=True))
            assert to_plain(preview.properties)["arn"] == wire.UNKNOWN
            created = provider.Create(provider_pb2.CreateRequest(urn=URN, properties=checked.inputs))
            assert created.id == "gpu-id"
            assert to_plain(created.properties)["arn"].startswith("arn:")
    finally:
        process.terminate()
        process.communicate(timeout=20)
