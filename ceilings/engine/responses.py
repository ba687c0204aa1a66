"""What a provider would answer, without the provider: the one stand-in that the embedded preview and the tests share.

Values are plain Python as JSON has them (a Struct's content). The rules are few and say only what is certain:

- After Check a resource has the autoname that the provider would give it, with a digest instead of random characters.
- At preview every computed output is unknown. Computed are the outputs that the SDK's class sets to `None` itself and
  those that it declares as always present while the program gave no value. Of the inside of objects the SDK says
  nothing, so they stay as they were given.
  Kubernetes computes nothing at preview when no cluster is reached: its outputs are its inputs.
- A function's result is typed by the SDK's result class. What the arguments say is repeated, what may be missing is
  missing, and the rest is a stand-in: strings that say so, `STAND_IN_NUMBER` for numbers, short lists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ceilings.engine import functions, kubernetes
from ceilings.engine.sdk_source import PropertyType, function_result, resource_source
from ceilings.engine.wire import SIGNATURE_KEY, UNKNOWN

STAND_IN_NUMBER = 1009
"""The number that stands in for one that only the cloud knows.

It is prime, so that nobody writes it by chance, and above every default limit of a count, so that a ceiling that
was read from the cloud is judged too high rather than fine.
"""

STAND_IN_MARK = "__ceilingsStandIn"
"""The key of a function's result that says that some of it is made up."""

_AUTONAMED_PROPERTY = {"aws:s3/bucket:Bucket": "bucket", "aws:s3/bucketV2:BucketV2": "bucket"}
_COMPUTES_NOTHING_AT_PREVIEW = frozenset({"kubernetes"})


def check(token: str, inputs: Mapping[str, Any], name: str = "", config: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The inputs of a resource of type `token` after Check.

    `name` is the resource's name, from which an autoname is made (none is without it); `config` is the configuration
    of its provider, of which the `namespace` of a Kubernetes provider counts.
    """
    checked = dict(inputs)
    if token.startswith("kubernetes:"):
        return kubernetes.check(token, checked, name, config or {})
    source = resource_source(token)
    if source is None or not name:
        return checked
    property_name = _AUTONAMED_PROPERTY.get(token, "name")
    declared = source.outputs.get(property_name)
    given = any(checked.get(key) is not None for key in (property_name, property_name + "Prefix"))
    autonamed = declared == PropertyType("str") and property_name not in source.output_only and not given
    if token.startswith("aws:") and autonamed:
        checked[property_name] = f"{name}-{_digest(token, name)[:7]}"
    return checked


def preview_outputs(token: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The outputs of a resource that a preview would create: its checked inputs and unknowns for what is computed."""
    return _outputs(token, inputs, lambda _name, _type: UNKNOWN) | {"id": UNKNOWN}


def created_outputs(token: str, inputs: Mapping[str, Any], resource_id: str) -> dict[str, Any]:
    """The outputs of a resource after it was created: as at preview, with stable made-up values for the unknown."""

    def made_up(name: str, declared: PropertyType) -> Any:
        scalars: dict[str, Any] = {"int": 0, "float": 0, "bool": False, "list": [], "map": {}, "object": {}}
        if declared.kind in scalars:
            return scalars[declared.kind]
        if name == "arn" or name.endswith("Arn"):
            return f"arn:aws:{token.split(':')[1].split('/')[0]}:::{resource_id}"
        return f"{resource_id}-{name}"

    return _outputs(token, inputs, made_up) | {"id": resource_id}


def read_outputs(token: str, state: Mapping[str, Any], resource_id: str) -> dict[str, Any]:
    """The outputs of a resource that exists elsewhere and was only read: stand-ins, as a function's result has them."""
    kind = token.rsplit(":", 1)[-1]
    return _outputs(token, state, lambda name, declared: _stand_in(kind, name, declared, depth=0)) | {"id": resource_id}


@dataclass(frozen=True)
class Answer:
    """A function's result, and whether anything in it is a stand-in."""

    result: dict[str, Any]
    has_stand_ins: bool


def answer(token: str, args: Mapping[str, Any], config: Mapping[str, Any] | None = None) -> Answer:
    """The result of a provider's function, and whether it can be relied on.

    Functions that are pure (a policy document, the objects of a YAML text) are computed. Of the others the result is a
    stand-in; `config` is the provider's configuration, whose region is not made up. Raises `functions.CannotInvoke`
    with one sentence where a stand-in would hide resources (a rendered chart).
    """
    known = functions.evaluate(token, args, config or {})
    if known and not known.partial:
        return Answer(dict(known.result), known.guessed)
    result = dict(known.result) if known else {}
    function = token.rsplit(":", 1)[-1]
    for name, typ in (function_result(token) or {}).items():
        if name in result:
            continue
        if args.get(name) is not None:
            result[name] = args[name]
        elif not typ.optional:
            result[name] = _stand_in(function, name, typ, depth=0)
    return Answer(result, has_stand_ins=True)


def invoke(token: str, args: Mapping[str, Any], config: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The result of a provider's function as it goes over the wire: `answer`'s, marked where it has stand-ins.

    Nothing on the wire says whether a program called the plain form of a function or the one whose result is an output.
    So the mark travels with the result, and the program's process (`program_child`), which knows, makes the output form
    unknown and takes the mark off the plain form.
    """
    found = answer(token, args, config)
    return found.result | ({STAND_IN_MARK: True} if found.has_stand_ins else {})


def _outputs(token: str, inputs: Mapping[str, Any], compute: Callable[[str, PropertyType], Any]) -> dict[str, Any]:
    outputs = dict(inputs)
    source = resource_source(token)
    if source is None or token.split(":")[0] in _COMPUTES_NOTHING_AT_PREVIEW:
        return outputs
    for name, declared in source.outputs.items():
        if outputs.get(name) is None and not declared.optional and name != "id":
            outputs[name] = compute(name, declared)
    for name in source.output_only - {"id"}:
        if outputs.get(name) is None:
            outputs[name] = compute(name, source.outputs.get(name, PropertyType("any")))
    if "tagsAll" in source.outputs and SIGNATURE_KEY not in str(inputs.get("tags")):
        outputs["tagsAll"] = inputs.get("tags") or {}
    return outputs


def _stand_in(function: str, name: str, declared: PropertyType, depth: int) -> Any:
    if declared.kind == "list" and declared.item:
        count = 1 if declared.item.kind == "object" else 3
        return [_stand_in(function, f"{name}-{n}", declared.item, depth + 1) for n in range(1, count + 1)]
    if declared.kind == "object" and depth < 6:
        properties = declared.properties().items()
        return {key: _stand_in(function, key, typ, depth + 1) for key, typ in properties if not typ.optional}
    if declared.kind in ("map", "object"):
        return {}
    if declared.kind in ("int", "float"):
        return STAND_IN_NUMBER
    return True if declared.kind == "bool" else functions.stand_in_text(function, name)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
