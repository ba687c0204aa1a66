"""What an installed Pulumi SDK says about its types, read from the text of its generated modules.

Importing a service of a large SDK costs half a second and more; its text is scanned in a few milliseconds, and
generated text is uniform. Nothing here runs the SDK's code. Whatever cannot be found is `None` or empty: a caller
treats it as "the SDK says nothing", never as an error.
"""

from __future__ import annotations

import ast
import importlib.machinery
import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal["str", "int", "float", "bool", "list", "map", "object", "any"]

_GETTER = re.compile(
    r'@pulumi\.getter(?:\(name="([^"]+)"\))?\n'
    r'(?:    @_utilities\.deprecated\("""(?:[^"]|"(?!""))*"""\)\n)?'
    r"    def (\w+)\(self\) -> (.+):\n"
)
_OUTPUT_ONLY = re.compile(r'__props__\.__dict__\["(\w+)"\] = None\n')
_MODULES = re.compile(r'resource_modules="""(.*?)"""', re.DOTALL)
_CAMEL_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SCALARS: dict[str, Kind] = {"str": "str", "int": "int", "float": "float", "bool": "bool"}

_search_paths: tuple[str, ...] | None = None


@dataclass(frozen=True)
class PropertyType:
    """The type of one property: its kind, whether it may be missing, what it holds and the class that describes it."""

    kind: Kind
    optional: bool = False
    item: PropertyType | None = None
    class_file: Path | None = None
    class_name: str = ""

    def properties(self) -> dict[str, PropertyType]:
        """The properties of an object's class by their names on the wire; empty when there is no such class."""
        return class_properties(self.class_file, self.class_name) if self.class_file else {}


@dataclass(frozen=True)
class ResourceSource:
    """One resource class: the type of every output, and which of the outputs can only be computed by the provider."""

    outputs: dict[str, PropertyType] = field(default_factory=dict)
    output_only: frozenset[str] = frozenset()


def set_search_paths(paths: list[str] | None) -> None:
    """Look for SDKs in these folders instead of this interpreter's own `sys.path` (`None` undoes it)."""
    global _search_paths  # the SDKs that a program uses are one fact of a process, like sys.path itself
    _search_paths = tuple(paths) if paths is not None else None
    for cached in (package_folder, _module_folders, resource_source, function_result, class_properties):
        cached.cache_clear()


@cache
def package_folder(package: str) -> Path | None:
    """The folder of the SDK of a Pulumi package (`aws` → `.../pulumi_aws`), or `None` when it is not installed."""
    name = "pulumi_" + package.replace("-", "_")
    path = list(_search_paths) if _search_paths is not None else None
    spec = importlib.machinery.PathFinder.find_spec(name, path)
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def resource_source(token: str) -> ResourceSource | None:
    """What the SDK's class for this type token says of its outputs, or `None` when no installed SDK has the token."""
    package, module, _ = _split(token)
    found = _module_folders(package).get(module)
    if found is None or token not in found[1]:
        return None
    folder, classes = found
    name = classes[token]
    text, file = _file_with(folder, f"'{token}'", (name + ".py", _snake(name) + ".py"))
    segment = _class_segment(text, name)
    if file is None or not segment:
        return None
    getters = list(_GETTER.finditer(segment))
    wire_names = {getter.group(2): getter.group(1) or getter.group(2) for getter in getters}
    return ResourceSource(
        outputs={wire_names[getter.group(2)]: _parse(getter.group(3), file) for getter in getters},
        output_only=frozenset(wire_names.get(name, name) for name in _OUTPUT_ONLY.findall(segment)),
    )


