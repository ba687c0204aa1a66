"""The catalogue: what each resource type costs and what caps it.

Each folder is a provider and each module in it a service (AWS) or an API group (Kubernetes); being there is all it takes to be found. A
module is imported when the first resource of its service comes, so that a pack starts quickly however long the catalogue grows.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from ceilings.catalogue.entry import Class, Entry, declared

FREE_PROVIDERS: Final = frozenset({"pulumi", "random", "tls", "command", "local", "std", "time", "null"})
"""Providers whose resources bill nothing: they make values, files and calls on the machine that deploys."""

_HERE: Final = Path(__file__).parent


def canonical(token: str) -> str:
    """The token under which the catalogue knows a type: Kubernetes kinds without their version, ``kubernetes:apps:Deployment``."""
    provider, _, rest = token.partition(":")
    if provider != "kubernetes":
        return token
    module, _, kind = rest.rpartition(":")
    group = module.rpartition("/")[0] or module
    return f"kubernetes:{'core' if group in ('', 'v1') else group}:{kind}"


@cache
def lookup(token: str) -> Entry | Class | None:
    """The entry of a type token, ``Class.FREE`` for one that bills nothing, ``None`` for one that the catalogue has never heard of."""
    provider = token.partition(":")[0]
    if provider in FREE_PROVIDERS:
        return Class.FREE
    known = canonical(token)
    service = _service(known)
    if service in _modules(provider):
        importlib.import_module(f"{__name__}.{provider}.{service}")
        if known in declared():
            return declared()[known]
    return Class.FREE if known in _free(provider) else None


def entries() -> Iterator[Entry]:
    """Every entry there is. Imports the whole catalogue: for documentation, tests and tables."""
    for folder in sorted(path for path in _HERE.iterdir() if (path / "__init__.py").exists()):
        for service in sorted(_modules(folder.name)):
            importlib.import_module(f"{__name__}.{folder.name}.{service}")
    yield from dict.fromkeys(declared().values())


def free_types(provider: str) -> Mapping[str, str]:
    """The types of a provider that bill nothing, with the reason."""
    return _free(provider)


def _service(known: str) -> str:
    """The module of a canonical token: ``eks`` for an ``aws:eks/...``, ``karpenter_sh`` for a ``kubernetes:karpenter.sh:...``."""
    provider, _, rest = known.partition(":")
    service = rest.partition(":")[0]
    if provider != "kubernetes":
        service = service.partition("/")[0]
    return "".join(char if char.isalnum() else "_" for char in service).lower()


@cache
def _modules(provider: str) -> frozenset[str]:
    return frozenset(module.name for module in pkgutil.iter_modules([str(_HERE / provider)]) if not module.name.startswith("_"))


@cache
def _free(provider: str) -> Mapping[str, str]:
    path = _HERE / provider / "free.json"
    if not path.exists():
        return {}
    groups = json.loads(path.read_text(encoding="utf-8"))
    if provider == "kubernetes":
        return {f"kubernetes:{name}:{kind}": why for name, group in groups.items() for kind, why in group["kinds"].items()}
    return {token: why for group in groups.values() for token, why in group["types"].items()}
