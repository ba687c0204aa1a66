"""Provider functions of which all or part of the answer is certain without a cloud."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_DEFAULT_REGION = "us-east-1"
_ACCOUNT = "000000000000"
_ONE_OR_MANY = {"actions": "Action", "notActions": "NotAction", "resources": "Resource", "notResources": "NotResource"}


class CannotInvoke(Exception):
    """A function whose result cannot be known here and must not be guessed; its text is one sentence."""


@dataclass(frozen=True)
class Evaluated:
    """What is known of a result.

    `partial` when the properties that it lacks are to be filled with stand-ins, `guessed` when what it has is itself a
    sensible guess (zone names) and no fact.
    """

    result: Mapping[str, Any]
    partial: bool = True
    guessed: bool = False


def evaluate(token: str, args: Mapping[str, Any], config: Mapping[str, Any]) -> Evaluated | None:
    """The certain part of a function's result, or `None` where nothing is certain."""
    function = _FUNCTIONS.get(token)
    return function(args, config) if function else None


def stand_in_text(function: str, name: str) -> str:
    """A string for property `name` of `function`'s result: shaped as its name promises, and plainly a stand-in."""
    lower = name.rstrip("-0123456789").lower()
    label = f"stand-in-{function}-{name}"
    if lower.endswith(("arn", "arns")):
        return f"arn:aws:stand-in:{_DEFAULT_REGION}:{_ACCOUNT}:{label}"
    if lower.endswith(("endpoint", "url", "uri", "issuer")):
        return f"https://{label.lower()}.invalid"
    if lower.endswith(("cidr", "cidrs", "cidrblock", "cidrblocks")):
        return "10.0.0.0/16"
    if lower.endswith(("data", "base64")):
        return base64.b64encode(label.encode()).decode()
    return label


def _region(args: Mapping[str, Any], config: Mapping[str, Any]) -> str:
    for candidate in (args.get("region"), args.get("name"), config.get("region")):
        if isinstance(candidate, str) and candidate:
            return candidate
    return _DEFAULT_REGION


def _availability_zones(args: Mapping[str, Any], config: Mapping[str, Any]) -> Evaluated:
    region = _region({"region": args.get("region")}, config)
    names = [region + letter for letter in "abc"]
    zone_ids = [f"{region}-az{number}" for number in (1, 2, 3)]
    found = {"id": region, "region": region, "names": names, "zoneIds": zone_ids, "groupNames": [region]}
    return Evaluated(found, guessed=True)


def _current_region(args: Mapping[str, Any], config: Mapping[str, Any]) -> Evaluated:
    region = _region(args, config)
    found = {"id": region, "name": region, "region": region, "endpoint": f"ec2.{region}.amazonaws.com"}
    known = bool(args.get("region") or args.get("name") or config.get("region"))
    return Evaluated(found | {"description": region}, partial=False, guessed=not known)


def _partition(_args: Mapping[str, Any], config: Mapping[str, Any]) -> Evaluated:
    region = _region({}, config)
    name, suffix = ("aws-cn", "amazonaws.com.cn") if region.startswith("cn-") else ("aws", "amazonaws.com")
    name = "aws-us-gov" if region.startswith("us-gov-") else name
    reverse = ".".join(reversed(suffix.split(".")))
    return Evaluated({"id": name, "partition": name, "dnsSuffix": suffix, "reverseDnsPrefix": reverse}, partial=False)


def _caller_identity(_args: Mapping[str, Any], _config: Mapping[str, Any]) -> Evaluated:
    arn = f"arn:aws:iam::{_ACCOUNT}:user/stand-in"
    found = {"accountId": _ACCOUNT, "id": _ACCOUNT, "arn": arn, "userId": "stand-in"}
    return Evaluated(found, partial=False, guessed=True)