@cache
def function_result(token: str) -> dict[str, PropertyType] | None:
    """The properties of a function's result by their names on the wire, or `None` when no installed SDK has it."""
    package, module, name = _split(token)
    root = package_folder(package)
    if root is None:
        return None
    service = module.split("/")[0]
    folders = {folder for key, (folder, _) in _module_folders(package).items() if key.split("/")[0] == service}
    candidates = [root] if service in ("index", "") else sorted(folders) or [root / service.replace("-", "_")]
    for folder in candidates:
        text, file = _file_with(folder, f"'{token}'", (_snake(name) + ".py", name + ".py"))
        if file is None:
            continue
        typ = re.search(rf"invoke\w*\('{re.escape(token)}'[^\n]*\btyp=(\w+)", text)
        return class_properties(file, typ.group(1)) if typ else {}
    return None


@cache
def class_properties(file: Path, name: str) -> dict[str, PropertyType]:
    """The getters of a class in a generated file: name on the wire → type; empty when the class is not there."""
    segment = _class_segment(_read(file), name)
    return {getter.group(1) or getter.group(2): _parse(getter.group(3), file) for getter in _GETTER.finditer(segment)}


@cache
def _module_folders(package: str) -> dict[str, tuple[Path, dict[str, str]]]:
    root = package_folder(package)
    found = _MODULES.search(_read(root / "__init__.py")) if root else None
    if root is None or found is None:
        return {}
    folders: dict[str, tuple[Path, dict[str, str]]] = {}
    for module in json.loads(found.group(1)):
        folder = root.joinpath(*module["fqn"].split(".")[1:])
        known = folders.setdefault(module["mod"], (folder, {}))
        known[1].update(module["classes"])
    return folders


def _split(token: str) -> tuple[str, str, str]:
    parts = token.split(":")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (parts[0], "", parts[-1])


def _snake(name: str) -> str:
    return _CAMEL_BOUNDARY.sub("_", name).lower()


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _file_with(folder: Path, needle: str, likely: tuple[str, ...]) -> tuple[str, Path | None]:
    def files() -> Iterator[Path]:
        yield from (folder / name for name in likely)
        yield from sorted(folder.glob("*.py"))

    for file in files():
        text = _read(file)
        if needle in text:
            return text, file
    return "", None


def _class_segment(text: str, name: str) -> str:
    found = re.search(rf"^class {re.escape(name)}[(:]", text, re.MULTILINE)
    if found is None:
        return ""
    end = re.compile(r"^(?:@|class |def )", re.MULTILINE).search(text, found.end())
    return text[found.start() : end.start() if end else len(text)]


def _parse(annotation: str, file: Path) -> PropertyType:
    try:
        return _type(ast.parse(annotation, mode="eval").body, file)
    except SyntaxError:
        return PropertyType("any")


def _type(node: ast.expr, file: Path) -> PropertyType:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _class_reference(node.value, file)
    if isinstance(node, ast.Attribute | ast.Name):
        name = node.attr if isinstance(node, ast.Attribute) else node.id
        return PropertyType(_SCALARS[name]) if name in _SCALARS else PropertyType("any")
    if not isinstance(node, ast.Subscript):
        return PropertyType("any")
    outer = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if outer in ("Output", "Awaitable"):
        return _type(arguments[0], file)
    if outer == "Optional":
        inner = _type(arguments[0], file)
        return PropertyType(inner.kind, True, inner.item, inner.class_file, inner.class_name)
    if outer in ("Sequence", "List", "list"):
        return PropertyType("list", item=_type(arguments[0], file))
    if outer in ("Mapping", "Dict", "dict"):
        return PropertyType("map", item=_type(arguments[-1], file))
    if outer == "Literal":
        return PropertyType("str")
    return PropertyType("any")


def _class_reference(dotted: str, file: Path) -> PropertyType:
    *path, name = dotted.split(".")
    if not path:
        return PropertyType("str")  # an enumeration of the same module; its values are strings on the wire
    if path[0] == "outputs":
        return PropertyType("object", class_file=file.with_name("outputs.py"), class_name=name)
    root = next((parent for parent in file.parents if parent.name.startswith("pulumi_")), None)
    if root is None or not path[0].startswith("_"):
        return PropertyType("any")
    folder = root.joinpath(path[0].lstrip("_"), *path[1:-1])
    return PropertyType("object", class_file=folder / f"{path[-1]}.py", class_name=name)
