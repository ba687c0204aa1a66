"""Where policy packs are, and how their processes are started."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from ceilings.engine import policy_config
from ceilings.engine.errors import PreviewError
from ceilings.engine.policy_config import ConfigFile
from ceilings.engine.processes import ManagedProcess
from ceilings.engine.project import PACK_FILE, interpreter, read_mapping, runtime_of
from ceilings.engine.stack_config import StackConfig


@dataclass(frozen=True)
class PackSource:
    """Where a pack is and how to start it."""

    folder: Path
    entry: Path
    python: Path
    version: str
    config: ConfigFile = field(default_factory=ConfigFile)
    import_path: Path | None = None
    """A folder to put on the pack's PYTHONPATH: the one that `ceilings` itself was imported from, for its own pack."""
    warnings: tuple[str, ...] = ()


def default_pack() -> Path:
    """The folder of Ceilings' own pack: `policies` beside the package in a checkout, `_pack` in an installed one."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / "policies", package / "_pack"):
        if (folder / PACK_FILE).is_file():
            return folder
    raise PreviewError("Ceilings' own policy pack is not installed with it; name one with --policy-pack DIR")


def find(folder: Path, config_file: Path | None, *, own: bool = False) -> PackSource:
    """The pack in a folder, with its configuration; `own` for Ceilings' own pack. Raises `PreviewError`."""
    folder = folder.expanduser().absolute()
    file = folder / PACK_FILE
    if not file.is_file():
        raise PreviewError(f"there is no policy pack in {folder}: a folder with {PACK_FILE} was expected")
    content = read_mapping(file)
    language, options = runtime_of(content, file)
    if language != "python":
        raise PreviewError(f"{file}: only packs with `runtime: python` can run here, not `{language}`")
    main, version = content.get("main") or "", content.get("version")
    if not isinstance(main, str) or not (folder / main).exists():
        raise PreviewError(f"{file}: `main` should name the pack's program in {folder}, not {main!r}")
    python, warning = interpreter(options, folder)
    return PackSource(
        folder=folder,
        entry=folder / main,
        python=python,
        version=str(version or ""),
        config=policy_config.read(config_file) if config_file else ConfigFile(),
        import_path=Path(__file__).resolve().parents[2] if own else None,
        warnings=(warning,) if warning else (),
    )


def start(source: PackSource, project: str, config: StackConfig, engine_address: str) -> ManagedProcess:
    """Starts a pack's process for a stack."""
    command = [
        str(source.python),
        "-u",
        str(Path(__file__).with_name("pack_child.py")),
        engine_address,
        str(source.entry),
    ]
    environment = dict(os.environ)
    if source.import_path:
        inherited = environment.get("PYTHONPATH")
        paths = [str(source.import_path), *([inherited] if inherited else [])]
        environment["PYTHONPATH"] = os.pathsep.join(paths)
    environment |= {
        "PULUMI_CONFIG": json.dumps(dict(config.values)),
        "PULUMI_PROJECT": project,
        "PULUMI_STACK": config.stack,
        "PULUMI_ORGANIZATION": config.organization,
        "PULUMI_DRY_RUN": "true",
        "PYTHONIOENCODING": "utf-8",
    }
    return ManagedProcess(command, source.folder, environment)
