"""What goes wrong is said in a sentence, nothing that was found is lost, and nothing is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ceilings.engine.preview import Order, preview
from ceilings.engine.verdict import Preview

from .conftest import CAP, ROOT, MakePack, MakeProject, cli, said

Judge = Callable[..., Preview]
GROUP = """
import os, sys, time
import pulumi

def group(name, size, **more):
    return pulumi.CustomResource("test:index:Group", name, {"maxSize": size, **more})

"""


def test_a_program_that_raises(judge: Judge) -> None:
    result = judge(GROUP + 'group("first", 500)\ntime.sleep(1)\ndef inner():\n    raise ValueError("no such thing")\ninner()')
    assert result.result == "failed"
    assert [one.message.split("\n")[1] for one in result.violations] == ["maxSize is 500.0"], "what was found is still there"
    error = said(result, "error")
    assert "ValueError: no such thing" in error
    assert 'in inner\n    raise ValueError("no such thing")' in error
    assert error.count("__main__.py") == 2
    for machinery in ("site-packages", "runpy", "asyncio", "program_child"):
        assert machinery not in error


def test_a_program_that_raises_inside_of_apply(judge: Judge) -> None:
    result = judge(GROUP + 'pulumi.Output.from_input(1).apply(lambda value: {}["missing"])')
    assert result.result == "failed"
    assert "KeyError: 'missing'" in said(result, "error")


@pytest.mark.parametrize(
    ("ending", "outcome", "reason"),
    [
        ("sys.exit(0)", "rejected", ""),
        ("sys.exit(3)", "failed", "the program exited with code 3"),
        ("sys.exit('enough')", "failed", "the program exited with code 1"),
        ("os._exit(0)", "failed", "the program ended before it had registered everything"),
        ("os._exit(7)", "failed", "the program exited with code 7"),
        ("os.kill(os.getpid(), 9)", "failed", "the program was ended by signal 9"),
        ("raise pulumi.RunError('stop here')", "failed", "stop here"),
    ],
)
def test_programs_that_end_early(ending: str, outcome: str, reason: str, judge: Judge) -> None:
    result = judge(GROUP + f'made = group("first", 500)\nmade.urn.apply(print)\ntime.sleep(1)\n{ending}\ngroup("second", 3)')
    assert result.result == outcome
    assert reason in said(result, "error")
    if "_exit" not in ending and "kill" not in ending:
        assert len(result.violations) == 1
    if "enough" in ending:
        assert "enough" in said(result, "info")


def test_a_program_that_hangs(judge: Judge) -> None:
    started = time.monotonic()
    result = judge(GROUP + 'group("first", 500)\nasync def main():\n    time.sleep(600)\npulumi.run(main)', seconds=6)
    assert time.monotonic() - started < 20
    assert result.result == "failed"
    error = said(result, "error")
    assert "the program did not end within 6 seconds" in error
    assert "--timeout SECONDS gives it more time" in error


def test_a_program_that_does_not_stop_after_its_end(judge: Judge) -> None:
    result = judge(GROUP + 'import atexit\natexit.register(time.sleep, 600)\ngroup("first", 3)', seconds=30)
    assert result.result == "passed"
    assert "registered everything but did not end" in said(result, "warning")


def test_noise(judge: Judge) -> None:
    noise = 'print("plain"); print("error", file=sys.stderr); sys.stdout.buffer.write(b"\\xff\\n"); os.system("echo child")'
    result = judge(GROUP + noise + '\npulumi.log.warn("careful")\ngroup("first", 3)')
    assert result.result == "passed"
    assert {"plain", "error", "�", "child"} <= set(said(result, "info").splitlines())
    assert said(result, "warning") == "careful"


def test_a_program_that_registers_nothing(judge: Judge) -> None:
    result = judge("")
    assert result.result == "passed"
    assert "the program registered no resources" in said(result, "warning")


def test_a_program_with_a_syntax_error(judge: Judge) -> None:
    result = judge("def broken(:\n")
    assert result.result == "failed"
    assert "SyntaxError" in said(result, "error")


def test_duplicate_names(judge: Judge) -> None:
    result = judge(GROUP + 'group("same", 500)\ngroup("same", 500)')
    assert result.result == "failed"
    errors = said(result, "error").splitlines()
    assert errors == ["Duplicate resource URN 'urn:pulumi:dev::acme::test:index:Group::same'; try giving it a unique name"]
    assert len(result.violations) == 1


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ('pulumi.CustomResource("nonsense", "a", {})', "Type 'nonsense' is not a valid type token"),
        (
            "from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest as Request\n"
            "monitor = pulumi.runtime.settings.get_monitor()\n"
            'monitor.RegisterResource(Request(type="a:b:C", name="a", custom=True, parent="urn:pulumi:x::y::z::n"))',
            "could not find parent resource urn:pulumi:x::y::z::n",
        ),
        (
            'pulumi.CustomResource("a:b:C", "a", {}, pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="soon")))',
            "unable to parse customTimeout Value soon",
        ),
        ('pulumi.runtime.invoke("kubernetes:helm:template", {})', "rendering a Helm chart needs the Kubernetes provider"),
        ('pulumi.CustomResource("a:b:C", "a", {}, pulumi.ResourceOptions(version="latest"))', "'latest' is not a semantic version"),
    ],
)
def test_requests_that_make_no_sense(statement: str, problem: str, judge: Judge) -> None:
    result = judge(GROUP + statement)
    assert result.result == "failed"
    assert problem in said(result, "error")


def test_default_providers_can_be_barred(project: MakeProject, pack: MakePack) -> None:
    order = Order(
        program=project(GROUP + 'group("a", 3)'),
        packs=[pack(CAP)],
        config=['pulumi:disable-default-providers=["test"]'],
        timeout_seconds=60,
    )
    result = preview(order)
    assert result.result == "failed"
    assert "Default provider for 'test' disabled" in said(result, "error")


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("print('hello')\n" + textwrap.dedent(CAP), "printed 'hello' before its port"),
        ("raise ValueError('broken pack')", "ended with exit code 1 before it served its policies"),
        ("import nowhere", "No module named 'nowhere'"),
        ("import os; os._exit(0)", "ended with exit code 0 before it served its policies"),
        ("pass", "ended with exit code 0 before it served its policies"),
    ],
)
def test_packs_that_do_not_start(code: str, problem: str, judge: Judge) -> None:
    result = judge(GROUP + 'group("a", 500)', code)
    assert result.result == "failed"
    assert problem in said(result, "error") + said(result, "warning")
    assert said(result, "error").count("policy pack") == 1


def test_a_pack_that_dies_midway(judge: Judge) -> None:
    code = CAP.replace("report(f", 'args.name == "second" and __import__("os")._exit(4) or report(f')
    result = judge(GROUP + 'a = group("first", 500)\nb = group("second", 500, after=a.urn)\ngroup("third", 500, after=b.urn)', code)
    assert result.result == "failed"
    assert [one.urn.rsplit("::")[-1] for one in result.violations] == ["first"], "what it had said before is kept"
    error = said(result, "error")
    assert "policy pack cap-pack ended with exit code 4 while it judged urn:pulumi:dev::acme::test:index:Group::second" in error


def test_a_policy_that_raises(judge: Judge) -> None:
    result = judge(GROUP + 'for n in range(9):\n    group(f"g{n}", 500)', CAP.replace("report(f", 'args.name != "g3" and 1/0 or report(f'))
    assert result.result == "failed"
    error = said(result, "error")
    assert "policy pack cap-pack failed in Analyze while it judged" in error
    assert "division by zero" in error
    assert len(error.splitlines()) == 6, "five are enough"
    assert [one.urn.rsplit("::")[-1] for one in result.violations] == ["g3"]


def test_a_pack_that_hangs(judge: Judge) -> None:
    code = CAP.replace("report(f", '__import__("time").sleep(600) or report(f')
    result = judge(GROUP + 'group("a", 500)', code, seconds=6)
    assert result.result == "failed"
    assert "the time was up while policy pack cap-pack still judged" in said(result, "error")


def test_a_pack_that_talks(judge: Judge) -> None:
    code = CAP.replace("report(f", 'print("on stdout") or print("on stderr", file=__import__("sys").stderr) or report(f')
    result = judge(GROUP + 'group("a", 500)', code)
    assert result.result == "rejected"
    assert {(one.severity, one.source, one.message) for one in result.diagnostics} == {
        ("info", "cap-pack", "on stdout"),
        ("warning", "cap-pack", "on stderr"),
    }


def test_ten_megabytes_of_properties(judge: Judge) -> None:
    result = judge(GROUP + 'group("big", 500, text="x" * 10_000_000, many=list(range(20_000)))')
    assert result.result == "rejected"


def test_many_resources(judge: Judge) -> None:
    result = judge(GROUP + 'for n in range(300):\n    group(f"g{n}", n)')
    assert len(result.resources) == 302
    assert len(result.violations) == 300 - 11


def test_a_manifest_of_five_thousand_documents(judge: Judge) -> None:
    text = "\n---\n".join(f"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: c{n}}}}}" for n in range(5000))
    result = judge('import pulumi_kubernetes as k8s\nk8s.yaml.v2.ConfigFile("all", file="all.yaml")', files={"all.yaml": text}, seconds=300)
    assert result.result == "passed"
    assert len(result.resources) == 5000 + 3


def test_a_manifest_that_is_wrong(judge: Judge) -> None:
    result = judge(
        'import pulumi_kubernetes as k8s\nk8s.yaml.v2.ConfigFile("all", file="all.yaml")', files={"all.yaml": "kind: A\n---\n: ["}
    )
    assert result.result == "failed"
    assert "all.yaml, line 3, column 1: this is not valid YAML" in said(result, "error")


def test_nothing_is_left_running(project: MakeProject, pack: MakePack, tmp_path: Path) -> None:
    """Not after a preview, not when it is interrupted, and not when it is killed."""
    marker = tmp_path / "pids"
    note = f"import os\nopen({str(marker)!r}, 'a').write(f'{{os.getpid()}} ')\n"
    folder = project(note + GROUP + 'group("a", 3)\ntime.sleep(600)')
    code = note + "\n".join(line.removeprefix("    ") for line in CAP.splitlines())
    words = [sys.executable, "-m", "ceilings", "preview", str(folder), "--policy-pack", str(pack(code))]
    for number, exit_code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)):
        marker.unlink(missing_ok=True)
        running = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and (not marker.exists() or len(marker.read_text().split()) < 2):
            time.sleep(0.1)
        time.sleep(0.5)
        running.send_signal(number)
        _, err = running.communicate(timeout=30)
        assert (running.returncode, err) == (exit_code, "interrupted\n" if number == signal.SIGINT else "")
        left = {int(pid) for pid in marker.read_text().split()}
        assert len(left) == 2
        while left and time.monotonic() < deadline + 10:
            left = {pid for pid in left if _runs(pid)}
            time.sleep(0.1)
        assert left == set()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[-1].split()[0] if Path("/proc").is_dir() else True
    except (OSError, IndexError):
        return False


def test_usage(project: MakeProject, tmp_path: Path) -> None:
    folder = project("")
    for words, problem in (
        ([], "the following arguments are required: COMMAND"),
        (["review"], "invalid choice: 'review'"),
        (["preview", "--timeout", "-1"], "a number of seconds above 0 was expected, not '-1'"),
        (["preview", "--color", "pink"], "invalid choice: 'pink'"),
    ):
        ran = cli(*words)
        assert ran.code == 2
        assert problem in ran.err
    wrong: list[tuple[list[str | Path], str]] = [
        (["preview", tmp_path / "nowhere"], "there is no program at"),
        (["preview", folder, "--policy-pack", tmp_path], "there is no policy pack in"),
        (["preview", folder, "--policy-pack-config", "a.json", "--policy-pack-config", "b.json"], "1 policy packs and 2 configurations"),
        (["preview", folder, "--policy-pack-config", "nowhere.json"], "the policy configuration nowhere.json cannot be read"),
        (["preview", folder, "--config", "x"], "--config x: key=value was expected"),
    ]
    for given, problem in wrong:
        ran = cli(*given)
        assert ran.code == 2
        assert problem in ran.out
        assert "Traceback" not in ran.out + ran.err
