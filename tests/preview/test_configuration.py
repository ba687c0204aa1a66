"""Projects, stacks and packs are found and read as Pulumi does, and what is wrong with their files is said in a sentence."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from ceilings.engine import json_schema, pack_source, policy_config, project, stack_config, wire
from ceilings.engine.errors import PreviewError
from ceilings.engine.masking import masker
from ceilings.engine.policy_config import PolicyFacts, PolicySetting
from ceilings.engine.stack_config import StackConfig


def make(folder: Path, text: str = "name: acme\nruntime: python\n", **stacks: str) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    (folder / "Pulumi.yaml").write_text(text, encoding="utf-8")
    (folder / "__main__.py").touch()
    for name, content in stacks.items():
        (folder / f"Pulumi.{name}.yaml").write_text(content, encoding="utf-8")
    return folder


def load(folder: Path, stack: str | None = "dev", *overrides: str) -> StackConfig:
    return stack_config.load(project.find(folder), stack, overrides)


def test_a_project_and_what_is_in_it(tmp_path: Path) -> None:
    folder = make(tmp_path / "infra", "name: acme\nruntime: {name: python}\nmain: stacks\nstackConfigDir: config\n")
    (folder / "stacks").mkdir()
    (folder / "stacks" / "__main__.py").touch()
    (folder / "stacks" / "one.py").touch()
    (folder / "stacks" / "module").mkdir()
    (folder / "stacks" / "module" / "__main__.py").touch()
    whole = project.find(folder)
    assert (whole.name, whole.entry, whole.working_folder) == ("acme", folder / "stacks", folder / "stacks")
    assert whole.stack_folder == folder / "config"
    assert whole.root == folder
    assert whole.python == Path(sys.executable)
    assert project.find(folder / "Pulumi.yaml") == whole
    one = project.find(folder / "stacks" / "one.py")
    assert (one.entry, one.working_folder) == (folder / "stacks" / "one.py", folder / "stacks")
    assert project.find(folder / "stacks" / "module").entry == folder / "stacks" / "module"
    (folder / "docs").mkdir()
    assert project.find(folder / "docs") == whole, "a folder with nothing to run belongs to the project above"


def test_a_virtual_environment_is_used_where_it_exists(tmp_path: Path) -> None:
    text = "name: acme\nruntime: {name: python, options: {virtualenv: venv}}\n"
    folder = make(tmp_path / "infra", text)
    without = project.find(folder)
    assert without.python == Path(sys.executable)
    assert "venv does not exist" in without.warnings[0]
    (folder / "venv" / "bin").mkdir(parents=True)
    (folder / "venv" / "bin" / "python").touch()
    assert project.find(folder).python == folder / "venv" / "bin" / "python"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("runtime: python", "`name` should be the project's name, which is missing"),
        ("name: 3\nruntime: python", "`name` should be the project's name, not a number"),
        ("name: a", "`runtime` should be a name or an object with a `name`"),
        ("name: a\nruntime: nodejs", "only programs with `runtime: python` can be previewed here, not `nodejs`"),
        ("name: a\nruntime: python\nmain: nowhere", "`main` names nowhere, which does not exist"),
        ("name: a\nruntime: python\nmain: [a]", "`main` should be a path, not a list"),
        ("name: a\nruntime: python\nconfig: [a]", "`config` should be an object, not a list"),
        ("name: a\nruntime: python\nstackConfigDir: {}", "`stackConfigDir` should be a folder's path, not an object"),
        ("- a", "`key: value` lines were expected, not a list"),
        ("a: b: c", "line 1, column 5: this is not valid YAML"),
    ],
)
def test_wrong_project_files(text: str, problem: str, tmp_path: Path) -> None:
    if "stackConfigDir: {}" in text:
        text = text.replace("{}", "{a: b}")
    with pytest.raises(PreviewError) as caught:
        project.find(make(tmp_path, text))
    assert problem in str(caught.value)
    assert "Pulumi.yaml" in str(caught.value)


def test_programs_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(PreviewError, match="there is no program at"):
        project.find(tmp_path / "nowhere")
    with pytest.raises(PreviewError, match=r"no Pulumi\.yaml was found in .* or above it"):
        project.find(tmp_path)
    (tmp_path / "notes.txt").touch()
    with pytest.raises(PreviewError, match="neither a Python file nor a Pulumi"):
        project.find(tmp_path / "notes.txt")


def test_values_of_a_stack(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        dev="""
encryptionsalt: v1:x
config:
  aws:region: eu-west-1
  count: 3
  acme:ratio: 0.5
  on: true
  text: yes
  pools: {chat: {max: 7}, allowed: ["<a>", é]}
  acme:token: {secure: v1:abc}
  nested: {open: 1, hidden: {secure: v1:def}}
  empty:
