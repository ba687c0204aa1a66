"""The part of JSON Schema that policies use for their configuration: which value breaks which rule, and where.

Keywords that are not known here are not checked, as JSON Schema wants it; `format` is among them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def problems(schema: Any, value: Any, path: str = "") -> Iterator[str]:
    """One sentence for every rule of `schema` that `value` breaks; `path` is where the value is."""
    if schema is False:
        yield f"{_at(path)}nothing is allowed here"
    if not isinstance(schema, Mapping):
        return
    types = schema.get("type")
    wanted = [types] if isinstance(types, str) else types if isinstance(types, list) else []
    if wanted and not any(_is(name, value) for name in wanted):
        yield f"{_at(path)}{' or '.join(map(_article, wanted))} was expected, not {_shown(value)}"
        return
    if isinstance(schema.get("enum"), list) and not any(_same(value, allowed) for allowed in schema["enum"]):
        yield f"{_at(path)}one of {', '.join(map(_plain, schema['enum']))} was expected, not {_shown(value)}"
    if "const" in schema and not _same(value, schema["const"]):
        yield f"{_at(path)}{_plain(schema['const'])} was expected, not {_shown(value)}"
    if _is("number", value):
        yield from _number(schema, value, path)
    elif isinstance(value, str):
        yield from _string(schema, value, path)
    elif isinstance(value, list):
        yield from _array(schema, value, path)
    elif isinstance(value, dict):
        yield from _object(schema, value, path)
    yield from _combined(schema, value, path)


def _number(schema: Mapping[str, Any], value: float, path: str) -> Iterator[str]:
    rules: Mapping[str, tuple[str, Callable[[float], bool]]] = {
        "minimum": ("at least", lambda limit: value < limit),
        "maximum": ("at most", lambda limit: value > limit),
        "exclusiveMinimum": ("more than", lambda limit: value <= limit),
        "exclusiveMaximum": ("less than", lambda limit: value >= limit),
        "multipleOf": (
            "a multiple of",
            lambda limit: limit != 0 and not math.isclose(value / limit, round(value / limit)),
        ),
    }
    for keyword, (words, breaks) in rules.items():
        limit = _limit(schema, keyword)
        if limit is not None and breaks(limit):
            yield f"{_at(path)}{words} {_plain(limit)} was expected, not {_shown(value)}"


def _string(schema: Mapping[str, Any], value: str, path: str) -> Iterator[str]:
    yield from _length(schema, "Length", len(value), "characters", path)
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and not _matches(pattern, value):
        yield f"{_at(path)}text that matches {pattern} was expected, not {_shown(value)}"


def _length(schema: Mapping[str, Any], keyword: str, length: int, what: str, path: str) -> Iterator[str]:
    least, most = _limit(schema, "min" + keyword), _limit(schema, "max" + keyword)
    if least is not None and length < least:
        yield f"{_at(path)}at least {_plain(least)} {what} were expected, not {length}"
    if most is not None and length > most:
        yield f"{_at(path)}at most {_plain(most)} {what} were expected, not {length}"


def _array(schema: Mapping[str, Any], value: list[Any], path: str) -> Iterator[str]:
    yield from _length(schema, "Items", len(value), "items", path)
    if schema.get("uniqueItems") is True and len({json.dumps(item, sort_keys=True) for item in value}) < len(value):
        yield f"{_at(path)}items that differ from each other were expected"
    for place, item in enumerate(value):
        yield from problems(schema.get("items"), item, f"{path}[{place}]")


def _object(schema: Mapping[str, Any], value: dict[str, Any], path: str) -> Iterator[str]:
    properties = schema.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    for name in schema.get("required") or ():
        if name not in value:
            yield f"{_at(path)}`{name}` is required"
    for name, item in value.items():
        inner = f"{path}.{name}" if path else name
        if name in properties:
            yield from problems(properties[name], item, inner)
        elif schema.get("additionalProperties") is False:
            allowed = f"one of {', '.join(sorted(properties))}" if properties else "allowed: no keys are"
            yield f"{_at(path)}`{name}` is not {allowed}"
        else:
            yield from problems(schema.get("additionalProperties"), item, inner)


def _combined(schema: Mapping[str, Any], value: Any, path: str) -> Iterator[str]:
    for part in schema.get("allOf") or ():
        yield from problems(part, value, path)
    for keyword, words in (("anyOf", "none"), ("oneOf", "not exactly one")):
        parts = schema.get(keyword)
        if isinstance(parts, list):
            fitting = sum(not list(problems(part, value, path)) for part in parts)
            if fitting == 0 or (keyword == "oneOf" and fitting > 1):
                yield f"{_at(path)}{_shown(value)} fits {words} of the allowed forms"
    if "not" in schema and not list(problems(schema["not"], value, path)):
        yield f"{_at(path)}{_shown(value)} is not allowed"


def _limit(schema: Mapping[str, Any], keyword: str) -> float | None:
    limit = schema.get(keyword)
    return float(limit) if _is("number", limit) and limit is not None else None


def _is(name: Any, value: Any) -> bool:
    if name in ("number", "integer"):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return name == "number" or (math.isfinite(value) and float(value).is_integer())
    return isinstance(value, _TYPES.get(str(name), (object,)))


def _same(left: Any, right: Any) -> bool:
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


def _matches(pattern: str, value: str) -> bool:
    try:
        return re.search(pattern, value) is not None
    except re.error:  # a pattern of another dialect says nothing here
        return True


def _at(path: str) -> str:
    return f"`{path}`: " if path else ""


def _article(name: str) -> str:
    return f"{'an' if name[:1] in 'aeio' else 'a'} {name}" if name != "null" else "null"


def _plain(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, str) else json.dumps(value)


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."
