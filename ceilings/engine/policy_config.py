"""A pack's configuration (`--policy-pack-config`): read, completed with defaults and checked as the engine does it.

Levels and properties come, each later one over the earlier, from the policies themselves, the pack's initial
configuration and the file. In the file and in the initial configuration `all` sets the level of every policy.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ceilings.engine import json_schema
from ceilings.engine.errors import PreviewError

LEVELS = ("advisory", "mandatory", "remediate", "disabled")


@dataclass
class PolicySetting:
    """A policy's level (empty where nobody set one) and the values of its properties."""

    level: str = ""
    properties: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PolicyFacts:
    """What a pack says about one of its policies."""

    name: str
    level: str
    severity: str = ""
    properties: Mapping[str, Mapping[str, Any]] | None = None
    """The schema of its properties, by name; `None` where it has no schema at all."""
    required: tuple[str, ...] = ()


@dataclass(frozen=True)
class PolicyException:
    """A recorded acceptance of violations: of these policies, on these URNs."""

    identifier: str
    reason: str
    matches: tuple[tuple[frozenset[str], frozenset[str]], ...]

    def covers(self, policy: str, urn: str) -> bool:
        """Whether a violation of `policy` on `urn` is accepted."""
        return any(policy in policies and urn in urns for policies, urns in self.matches)


@dataclass(frozen=True)
class ConfigFile:
    """What a configuration file says."""

    settings: Mapping[str, PolicySetting] = field(default_factory=dict)
    exceptions: tuple[PolicyException, ...] = ()


def read(file: Path) -> ConfigFile:
    """The content of a configuration file; an empty one says nothing. Raises `PreviewError`."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise PreviewError(f"the policy configuration {file} cannot be read: {reason}") from None
    if not text.strip():
        return ConfigFile()
    try:
        content = json.loads(text)
    except ValueError as error:
        raise PreviewError(f"the policy configuration {file} is not JSON: {error}") from None
    if not isinstance(content, dict):
        raise PreviewError(f"the policy configuration {file} should be an object of policy names")
    exceptions: tuple[PolicyException, ...] = ()
    if isinstance(content.get("version"), int | float) and not isinstance(content.get("version"), bool):
        if content["version"] != 2:
            raise PreviewError(f"{file}: `version` should be 2, not {content['version']}")
        exceptions = tuple(_exceptions(content.get("exceptions"), file))
        environments = content.get("environments")
        content = content.get("policies") or {}
        if not isinstance(content, dict):
            raise PreviewError(f"{file}: `policies` should be an object of policy names")
    else:
        environments = content.pop("environments", None)
    if environments:
        raise PreviewError(f"{file}: `environments` names Pulumi ESC environments, which cannot be opened here")
    settings = {name: _setting(name, value, file) for name, value in content.items()}
    return ConfigFile({name: one for name, one in settings.items() if one.level or one.properties}, exceptions)


def reconcile(
    policies: list[PolicyFacts], initial: Mapping[str, PolicySetting], given: Mapping[str, PolicySetting], pack: str
) -> dict[str, PolicySetting]:
    """Every policy's setting. Raises `PreviewError` that names each value that its policy's schema does not allow."""
    result = {
        policy.name: PolicySetting(
            policy.level,
            {name: schema["default"] for name, schema in (policy.properties or {}).items() if "default" in schema},
        )
        for policy in policies
    }
    for layer in (initial, given):
        everything = layer.get("all")
        if everything and everything.level:
            for setting in result.values():
                setting.level = everything.level
        for name, change in layer.items():
            setting = result.setdefault(name, PolicySetting())
            setting.level = change.level or setting.level
            setting.properties.update(change.properties)
    wrong = [problem for policy in policies for problem in _problems(policy, result[policy.name])]
    if wrong:
        raise PreviewError(f"the configuration of policy pack {pack} is not valid: " + "; ".join(wrong))
    known = {policy.name for policy in policies}
    return {name: setting for name, setting in result.items() if name in known}


def doubts(policies: list[PolicyFacts], given: ConfigFile, pack: str) -> Iterator[str]:
    """What the engine lets pass in silence: names of policies and of properties that the pack does not have."""
    facts = {policy.name: policy for policy in policies}
    for name, setting in given.settings.items():
        if name == "all":
            continue
        if name not in facts:
            yield f"the policy configuration names {name}, which policy pack {pack} does not have{_hint(name, facts)}"
            continue
        schema = facts[name].properties or {}
        for key in setting.properties:
            if key not in schema:
                yield f"the policy configuration gives {name} a `{key}`, which it does not have{_hint(key, schema)}"
    for exception in given.exceptions:
        for policies_named, _ in exception.matches:
            for name in sorted(policies_named - facts.keys()):
                yield f"the exception {exception.identifier} names policy {name}, which policy pack {pack} does not have"


def _setting(name: str, value: Any, file: Path) -> PolicySetting:
    if isinstance(value, str):
        return PolicySetting(_level(value, name, file))
    if not isinstance(value, dict):
        raise PreviewError(f"{file}: `{name}` should be a level or an object, not {json.dumps(value)}")
    properties = dict(value)
    level = properties.pop("enforcementLevel", "")
    return PolicySetting(_level(level, name, file) if level != "" else "", properties)


def _level(value: Any, name: str, file: Path) -> str:
    if value not in LEVELS:
        raise PreviewError(f"{file}: the level of `{name}` should be {', '.join(LEVELS)}, not {json.dumps(value)}")
    return str(value)


def _problems(policy: PolicyFacts, setting: PolicySetting) -> Iterator[str]:
    schema: dict[str, Any] = {"type": "object", "required": list(policy.required)}
    if policy.properties:
        schema["properties"] = policy.properties
    for problem in json_schema.problems(schema, setting.properties):
        yield f"{policy.name}: {problem}"


def _exceptions(value: Any, file: Path) -> Iterator[PolicyException]:
    if value is None:
        return
    if not isinstance(value, dict):
        raise PreviewError(f"{file}: `exceptions` should be an object of exceptions by their identifiers")
    for identifier, one in value.items():
        where = f"{file}: the exception `{identifier}`"
        if not isinstance(one, dict) or not isinstance(one.get("reason"), str) or not one["reason"].strip():
            raise PreviewError(f"{where} needs a `reason`")
        matches = one.get("match")
        if not isinstance(matches, list) or not matches:
            raise PreviewError(f"{where} needs a `match`: a list of objects with `policies` and `targets`")
        yield PolicyException(identifier, one["reason"], tuple(_match(entry, where) for entry in matches))


def _match(entry: Any, where: str) -> tuple[frozenset[str], frozenset[str]]:
    parts: list[frozenset[str]] = []
    for key, what in (("policies", "names of policies"), ("targets", "URNs")):
        names = entry.get(key) if isinstance(entry, dict) else None
        if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
            raise PreviewError(f"{where}: every `match` needs `{key}`, a list of {what}")
        parts.append(frozenset(names))
    if "all" in parts[0]:
        raise PreviewError(f"{where}: `policies` must name policies; `all` is not allowed")
    return parts[0], parts[1]


def _hint(name: str, known: Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; it has {', '.join(sorted(known))}" if known else ""
