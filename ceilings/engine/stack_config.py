"""A stack's configuration: `Pulumi.<stack>.yaml`, the project's defaults and types, and what the command line adds.

The rules are the engine's. Values are text, as the SDKs want them; structured values are JSON. An encrypted value
(`secure:`) cannot be decrypted here, since the embedded preview holds no keys: it is an unknown secret, and `--config`
gives it a value for a preview.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ceilings.engine import wire
from ceilings.engine.errors import PreviewError
from ceilings.engine.project import Project, read_mapping

DEFAULT_STACK = "dev"
"""The stack of a project that has no stack file, when none is named."""

_STACK_FILE = re.compile(r"^Pulumi\.(.+)\.(?:yaml|yml|json)$")
_STACK_NAME = re.compile(r"^[A-Za-z0-9_.-]{1,100}$")
_ANY_SECURE = {"secure": ""}
_SECTIONS = frozenset({"config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"})


@dataclass(frozen=True)
class StackConfig:
    """A stack's name and configuration; `encrypted` are the keys whose values cannot be decrypted, or not wholly."""

    stack: str
    organization: str
    values: Mapping[str, str]
    secret_keys: tuple[str, ...]
    encrypted: tuple[str, ...] = ()
    secret_texts: tuple[str, ...] = ()
    """The secret values that are known, which nothing that is said may show."""
    warnings: tuple[str, ...] = ()

    def of_package(self, package: str) -> dict[str, Any]:
        """The configuration of a package's default provider, by the names of its keys, secrets marked."""
        prefix = package + ":"
        return {
            key[len(prefix) :]: wire.secret(value) if key in self.secret_keys else value
            for key, value in self.values.items()
            if key.startswith(prefix)
        }


def known_stacks(project: Project) -> list[str]:
    """The stacks that have a file of their own."""
    if not project.stack_folder.is_dir():
        return []
    found = (_STACK_FILE.match(file.name) for file in project.stack_folder.iterdir())
    return sorted({match.group(1) for match in found if match})


def load(project: Project, stack: str | None, overrides: Sequence[str]) -> StackConfig:
    """The configuration of a stack.

    Without a name: the only stack that has a file, or `dev` where none has one. A stack without a file is an error only
    where others have one: then it is a misspelling more often than a stack with nothing to configure. Raises
    `PreviewError`.
    """
    known = known_stacks(project)
    organization, name = _chosen(project, stack, known)
    file = next((path for path in _stack_files(project, name) if path.is_file()), None)
    if file is None and known:
        raise PreviewError(
            f"there is no stack {name}: {project.stack_folder} has no Pulumi.{name}.yaml; its stacks are " + ", ".join(known)
        )
    values: dict[str, Any] = {}
    warnings: list[str] = []
    if file is not None:
        values = _stack_values(project, file, warnings)
    given = dict(_override(project, text) for text in overrides)
    in_file = {key: value for key, value in values.items() if _has_secure(value)}
    values |= given
    declared = _apply_project(project, name, values, in_file.keys() | given.keys())
    secure = in_file.keys() | declared
    secret_texts = [text for key in given.keys() & secure for text in _secret_texts(in_file.get(key, _ANY_SECURE), given[key])]
    encrypted = tuple(sorted(key for key, value in values.items() if _has_secure(value)))
    return StackConfig(
        stack=name,
        organization=organization,
        values={key: _text(value) for key, value in values.items()},
        secret_keys=tuple(sorted(values.keys() & secure)),
        encrypted=encrypted,
        secret_texts=tuple(sorted(set(secret_texts))),
        warnings=(*warnings, *_encrypted_warning(encrypted)),
    )


def _chosen(project: Project, stack: str | None, known: list[str]) -> tuple[str, str]:
    if stack is None:
        if len(known) > 1:
            raise PreviewError(f"name a stack with --stack; those of project {project.name} are {', '.join(known)}")
        return "organization", known[0] if known else DEFAULT_STACK
    *owners, name = stack.split("/")
    if not _STACK_NAME.match(name) or len(owners) > 2 or not all(owners):
        raise PreviewError(f"{stack!r} is not a stack's name: letters, digits, `-`, `_` and `.` make one")
    return (owners[0] if owners else "organization"), name


def _stack_files(project: Project, name: str) -> list[Path]:
    own = project.file.suffix
    suffixes = [own, *(suffix for suffix in (".yaml", ".yml", ".json") if suffix != own)]
    return [project.stack_folder / f"Pulumi.{name}{suffix}" for suffix in suffixes]


def _stack_values(project: Project, file: Path, warnings: list[str]) -> dict[str, Any]:
    content = read_mapping(file)
    for section in content.keys() - _SECTIONS:
        warnings.append(f"{file}: `{section}` is no section of a stack's file; its sections are {', '.join(sorted(_SECTIONS))}")
    if content.get("environment"):
        warnings.append(f"{file}: `environment` names Pulumi ESC environments, which the embedded preview cannot open")
    config = content.get("config")
    if config is None:
        return {}
    if not isinstance(config, dict):
        raise PreviewError(f"{file}: `config` should be an object of `key: value`, not {type(config).__name__}")
    values: dict[str, Any] = {}
    for key, value in config.items():
        full = _full_key(project, key, str(file))
        if value is None:
            warnings.append(f"{file}: `{key}` has no value")
        if full in values:
            raise PreviewError(f"{file}: `{key}` is there twice, with and without its project's name")
        values[full] = "" if value is None else value
    return values


