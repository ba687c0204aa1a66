"""Finds a Pulumi project and says what of it is to run, where, and with which interpreter."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ceilings.engine import yaml_text
from ceilings.engine.errors import PreviewError

PROJECT_FILES = ("Pulumi.yaml", "Pulumi.yml", "Pulumi.json")
PACK_FILE = "PulumiPolicy.yaml"


@dataclass(frozen=True)
class Project:
    """A project, read from its Pulumi.yaml.

    `entry` is the file or folder to run and `working_folder` where to run it; `python` is the interpreter to run it
    with. `config` is the file's own `config` section, `stack_folder` where the stacks' files are.
    """

    name: str
    file: Path
    entry: Path
    working_folder: Path
    stack_folder: Path
    python: Path
    config: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The folder of Pulumi.yaml."""
        return self.file.parent


def find(program: Path) -> Project:
    """The project of a folder, of a Pulumi.yaml, or of a Python file or module folder somewhere beneath one.

    A folder that has neither Pulumi.yaml nor `__main__.py` belongs to the nearest project above it, as for `pulumi`.
    Raises `PreviewError`.
    """
    path = program.expanduser().absolute()
    if not path.exists():
        raise PreviewError(f"there is no program at {program}: name a folder with Pulumi.yaml, or a Python file")
    if path.is_file() and path.suffix in (".yaml", ".yml", ".json"):
        return _read(path, None)
    if path.is_file() and path.suffix != ".py":
        raise PreviewError(f"{program} is neither a Python file nor a Pulumi.yaml")
    if path.is_dir() and (file := _project_file(path)):
        return _read(file, None)
    entry = path if path.is_file() or (path / "__main__.py").is_file() else None
    for folder in [path, *path.parents]:
        if folder.is_dir() and (file := _project_file(folder)):
            return _read(file, entry)
    raise PreviewError(f"no Pulumi.yaml was found in {path} or above it: create one, or name a program that has one")


def interpreter(options: Mapping[str, Any], folder: Path) -> tuple[Path, str]:
    """The Python of `runtime.options.virtualenv`, else this one; and a warning where that environment is missing."""
    name = options.get("virtualenv")
    if not isinstance(name, str) or not name:
        return Path(sys.executable), ""
    for relative in ("bin/python", "bin/python3", "Scripts/python.exe"):
        candidate = folder / name / relative
        if candidate.is_file():
            return candidate, ""
    missing = os.path.normpath(folder / name)
    return Path(sys.executable), f"the virtual environment {missing} does not exist; {sys.executable} is used"


def runtime_of(content: Mapping[str, Any], file: Path) -> tuple[str, Mapping[str, Any]]:
    """The name and the options of a file's `runtime`. Raises `PreviewError`."""
    runtime = content.get("runtime")
    if isinstance(runtime, str) and runtime:
        return runtime, {}
    if isinstance(runtime, dict) and isinstance(runtime.get("name"), str):
        options = runtime.get("options")
        return runtime["name"], options if isinstance(options, dict) else {}
    raise PreviewError(f"{file}: `runtime` should be a name or an object with a `name`, as in `runtime: python`")


def read_mapping(file: Path) -> dict[str, Any]:
    """The one document of a YAML or JSON file, which must be an object; an empty file is an empty one."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise PreviewError(f"{file} cannot be read: {reason}") from None
    try:
        content = next(yaml_text.documents(text, str(file), yaml_text.PulumiLoader), None)
    except yaml_text.YamlError as error:
        raise PreviewError(str(error)) from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise PreviewError(f"{file}: `key: value` lines were expected, not {_kind(content)}")
    return content


def _read(file: Path, entry: Path | None) -> Project:
    content = read_mapping(file)
    name = content.get("name")
    if not isinstance(name, str) or not name:
        raise PreviewError(f"{file}: `name` should be the project's name, {_found(name)}")
    language, options = runtime_of(content, file)
    if language != "python":
        raise PreviewError(f"{file}: only programs with `runtime: python` can be previewed here, not `{language}`")
    config = content.get("config") or {}
    stack_folder = content.get("stackConfigDir")
    if isinstance(config, str):  # the key's old meaning: where the stacks' files are
        config, stack_folder = {}, stack_folder or config
    for key, value, expected in (("config", config, dict), ("stackConfigDir", stack_folder or "", str)):
        if not isinstance(value, expected):
            what = "an object" if expected is dict else "a folder's path"
            raise PreviewError(f"{file}: `{key}` should be {what}, {_found(value)}")
    python, warning = interpreter(options, file.parent)
    entry, working_folder = _entry(file, content.get("main"), entry)
    return Project(
        name=name,
        file=file,
        entry=entry,
        working_folder=working_folder,
        stack_folder=file.parent / (stack_folder or ""),
        python=python,
        config=config,
        warnings=(warning,) if warning else (),
    )


def _entry(file: Path, main: Any, entry: Path | None) -> tuple[Path, Path]:
    if entry is None:
        if main is not None and not isinstance(main, str):
            raise PreviewError(f"{file}: `main` should be a path, {_found(main)}")
        entry = (file.parent / (main or "")).resolve()
        if not entry.exists():
            raise PreviewError(f"{file}: `main` names {main}, which does not exist in {file.parent}")
    if entry.is_file():
        return entry, entry.parent
    if not (entry / "__main__.py").is_file():
        raise PreviewError(f"{entry} has no __main__.py: `main` in {file} should name the folder or file of the program")
    return entry, entry


def _project_file(folder: Path) -> Path | None:
    return next((folder / name for name in PROJECT_FILES if (folder / name).is_file()), None)


def _found(value: Any) -> str:
    return "which is missing" if value is None else f"not {_kind(value)}"


def _kind(value: Any) -> str:
    kinds = {bool: "a boolean", str: "a string", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return "nothing" if value is None else kinds.get(type(value), type(value).__name__)