def _policy_document(args: Mapping[str, Any], _config: Mapping[str, Any]) -> Evaluated:
    document: dict[str, Any] = {"Version": args.get("version") or "2012-10-17"}
    if args.get("policyId"):
        document["Id"] = args["policyId"]
    statements: list[dict[str, Any]] = []
    for text in args.get("sourcePolicyDocuments") or []:
        _merge(statements, _statements_of(text), override=False)
    _merge(statements, [_statement(item) for item in args.get("statements") or []], override=True)
    for text in args.get("overridePolicyDocuments") or []:
        _merge(statements, _statements_of(text), override=True)
    document["Statement"] = statements
    minified = json.dumps(document, separators=(",", ":"))
    digest = str(int(hashlib.sha256(minified.encode()).hexdigest()[:8], 16))
    found = {"id": digest, "json": json.dumps(document, indent=2), "minifiedJson": minified}
    return Evaluated({**args, **found}, partial=False)


def _statements_of(text: Any) -> list[dict[str, Any]]:
    try:
        parsed = json.loads(text) if isinstance(text, str) and text else {}
    except ValueError as error:
        raise CannotInvoke(f"aws:iam/getPolicyDocument: a policy document to merge is not JSON: {error}") from None
    found = parsed.get("Statement", []) if isinstance(parsed, dict) else []
    return [dict(item) for item in (found if isinstance(found, list) else [found]) if isinstance(item, dict)]


def _merge(into: list[dict[str, Any]], more: list[dict[str, Any]], *, override: bool) -> None:
    places = {item["Sid"]: index for index, item in enumerate(into) if item.get("Sid")}
    for item in more:
        place = places.get(item.get("Sid") or "")
        if place is not None and override:
            into[place] = item
        else:
            into.append(item)


def _statement(given: Mapping[str, Any]) -> dict[str, Any]:
    statement: dict[str, Any] = {}
    if given.get("sid"):
        statement["Sid"] = given["sid"]
    statement["Effect"] = given.get("effect") or "Allow"
    for key, name in _ONE_OR_MANY.items():
        if given.get(key):
            statement[name] = _one_or_many(given[key])
    for key, name in {"principals": "Principal", "notPrincipals": "NotPrincipal"}.items():
        if given.get(key):
            statement[name] = _principals(given[key])
    conditions: dict[str, dict[str, Any]] = {}
    for condition in given.get("conditions") or []:
        conditions.setdefault(condition["test"], {})[condition["variable"]] = _one_or_many(condition["values"])
    return statement | ({"Condition": conditions} if conditions else {})


def _principals(given: Any) -> Any:
    grouped: dict[str, list[Any]] = {}
    for principal in given:
        grouped.setdefault(principal["type"], []).extend(principal.get("identifiers") or [])
    if grouped == {"*": ["*"]}:
        return "*"
    return {kind: _one_or_many(identifiers) for kind, identifiers in grouped.items()}


def _one_or_many(values: Any) -> Any:
    return values[0] if isinstance(values, list) and len(values) == 1 else values


def _decode_yaml(args: Mapping[str, Any], _config: Mapping[str, Any]) -> Evaluated:
    from ceilings.engine.manifests import ManifestError, decode

    try:
        return Evaluated({"result": decode(str(args.get("text") or ""), "the YAML text")}, partial=False)
    except ManifestError as error:
        raise CannotInvoke(str(error)) from None


def _cannot_render(what: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Evaluated]:
    def refuse(_args: Mapping[str, Any], _config: Mapping[str, Any]) -> Evaluated:
        raise CannotInvoke(
            f"{what} needs the Kubernetes provider, which the embedded preview does without, so its resources cannot "
            "be seen here; run `pulumi preview --policy-pack` for this program, or use the v4 Chart resource, which is "
            "reported as opaque"
        )

    return refuse


_FUNCTIONS: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Evaluated]] = {
    "aws:index/getAvailabilityZones:getAvailabilityZones": _availability_zones,
    "aws:index/getRegion:getRegion": _current_region,
    "aws:index/getPartition:getPartition": _partition,
    "aws:index/getCallerIdentity:getCallerIdentity": _caller_identity,
    "aws:iam/getPolicyDocument:getPolicyDocument": _policy_document,
    "kubernetes:yaml:decode": _decode_yaml,
    "kubernetes:helm:template": _cannot_render("rendering a Helm chart"),
    "kubernetes:kustomize:directory": _cannot_render("building a kustomization"),
}