""",
    )
    config = load(folder)
    assert config.values == {
        "aws:region": "eu-west-1",
        "acme:count": "3",
        "acme:ratio": "0.5",
        "acme:on": "true",
        "acme:text": "yes",
        "acme:pools": '{"allowed":["\\u003ca\\u003e","é"],"chat":{"max":7}}',
        "acme:token": wire.UNKNOWN,
        "acme:nested": f'{{"hidden":"{wire.UNKNOWN}","open":1}}',
        "acme:empty": "",
    }
    assert config.secret_keys == config.encrypted == ("acme:nested", "acme:token")
    assert "`empty` has no value" in config.warnings[0]
    assert "cannot be decrypted here" in config.warnings[1]
    assert "--config acme:nested=" in config.warnings[1]
    assert config.of_package("aws") == {"region": "eu-west-1"}


def test_the_command_line_gives_values(tmp_path: Path) -> None:
    folder = make(tmp_path, dev="config: {token: {secure: v1:abc}, nested: {open: plain, hidden: [{secure: v1:def}]}}")
    config = load(folder, "dev", "token=hunter2", 'nested={"open":"plain","hidden":["swordfish"]}', "aws:region=x=y")
    assert config.values["acme:token"] == "hunter2"
    assert config.values["aws:region"] == "x=y"
    assert config.secret_keys == ("acme:nested", "acme:token"), "what is secret in the file stays secret"
    assert config.encrypted == ()
    assert config.secret_texts == ("hunter2", "swordfish")
    assert config.of_package("acme")["token"] == wire.secret("hunter2")


def test_defaults_and_types_of_the_project(tmp_path: Path) -> None:
    text = """
name: acme
runtime: python
config:
  size: {type: integer, default: 3}
  zones: {type: array, items: {type: string}, default: [a, b]}
  plain: 7
  pin: {type: string, secret: true, default: "1234"}
  aws:region: {value: eu-west-1}
