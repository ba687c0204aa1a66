"""`ceilings preview` as a user calls it: what it prints, and its exit codes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

from ceilings.engine import show
from ceilings.engine.verdict import Diagnostic, Preview, Remediation, SeenResource, Violation

from .conftest import CAP, ROOT, MakePack, MakeProject, cli

PROGRAM = """
    import pulumi
    for name, size in {"big": 500, "bigger": 900, "small": 3}.items():
        pulumi.CustomResource("test:index:Group", name, {"maxSize": size})
    print("made groups")
"""
GROUP = "urn:pulumi:dev::acme::test:index:Group::"


def test_text(project: MakeProject, pack: MakePack) -> None:
    folder = pack(CAP, manifest="runtime: python\nversion: 1.2.3\n")
    ran = cli("preview", project(PROGRAM), "--policy-pack", folder)
    assert ran.code == 1
    text, duration = ran.out.rsplit(", in ", 1)
    assert duration.rstrip().removesuffix(" s").replace(".", "").isdigit()
    assert (
        text
        == f"""\
Previewed stack dev of project acme

Policies:
  cap-pack 1.2.3 ({folder})
    cap [mandatory, high]
      Groups have a cap.
      - test:index:Group big
        maxSize is 500.0
      - test:index:Group bigger
        maxSize is 900.0

Diagnostics:
  program:
    made groups

