"""YAML as the readers of two worlds resolve it: Kubernetes' manifests and Pulumi's own files.

PyYAML reads dates, numbers to the base of sixty and `0o17` differently from both, so neither uses its defaults.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

MOST_VALUES = 5_000_000
"""How many values a text may have once its aliases are written out; beyond lies a bomb, not a manifest."""

_TAG = "tag:yaml.org,2002:"
_OWN_WAY = {_TAG + name for name in ("timestamp", "value", "int", "float")}
_INT = re.compile(r"^[-+]?(?:0[bB][01_]+|0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0|[1-9][0-9_]*)$")
_FLOAT = re.compile(r"^[-+]?(?:(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))$|^\.(?:nan|NaN|NAN)$")
_BOOL = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")


class YamlError(Exception):
    """A text that is no YAML of the kind that was expected; its text is one sentence."""


class KubernetesLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where it is compiled in
    """YAML 1.1 as Kubernetes reads it: dates are text, `1:30` is text, `yes` is true, `1e3` and `0o17` are numbers."""


class PulumiLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where it is compiled in
    """YAML as Pulumi reads its own files: as Kubernetes, but `yes`, `no`, `on` and `off` are text."""


def _construct_int(_loader: KubernetesLoader, node: yaml.ScalarNode) -> int:
    digits = str(node.value).replace("_", "").lower()
    return int(re.sub(r"^([-+]?)0(?=[0-7])", r"\g<1>0o", digits), 0)


def _prepare(loader: Any, not_taken: set[str]) -> None:
    loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in not_taken]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    loader.add_implicit_resolver(_TAG + "int", _INT, list("-+0123456789"))
    loader.add_implicit_resolver(_TAG + "float", _FLOAT, list("-+.0123456789"))
    loader.add_constructor(_TAG + "int", _construct_int)


_prepare(KubernetesLoader, _OWN_WAY)
_prepare(PulumiLoader, _OWN_WAY | {_TAG + "bool"})
PulumiLoader.add_implicit_resolver(_TAG + "bool", _BOOL, list("tTfF"))


def documents(text: str, where: str, loader: type[Any]) -> Iterator[Any]:
    """The documents of a text as JSON has values; `where` names the text in errors."""
    count = 0

    def as_json(value: Any) -> Any:
        nonlocal count
        count += 1
        if count > MOST_VALUES:
            raise YamlError(f"{where} has more than {MOST_VALUES:,} values once its aliases are written out")
        if isinstance(value, dict):
            return {_key(key): as_json(item) for key, item in value.items()}
        if isinstance(value, list):
            return [as_json(item) for item in value]
        if isinstance(value, bytes):
            return value.decode("utf-8", "replace")
        return value if value is None or isinstance(value, str | bool | int | float) else str(value)

    try:
        for document in yaml.load_all(text, loader):
            yield as_json(document)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or " ".join(str(error).split())
        raise YamlError(f"{where}{place}: this is not valid YAML: {problem}") from None
    except (ValueError, RecursionError) as error:
        raise YamlError(f"{where}: this is not valid YAML: {error}") from None


def _key(key: Any) -> str:
    return key if isinstance(key, str) else json.dumps(key, default=str)