"""
    config = load(make(tmp_path, text))
    assert config.values == {
        "acme:size": "3",
        "acme:zones": '["a","b"]',
        "acme:plain": "7",
        "acme:pin": "1234",
        "aws:region": "eu-west-1",
    }
    assert load(tmp_path, "dev", "size=5").values["acme:size"] == "5"
    given = load(tmp_path, "dev", "pin=9999")
    assert given.secret_keys == ("acme:pin",)
    assert given.secret_texts == ("9999",)


@pytest.mark.parametrize(
    ("declared", "stack", "problem"),
    [
        ("size: {type: integer}", "", "stack dev lacks values for size"),
        ("size: {type: integer}", "size: many", "`size` should be of type integer"),
        ("size: {type: boolean}", "size: 3", "`size` should be of type boolean"),
        ("size: {type: array, items: {type: integer}}", "size: [1, x]", "`size` should be of type array<integer>"),
        ("size: {type: object}", "size: [1]", "`size` should be of type object"),
        ("size: {type: string, secret: true}", "size: open", "declares `size` as secret, so it must be encrypted"),
        ("size: {type: number}", "", "`type` should be string, integer, boolean, array or object, not 'number'"),
        ("size: {type: array}", "", "is an array, so `items` must say of what"),
        ("size: {type: integer, default: x}", "", "its `default` is not of its type, integer"),
        ("size: {default: 1, value: 2}", "", "cannot have both a `default` and a `value`"),
        ("aws:region: {default: x}", "", "is not of this project, so it can have a `value` but no `type` and no `default`"),
        ("aws:region: {description: x}", "", "is not of this project, so it needs a `value`"),
        ("", "a:b:c: 1", "`a:b:c` is not a configuration key"),
        ("", "size: 1\n  acme:size: 2", "`acme:size` is there twice"),
    ],
)
def test_wrong_configuration(declared: str, stack: str, problem: str, tmp_path: Path) -> None:
    folder = make(tmp_path, f"name: acme\nruntime: python\nconfig:\n  {declared}\n", dev=f"config:\n  {stack}\n")
    with pytest.raises(PreviewError) as caught:
        load(folder)
    assert problem in str(caught.value)


def test_wrong_stack_files(tmp_path: Path) -> None:
    with pytest.raises(PreviewError, match="`config` should be an object"):
        load(make(tmp_path, dev="config: [a]"))
    config = load(make(tmp_path, dev="confg: {a: b}\nenvironment: [prod]\n"))
    assert "`confg` is no section of a stack's file" in config.warnings[0]
    assert "Pulumi ESC" in config.warnings[1]
    with pytest.raises(PreviewError, match="--config size: key=value was expected"):
        load(tmp_path, "dev", "size")


def test_which_stack(tmp_path: Path) -> None:
    folder = make(tmp_path)
    assert load(folder, None).stack == "dev", "a project without stack files has any stack"
    assert load(folder, "other").values == {}
    make(tmp_path, prod="")
    assert load(folder, None).stack == "prod", "the only one that has a file"
    make(tmp_path, **{"a.b": ""})
    with pytest.raises(PreviewError, match=r"name a stack with --stack; those of project acme are a\.b, prod"):
        load(folder, None)
    with pytest.raises(PreviewError, match=r"there is no stack dev: .* has no Pulumi\.dev\.yaml; its stacks are a\.b, prod"):
        load(folder, "dev")
    owned = load(folder, "team/acme/prod")
    assert (owned.organization, owned.stack) == ("team", "prod")
    for wrong in ("", "a b", "x/", "a/b/c/d"):
        with pytest.raises(PreviewError, match="is not a stack's name"):
            load(folder, wrong)


def pack_folder(folder: Path, manifest: str = "runtime: python\n") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "PulumiPolicy.yaml").write_text(manifest)
    (folder / "__main__.py").touch()
    return folder


def test_packs_are_found(tmp_path: Path) -> None:
    source = pack_source.find(pack_folder(tmp_path / "p", "runtime: {name: python}\nversion: 1.2.0\n"), None)
    assert (source.version, source.entry) == ("1.2.0", tmp_path / "p")
    assert (pack_source.default_pack() / "PulumiPolicy.yaml").is_file()
    with pytest.raises(PreviewError, match=r"there is no policy pack in .*: a folder with PulumiPolicy\.yaml was expected"):
        pack_source.find(tmp_path, None)
    with pytest.raises(PreviewError, match="only packs with `runtime: python` can run here, not `nodejs`"):
        pack_source.find(pack_folder(tmp_path / "n", "runtime: nodejs"), None)
    with pytest.raises(PreviewError, match="`main` should name the pack's program"):
        pack_source.find(pack_folder(tmp_path / "m", "runtime: python\nmain: nowhere"), None)


POLICIES = [
    PolicyFacts(
        "cap",
        "mandatory",
        properties={"most": {"type": "integer", "minimum": 1, "default": 10}, "zone": {"enum": ["a", "b"]}, "names": {"type": "array"}},
    ),
    PolicyFacts("notes", "advisory", properties={"text": {"type": "string"}}, required=("text",)),
]


def reconciled(given: dict[str, PolicySetting], initial: dict[str, PolicySetting] | None = None) -> dict[str, tuple[str, dict[str, Any]]]:
    settings = policy_config.reconcile(POLICIES, initial or {}, {"notes": PolicySetting(properties={"text": "x"})} | given, "pack")
    return {name: (setting.level, setting.properties) for name, setting in settings.items()}


def test_levels_and_properties_come_in_layers() -> None:
    assert reconciled({}) == {"cap": ("mandatory", {"most": 10}), "notes": ("advisory", {"text": "x"})}
    assert reconciled({"all": PolicySetting("disabled"), "cap": PolicySetting("advisory")}) == {
        "cap": ("advisory", {"most": 10}),
        "notes": ("disabled", {"text": "x"}),
    }
    initial = {"all": PolicySetting("advisory"), "cap": PolicySetting("advisory", {"most": 5, "zone": "a"})}
    assert reconciled({"cap": PolicySetting(properties={"most": 7})}, initial)["cap"] == ("advisory", {"most": 7, "zone": "a"})


def test_values_that_a_policy_does_not_allow() -> None:
    with pytest.raises(PreviewError) as caught:
        policy_config.reconcile(POLICIES, {}, {"cap": PolicySetting(properties={"most": 0, "zone": "c", "names": "x"})}, "pack")
    assert str(caught.value) == (
        "the configuration of policy pack pack is not valid: cap: `most`: at least 1 was expected, not 0; "
        'cap: `zone`: one of a, b was expected, not "c"; cap: `names`: an array was expected, not "x"; '
        "notes: `text` is required"
    )


def test_doubts_about_names() -> None:
    given = policy_config.ConfigFile({"caps": PolicySetting("disabled"), "cap": PolicySetting(properties={"mst": 1})})
    assert list(policy_config.doubts(POLICIES, given, "pack")) == [
        "the policy configuration names caps, which policy pack pack does not have; did you mean cap?",
        "the policy configuration gives cap a `mst`, which it does not have; did you mean most?",
    ]


def read(tmp_path: Path, content: Any) -> policy_config.ConfigFile:
    file = tmp_path / "config.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return policy_config.read(file)


def test_policy_configuration_files(tmp_path: Path) -> None:
    assert read(tmp_path, " ").settings == {}
    plain = read(tmp_path, {"all": "advisory", "cap": {"enforcementLevel": "mandatory", "most": 3}, "nothing": {}})
    assert plain.settings == {"all": PolicySetting("advisory"), "cap": PolicySetting("mandatory", {"most": 3})}
    urn = "urn:pulumi:dev::acme::a:b:C::d"
    versioned = read(
        tmp_path,
        {
            "version": 2,
            "policies": {"cap": "disabled"},
            "exceptions": {"EXC-1": {"reason": "agreed", "match": [{"policies": ["cap"], "targets": [urn]}]}},
        },
    )
    assert versioned.settings == {"cap": PolicySetting("disabled")}
    (exception,) = versioned.exceptions
    assert exception.covers("cap", urn)
    assert not exception.covers("cap", urn + "2")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "is not JSON"),
        ("[]", "should be an object of policy names"),
        ({"cap": "strict"}, 'the level of `cap` should be advisory, mandatory, remediate, disabled, not "strict"'),
        ({"cap": {"enforcementLevel": 3}}, "the level of `cap` should be"),
        ({"cap": 3}, "`cap` should be a level or an object, not 3"),
        ({"environments": ["prod"]}, "Pulumi ESC environments"),
        ({"version": 3}, "`version` should be 2, not 3"),
        ({"version": 2, "policies": [1]}, "`policies` should be an object"),
        ({"version": 2, "exceptions": [1]}, "`exceptions` should be an object"),
        ({"version": 2, "exceptions": {"E": {}}}, "the exception `E` needs a `reason`"),
        ({"version": 2, "exceptions": {"E": {"reason": "x"}}}, "the exception `E` needs a `match`"),
        ({"version": 2, "exceptions": {"E": {"reason": "x", "match": [{"policies": ["a"]}]}}}, "needs `targets`, a list of URNs"),
        (
            {"version": 2, "exceptions": {"E": {"reason": "x", "match": [{"policies": ["all"], "targets": ["u"]}]}}},
            "`all` is not allowed",
        ),
    ],
)
def test_wrong_policy_configuration_files(content: Any, problem: str, tmp_path: Path) -> None:
    with pytest.raises(PreviewError) as caught:
        read(tmp_path, content)
    assert problem in str(caught.value)
    assert "config.json" in str(caught.value)


@pytest.mark.parametrize(
    ("schema", "value", "problems"),
    [
        ({"type": "integer"}, 3.0, []),
        ({"type": "integer"}, 3.5, ["an integer was expected, not 3.5"]),
        ({"type": "integer"}, True, ["an integer was expected, not true"]),
        ({"type": ["string", "null"]}, None, []),
        ({"type": "boolean"}, 1, ["a boolean was expected, not 1"]),
        ({"enum": [1, "a"]}, True, ["one of 1, a was expected, not true"]),
        ({"const": 3}, 4, ["3 was expected, not 4"]),
        ({"maximum": 3}, 4, ["at most 3 was expected, not 4"]),
        ({"exclusiveMinimum": 0}, 0, ["more than 0 was expected, not 0"]),
        ({"exclusiveMaximum": 1}, 1, ["less than 1 was expected, not 1"]),
        ({"multipleOf": 0.1}, 0.3, []),
        ({"multipleOf": 5}, 7, ["a multiple of 5 was expected, not 7"]),
        ({"minLength": 2, "pattern": "^x"}, "a", ["at least 2 characters", "text that matches ^x"]),
        ({"maxLength": 2}, "abc", ["at most 2 characters were expected, not 3"]),
        ({"pattern": "("}, "a", []),
        ({"items": {"type": "string"}, "maxItems": 1}, ["a", 2], ["at most 1 items", "`[1]`: a string was expected"]),
        ({"minItems": 1}, [], ["at least 1 items were expected, not 0"]),
        ({"uniqueItems": True}, [{"a": 1}, {"a": 1}], ["items that differ from each other"]),
        (
            {"properties": {"a": {"properties": {"b": {"type": "string"}}}}, "additionalProperties": False},
            {"a": {"b": 1}, "c": 2},
            ["`a.b`: a string was expected, not 1", "`c` is not one of a"],
        ),
        ({"additionalProperties": {"type": "string"}}, {"a": 1}, ["`a`: a string was expected"]),
        ({"required": ["a"]}, {}, ["`a` is required"]),
        ({"anyOf": [{"type": "string"}, {"minimum": 3}]}, 2, ["2 fits none of the allowed forms"]),
        ({"oneOf": [{"type": "integer"}, {"minimum": 1}]}, 2, ["2 fits not exactly one of the allowed forms"]),
        ({"allOf": [{"minimum": 3}]}, 2, ["at least 3"]),
        ({"not": {"type": "string"}}, "a", ['"a" is not allowed']),
        (False, 1, ["nothing is allowed here"]),
        (True, 1, []),
    ],
)
def test_json_schema(schema: Any, value: Any, problems: list[str]) -> None:
    found = list(json_schema.problems(schema, value))
    assert len(found) == len(problems), found
    for sentence, part in zip(found, problems, strict=True):
        assert part in sentence


def test_masks() -> None:
    mask = masker(["hunter2", 'a"b', "ab", "true"])
    assert mask('hunter2, a"b, {"x": "a\\"b"}, ab, true') == '[secret], [secret], {"x": "[secret]"}, ab, true'
    assert masker([])("hunter2") == "hunter2"