def _override(project: Project, text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator or not key:
        raise PreviewError(f"--config {text}: key=value was expected")
    return _full_key(project, key, "--config"), value


def _full_key(project: Project, key: str, where: str) -> str:
    if ":" not in key:
        return f"{project.name}:{key}"
    namespace, _, name = key.partition(":")
    if name.startswith("config:"):  # the long form that old versions wrote
        name = name.removeprefix("config:")
    if not namespace or not name or ":" in name:
        raise PreviewError(f"{where}: `{key}` is not a configuration key; `name` or `namespace:name` was expected")
    return f"{namespace}:{name}"


def _apply_project(project: Project, stack: str, values: dict[str, Any], may_be_secret: Set[str]) -> set[str]:
    """Completes the values with the project's own and checks them; returns the keys that the project calls secret."""
    secret: set[str] = set()
    missing: list[str] = []
    for key, raw in sorted(project.config.items()):
        declared = raw if isinstance(raw, dict) else {"value": raw}
        full = _full_key(project, key, str(project.file))
        own = full.startswith(project.name + ":")
        _check_declaration(project, key, declared, own=own)
        if full not in values:
            default = declared.get("default", declared.get("value"))
            if default is not None:
                values[full] = default
            elif own:
                missing.append(key)
            continue
        if declared.get("secret"):
            if full not in may_be_secret:
                raise PreviewError(
                    f"stack {stack}: {project.file} declares `{key}` as secret, so it must be encrypted; set it with "
                    "`pulumi config set --secret`"
                )
            secret.add(full)
        if "type" in declared and not _is_type(values[full], declared["type"], declared.get("items")):
            raise PreviewError(
                f"stack {stack}: `{key}` should be of type {_type_name(declared['type'], declared.get('items'))}, as {project.file} says"
            )
    if missing:
        keys = ", ".join(missing)
        raise PreviewError(f"stack {stack} lacks values for {keys}: give them with `pulumi config set` or --config")
    return secret


def _check_declaration(project: Project, key: str, declared: Mapping[str, Any], *, own: bool) -> None:
    where = f"{project.file}: `config`, `{key}`"
    if "default" in declared and "value" in declared:
        raise PreviewError(f"{where} cannot have both a `default` and a `value`")
    if not own and ("type" in declared or "default" in declared):
        raise PreviewError(f"{where} is not of this project, so it can have a `value` but no `type` and no `default`")
    if not own and declared.get("value") is None:
        raise PreviewError(f"{where} is not of this project, so it needs a `value`")
    typ, items = declared.get("type"), declared.get("items")
    if "type" in declared and typ not in ("string", "integer", "boolean", "array", "object"):
        raise PreviewError(f"{where}: `type` should be string, integer, boolean, array or object, not {typ!r}")
    if typ == "array" and not isinstance(items, dict):
        raise PreviewError(f"{where} is an array, so `items` must say of what")
    if "type" in declared and "default" in declared and not _is_type(declared["default"], typ, items):
        raise PreviewError(f"{where}: its `default` is not of its type, {_type_name(typ, items)}")


def _is_type(value: Any, typ: Any, items: Any) -> bool:
    if _is_secure(value):
        return True  # nobody can tell before it is decrypted
    if typ == "string":
        return isinstance(value, str) or (not isinstance(value, dict | list))
    if typ == "integer":
        if isinstance(value, bool):
            return False
        return isinstance(value, int) or _is_whole(value)
    if typ == "boolean":
        return isinstance(value, bool) or value in ("true", "false")
    if isinstance(value, str):  # the command line gives structured values as JSON
        try:
            value = json.loads(value)
        except ValueError:
            return False
    if typ == "object":
        return isinstance(value, dict)
    item_type, item_items = (items.get("type"), items.get("items")) if isinstance(items, dict) else (None, None)
    return isinstance(value, list) and all(_is_type(item, item_type, item_items) for item in value)


def _is_whole(value: Any) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]+", value) is not None


def _type_name(typ: Any, items: Any) -> str:
    if typ != "array" or not isinstance(items, dict):
        return str(typ)
    return f"array<{_type_name(items.get('type'), items.get('items'))}>"


def _is_secure(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"secure"} and isinstance(value["secure"], str)


def _has_secure(value: Any) -> bool:
    if _is_secure(value):
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_has_secure(item) for item in inner)


def _secret_texts(encrypted: Any, given: Any) -> list[str]:
    """The texts that a value from the command line has where the stack's file has encrypted ones."""
    if _is_secure(encrypted) or not isinstance(encrypted, dict | list):
        return [given if isinstance(given, str) else _text(given)] if _is_secure(encrypted) else []
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return [given]
    if isinstance(encrypted, dict) and isinstance(given, dict):
        pairs = [(encrypted[key], given[key]) for key in encrypted.keys() & given.keys()]
    elif isinstance(encrypted, list) and isinstance(given, list):
        pairs = list(zip(encrypted, given, strict=False))
    else:
        return [_text(given)]
    return [text for one, other in pairs for text in _secret_texts(one, other)]


def _text(value: Any) -> str:
    value = _decrypted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
        for character in "<>&\u2028\u2029":  # as Go writes JSON, which the engine's own text is
            text = text.replace(character, f"\\u{ord(character):04x}")
        return text
    return str(value)


def _decrypted(value: Any) -> Any:
    if _is_secure(value):
        return wire.UNKNOWN
    if isinstance(value, dict):
        return {key: _decrypted(item) for key, item in value.items()}
    return [_decrypted(item) for item in value] if isinstance(value, list) else value


def _encrypted_warning(keys: tuple[str, ...]) -> list[str]:
    if not keys:
        return []
    what, each = ("this value is", "it") if len(keys) == 1 else ("these values are", "each")
    text = (
        f"{', '.join(keys)}: {what} encrypted and cannot be decrypted here, so an unknown secret stands for {each}; "
        f"--config {keys[0]}=... gives one for this preview"
    )
    return [text]