Rejected: 2 mandatory violations; 5 resources"""
    )
    assert ran.err == "", "no progress where nobody watches"


def test_json(project: MakeProject, pack: MakePack) -> None:
    ran = cli("preview", project(PROGRAM), "--policy-pack", pack(CAP), "--json")
    assert ran.code == 1
    found = ran.json
    assert found.keys() == {
        "project",
        "stack",
        "result",
        "packs",
        "resources",
        "violations",
        "remediations",
        "diagnostics",
        "duration_seconds",
    }
    assert (found["project"], found["stack"], found["result"]) == ("acme", "dev", "rejected")
    assert found["violations"][0] == {
        "pack": "cap-pack",
        "policy": "cap",
        "urn": GROUP + "big",
        "message": "Groups have a cap.\nmaxSize is 500.0",
        "level": "mandatory",
        "severity": "high",
        "stand_ins": [],
        "exceptions": [],
    }
    assert {"urn": GROUP + "small", "type": "test:index:Group"} in found["resources"]
    assert found["diagnostics"] == [{"severity": "info", "source": "program", "urn": "", "message": "made groups"}]
    assert 0 < found["duration_seconds"] < 60


def test_exit_codes_and_configuration(project: MakeProject, pack: MakePack, tmp_path: Path) -> None:
    folder, cap = project(PROGRAM), pack(CAP)
    config = tmp_path / "config.json"

    def code(content: object) -> int:
        config.write_text(json.dumps(content))
        return cli("preview", folder, "--policy-pack", cap, "--policy-pack-config", config).code

    assert code({"cap": {"most": 1000}}) == 0
    assert code({"all": "advisory"}) == 0
    assert code({"cap": "disabled"}) == 0
    assert code({"cap": {"most": "many"}}) == 2
    match = [{"policies": ["cap"], "targets": [GROUP + "big", GROUP + "bigger"]}]
    assert code({"version": 2, "exceptions": {"E-1": {"reason": "agreed", "match": match}}}) == 0


def test_misspelt_configuration_is_doubted(project: MakeProject, pack: MakePack, tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text('{"cap": {"mots": 3}}')
    ran = cli("preview", project(PROGRAM), "--policy-pack", pack(CAP), "--policy-pack-config", config)
    assert "warning: the policy configuration gives cap a `mots`, which it does not have; did you mean most?" in ran.out


def test_several_packs_and_remediation(project: MakeProject, pack: MakePack) -> None:
    lower = """
        from pulumi_policy import *

        def lower(args):
            if args.resource_type == "test:index:Group":
                return {**args.props, "maxSize": 9}

        PolicyPack("lower-pack", policies=[
            ResourceValidationPolicy("lower", "Lowers caps.", remediate=lower, enforcement_level=EnforcementLevel.REMEDIATE),
        ])
    """
    first, second = pack(lower, "first"), pack(CAP, "second")
    ran = cli("preview", project(PROGRAM), "--policy-pack", first, "--policy-pack", second, "--json")
    assert ran.code == 0, "the second pack sees what the first one made of it"
    assert {one["name"] for one in ran.json["packs"]} == {"lower-pack", "cap-pack"}
    assert len(ran.json["remediations"]) == 3
    assert ran.json["remediations"][0]["changed"] == ["maxSize"]


def test_the_own_pack_is_the_default(project: MakeProject) -> None:
    ran = cli("preview", project("import pulumi\npulumi.export('a', 1)"), "--json")
    assert ran.code == 0, ran.out
    assert [Path(one["folder"]) for one in ran.json["packs"]] == [ROOT / "policies"]


def test_colours_on_demand(project: MakeProject, pack: MakePack) -> None:
    ran = cli("preview", project(PROGRAM), "--policy-pack", pack(CAP), "--color", "always")
    assert "\x1b[1;31mRejected: \x1b[0m" in ran.out


def test_a_terminal_shows_progress_and_colours(project: MakeProject, pack: MakePack) -> None:
    master, slave = os.openpty()
    words = [sys.executable, "-m", "ceilings", "preview", str(project(PROGRAM)), "--policy-pack", str(pack(CAP))]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    running = subprocess.Popen(words, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave)
    os.close(slave)
    shown = b""
    try:
        while piece := os.read(master, 65536):
            shown += piece
    except OSError:  # how Linux tells the end of a terminal
        pass
    os.close(master)
    assert running.wait(timeout=60) == 1
    text = shown.decode()
    assert "Starting the program and the policy packs" in text
    assert "\x1b[1;31mRejected: \x1b[0m" in text


def test_names_cannot_steer_a_terminal() -> None:
    evil = "urn:pulumi:dev::acme::test:index:Group::\x1b[2Jgone\r"
    found = Preview("acme", "dev", violations=[Violation("pack", "cap", evil, "a\x07\x9b b", "mandatory")], complete=True)
    for styled in (False, True):
        out = io.StringIO()
        show.write(found, out, styled=styled)
        assert "\\x1b[2Jgone\\x0d" in out.getvalue()
        assert "a\\x07\\x9b b" in out.getvalue()
        assert "\x1b[2J" not in out.getvalue()


def test_text_of_the_rest() -> None:
    found = Preview(
        "acme",
        "dev",
        resources=[SeenResource(GROUP + "a", "test:index:Group", opaque="nobody can say")],
        violations=[
            Violation("p", "z", GROUP + "a", "one\ntwo", "mandatory", stand_ins=("aws:ec2/getAmi:getAmi",)),
            Violation("p", "a", "", "three", "advisory"),
            Violation("p", "z", GROUP + "b", "four", "mandatory", exceptions=("E-1",)),
        ],
        remediations=[Remediation("p", "fix", GROUP + "a", "Fixes.", ("maxSize",))],
        diagnostics=[Diagnostic("error", "it broke")],
    )
    out = io.StringIO()
    show.write(found, out, styled=False)
    assert (
        out.getvalue()
        == """\
Previewed stack dev of project acme

Policies:
  p
    z [mandatory]
      - test:index:Group a
        one
        two
        May hang on a stand-in: nobody called aws:ec2/getAmi:getAmi.
      - test:index:Group b
        four
        Accepted by the exception E-1.
    a [advisory]
      - the stack
        three
  fix [remediate] rewrote test:index:Group a
    maxSize changed: Fixes.

Diagnostics:
  error: it broke

Failed: 1 mandatory and 1 advisory violations; 1 resource, 1 of which could not be looked into, in 0.0 s
"""
    )


def test_help_imports_no_command() -> None:
    code = """
import sys
import ceilings.cli
print(sorted(name for name in sys.modules if name.partition(".")[0] in ("ceilings", "grpc", "yaml", "pulumi", "rich")))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['ceilings', 'ceilings.cli']"
    assert "preview" in cli("--help").out
    assert cli("--version").out.startswith("ceilings ")


def test_a_reader_that_leaves(project: MakeProject, pack: MakePack) -> None:
    words = [sys.executable, "-m", "ceilings", "preview", str(project(PROGRAM)), "--policy-pack", str(pack(CAP))]
    running = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    running.wait(timeout=60)
    assert running.stderr.read() == ""
