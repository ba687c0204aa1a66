"""The children that the Kubernetes provider registers for `yaml/v2:ConfigFile` and `yaml/v2:ConfigGroup`.

Names and order follow the provider (pulumi-kubernetes, provider/pkg/provider/yaml/v2): a child is called
`PREFIX:NAMESPACE/NAME` (`PREFIX:NAME` without a namespace), lists are taken apart, namespaces and custom resource
definitions come before what needs them, and the data of a Secret is secret.

What cannot be read here raises `CannotExpand`: the component then stays as it is, its children unseen, and must be
reported as opaque. What is wrong raises `ManifestError`, with one sentence that names the file and what to mend.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ceilings.engine import kubernetes, sdk_source, wire, yaml_text

CONFIG_FILE = "kubernetes:yaml/v2:ConfigFile"
CONFIG_GROUP = "kubernetes:yaml/v2:ConfigGroup"
EXPANDABLE = frozenset({CONFIG_FILE, CONFIG_GROUP})

DEFAULT_NAMESPACE = "default"
"""The namespace that Kubernetes uses where neither the object, the provider nor a kubeconfig names one."""

_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_GLOB = re.compile(r"(?:^|[^\\])[*?\[]")
_DEPENDS_ON = "config.kubernetes.io/depends-on"


class ManifestError(Exception):
    """A manifest that is wrong; its text is one sentence for the user."""


class CannotExpand(Exception):
    """A component whose children cannot be seen here; its text says why."""


@dataclass(frozen=True)
class Child:
    """One resource to register beneath a component; `depends_on` holds places in the list of children."""

    token: str
    name: str
    inputs: dict[str, Any]
    depends_on: tuple[int, ...] = ()


def decode(text: str, where: str) -> list[dict[str, Any]]:
    """The objects of a YAML (or JSON) text, empty documents left out; `where` names the text in errors."""
    objects: list[dict[str, Any]] = []
    try:
        for number, document in enumerate(yaml_text.documents(text, where, yaml_text.KubernetesLoader), 1):
            if document is None or document == {}:
                continue
            if not isinstance(document, dict):
                kind = "a list" if isinstance(document, list) else f"the {type(document).__name__} {document!r:.40}"
                raise ManifestError(f"{where}, document {number}: an object was expected, not {kind}")
            objects.append(document)
    except yaml_text.YamlError as error:
        raise ManifestError(str(error)) from None
    return objects


def expand(token: str, name: str, inputs: Mapping[str, Any], folder: Path, default_namespace: str = DEFAULT_NAMESPACE) -> list[Child]:
    """The children of component `name` of type `token`, in the order in which to register them.

    `inputs` are the component's as they came over the wire, `folder` is where relative paths start (the program's
    working directory). Raises `CannotExpand` and `ManifestError`.
    """
    if token not in EXPANDABLE:
        raise CannotExpand(f"only its provider can construct a {token}")
    if wire.holds_unknown(dict(inputs)):
        keys = ", ".join(key for key, value in inputs.items() if wire.holds_unknown(value))
        raise CannotExpand(f"its {keys} is not known at preview")
    given = {key: wire.plain(value) for key, value in inputs.items()}
    objects = list(_objects(token, given, folder))
    prefix = given.get("resourcePrefix")
    prefix = name if prefix is None else str(prefix)
    resources = _ordered([_namespaced(item, objects, default_namespace) for item in objects])
    return [_child(item, depends_on, prefix, bool(given.get("skipAwait"))) for item, depends_on in resources]


def _objects(token: str, given: Mapping[str, Any], folder: Path) -> Iterator[dict[str, Any]]:
    listed = [given.get("file")] if token == CONFIG_FILE else given.get("files") or []
    files: list[str] = []
    for file in [listed] if isinstance(listed, str) else listed:
        if not isinstance(file, str):
            raise ManifestError(f"{token}: a file's path was expected, not {file!r:.60}")
        files.append(file)
        if _URL.match(file) and not Path(file).drive:
            raise CannotExpand(f"it reads {file} over the network, which the embedded preview does not")
    for file in files:
        paths = [str(folder / file)]
        if token == CONFIG_GROUP and _GLOB.search(file):
            paths = sorted(glob.glob(paths[0], include_hidden=True))
        for path in paths:
            yield from _taken_apart(decode(_text(path), path))
    if token == CONFIG_GROUP:
        yield from _taken_apart(decode(str(given.get("yaml") or ""), "the component's yaml"))
        for number, item in enumerate(given.get("objs") or [], 1):
            if not isinstance(item, dict):
                raise ManifestError(f"{token}: objs[{number - 1}] should be an object, not {item!r:.60}")
            yield from _taken_apart([item])


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ManifestError(f"{path} cannot be read: {reason}") from None


def _taken_apart(objects: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in objects:
        if isinstance(item.get("items"), list):
            yield from _taken_apart([member for member in item["items"] if isinstance(member, dict)])
            continue
        if not (isinstance(item.get("kind"), str) and isinstance(item.get("apiVersion"), str)):
            raise ManifestError(f"a Kubernetes object needs a kind and an apiVersion: {_shown(item)}")
        metadata = item.get("metadata")
        if not isinstance(metadata, dict) or not metadata.get("name"):
            raise ManifestError(f"a Kubernetes object needs a metadata.name: {_shown(item)}")
        yield item


def _namespaced(item: dict[str, Any], objects: list[dict[str, Any]], namespace: str) -> dict[str, Any]:
    group = item["apiVersion"].rsplit("/", 1)[0] if "/" in item["apiVersion"] else ""
    if group == "core":
        item = {**item, "apiVersion": item["apiVersion"].rsplit("/", 1)[1]}
    if item["metadata"].get("namespace"):
        return item
    if sdk_source.resource_source(_token(item)):
        lives_in_one = kubernetes.is_namespaced(item["kind"])
    else:
        definition = next((found for found in objects if _defines(found, group, item["kind"])), None)
        lives_in_one = bool(definition) and (definition or {})["spec"].get("scope") == "Namespaced"
    if not lives_in_one:
        return item
    return {**item, "metadata": {**item["metadata"], "namespace": namespace}}


def _defines(item: dict[str, Any], group: str, kind: str) -> bool:
    spec = item.get("spec")
    if item["kind"] != "CustomResourceDefinition" or not isinstance(spec, dict):
        return False
    names = spec.get("names")
    return spec.get("group") == group and isinstance(names, dict) and names.get("kind") == kind


def _ordered(objects: list[dict[str, Any]]) -> list[tuple[dict[str, Any], tuple[int, ...]]]:
    places = {_identity(item): place for place, item in enumerate(objects)}
    definitions = {
        (item["spec"].get("group"), (item["spec"].get("names") or {}).get("kind")): place
        for place, item in enumerate(objects)
        if item["kind"] == "CustomResourceDefinition" and isinstance(item.get("spec"), dict)
    }

    def needs(item: dict[str, Any]) -> set[int]:
        found = {places.get(("", "Namespace", "", item["metadata"].get("namespace") or ""))}
        group = item["apiVersion"].rsplit("/", 1)[0] if "/" in item["apiVersion"] else ""
        found.add(definitions.get((group, item["kind"])))
        found.update(places.get(reference) for reference in _references(item))
        return {place for place in found if place is not None}

    needed = [needs(item) - {place} for place, item in enumerate(objects)]
    order: list[int] = []
    waiting = list(range(len(objects)))
    while waiting:
        done = set(order)
        ready = [place for place in waiting if needed[place] <= done]
        if not ready:
            names = ", ".join(_shown(objects[place]) for place in waiting[:3])
            raise ManifestError(f"these objects depend on each other in a circle: {names}")
        order.extend(ready)
        ready_now = set(ready)
        waiting = [place for place in waiting if place not in ready_now]
    new_place = {place: index for index, place in enumerate(order)}
    return [(objects[place], tuple(sorted(new_place[other] for other in needed[place]))) for place in order]


def _identity(item: dict[str, Any]) -> tuple[str, str, str, str]:
    group = item["apiVersion"].rsplit("/", 1)[0] if "/" in item["apiVersion"] else ""
    return group, item["kind"], item["metadata"].get("namespace") or "", str(item["metadata"]["name"])


def _references(item: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    annotations = item["metadata"].get("annotations")
    written = annotations.get(_DEPENDS_ON) if isinstance(annotations, dict) else None
    for reference in str(written or "").split(","):
        parts = reference.strip().split("/")
        if len(parts) == 3:
            yield parts[0], parts[1], "", parts[2]
        elif len(parts) == 5:
            yield parts[0], parts[3], parts[2], parts[4]


def _child(item: dict[str, Any], depends_on: tuple[int, ...], prefix: str, skip_await: bool) -> Child:
    metadata = item["metadata"]
    name = str(metadata["name"])
    if metadata.get("namespace"):
        name = f"{metadata['namespace']}/{name}"
    child = Child(_token(item), f"{prefix}:{name}" if prefix else name, dict(item), depends_on)
    if skip_await:
        annotations = {**(metadata.get("annotations") or {}), "pulumi.com/skipAwait": "true"}
        child = replace(child, inputs={**child.inputs, "metadata": {**metadata, "annotations": annotations}})
    if (item["apiVersion"], item["kind"]) == ("v1", "Secret"):
        hidden: dict[str, Any] = {key: wire.secret(item[key]) for key in ("data", "stringData") if key in item}
        child = replace(child, inputs={**child.inputs, **hidden})
    return child


def _token(item: dict[str, Any]) -> str:
    version = item["apiVersion"]
    return f"kubernetes:{version if '/' in version else 'core/' + version}:{item['kind']}"


def _shown(item: dict[str, Any]) -> str:
    kind, metadata = item.get("kind"), item.get("metadata")
    name = metadata.get("name") if isinstance(metadata, dict) else None
    keys = ", ".join(list(item)[:4])
    return f"{kind or 'an object'} {name or f'with the keys {keys}'}"
