"""Which instance types a Karpenter pool's requirements allow, and how many accelerators each of its limits lets in.

Labels that the table of instance types cannot answer (zone, architecture, network) allow every type: the ceiling is never understated.
Source: karpenter.sh/docs/concepts/scheduling/#well-known-labels
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, TypeAlias

from ceilings import instances
from ceilings.resource import Resource
from ceilings.values import MISSING, UNKNOWN, Value

_AWS: Final = ("karpenter.k8s.aws/", "eks.amazonaws.com/")
_PREFIXES: Final = (*_AWS, "node.kubernetes.io/", "beta.kubernetes.io/")
_NAMES: Final = {"Gaudi": "gaudi-hl-205", "AI 100": "qualcomm-ai100"}
_ANY_SIZE: Final = "any-size"
_TYPE: Final = re.compile(r"([a-z]+)(?:-\d+tb)?(\d+)")
_RESOURCES: Final = {"gpu": "nvidia.com/gpu", "gaudi": "habana.ai/gaudi", "neuron": "aws.amazon.com/neuron"}
_MAKERS: Final = {"nvidia.com/gpu": "nvidia", "amd.com/gpu": "amd", "habana.ai/gaudi": "habana", "aws.amazon.com/neuron": "aws"}
_SELECTING: Final = frozenset({"instance-type", "instance-family", "instance-category", "instance-generation", "instance-size"})
_NAMING: Final = frozenset({"instance-type", "instance-family", "instance-gpu-manufacturer", "instance-gpu-name"})

Labels: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement on a label. ``values`` is ``None`` where they cannot be known, or are secret and must not show in a message."""

    label: str
    operator: str
    values: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An instance type that a pool may launch. ``resource``: the name under which Kubernetes counts its accelerators, if it does."""

    name: str
    vcpus: float
    memory_gib: float
    accelerators: int
    resource: str


def requirements(resource: Resource, path: str, labels: str) -> tuple[Requirement, ...]:
    """A pool's requirements at ``path``, and the labels of its nodes, which bind as much."""
    found = [
        Requirement(
            _short(resource.text(f"{each}.key") or ""),
            resource.text(f"{each}.operator") or "",
            None if resource.secret(f"{each}.values") else _words(resource.get(f"{each}.values")),
        )
        for each in resource.each(path)
    ]
    given = resource.get(labels)
    if hasattr(given, "items"):
        found += [Requirement(_short(key), "In", _words([value])) for key, value in given.items() if _short(key)]
    return tuple(found)


def selecting(found: tuple[Requirement, ...]) -> bool:
    """Whether any requirement says which instance types."""
    return any(one.label in _SELECTING for one in found)


def _short(key: str) -> str:
    """The part of a label that says what it is of an instance type; empty for labels that are not about the type."""
    for prefix in _PREFIXES:
        if key.startswith(f"{prefix}instance-"):
            short = key.removeprefix(prefix)
            return short if prefix in _AWS or short == "instance-type" else ""
    return ""


def _words(value: Value) -> tuple[str, ...] | None:
    if value is MISSING:
        return ()
    if value is UNKNOWN or not isinstance(value, list):
        return None
    if not all(isinstance(item, (str, int, float)) for item in value):
        return None
    return tuple(f"{item:g}" if isinstance(item, (int, float)) else item for item in value)


@lru_cache(maxsize=256)
def allowed(found: tuple[Requirement, ...]) -> tuple[Choice, ...]:
    """The instance types that every requirement allows."""
    table = dict(_table())
    for one in found:
        if one.operator == "In" and one.label in ("instance-type", "instance-family"):
            for name in one.values or ():
                if one.label == "instance-type" or name not in _families():
                    table.setdefault(name, _choice(name if "." in name else f"{name}.{_ANY_SIZE}"))
    return tuple(choice for choice, labels in table.values() if all(_allows(one, choice, labels) for one in found))


def named(found: tuple[Requirement, ...]) -> frozenset[str]:
    """The instance types that the requirements name by type, family or maker, rather than by a category that many makers share."""
    naming = tuple(one for one in found if one.operator == "In" and one.label in _NAMING)
    return frozenset(choice.name for choice in allowed(naming)) if naming else frozenset()


def _allows(one: Requirement, choice: Choice, labels: Labels) -> bool:
    if not one.label or one.values is None or one.label not in _known_labels():
        return True
    value = labels.get(one.label)
    if value is None and not choice.vcpus:
        return True
    if one.operator == "In":
        return value is not None and value in one.values
    if one.operator == "NotIn":
        return value not in one.values
    if one.operator in ("Exists", "DoesNotExist"):
        return (value is not None) is (one.operator == "Exists")
    compare = {"Gt": float.__gt__, "Gte": float.__ge__, "Lt": float.__lt__, "Lte": float.__le__}.get(one.operator)
    if compare is None:
        return True
    try:
        return value is not None and bool(compare(float(value), float(one.values[0])))
    except (ValueError, IndexError):
        return True


@cache
def _known_labels() -> frozenset[str]:
    return frozenset(label for _, labels in _table().values() for label in labels)


@cache
def _families() -> frozenset[str]:
    return frozenset(labels["instance-family"] for _, labels in _table().values())


@cache
def _table() -> Mapping[str, tuple[Choice, Labels]]:
    return {name: _choice(name) for name, _ in instances.types()}


def _choice(name: str) -> tuple[Choice, Labels]:
    """An instance type and its labels. One that the table lacks has what its family suggests, and no vCPUs that are known."""
    vcpus, memory_gib, _ = instances.specification(name) or (0.0, 0.0, 0)
    count = instances.accelerators(name)
    kind, model = instances.device(name)
    family, _, size = name.partition(".")
    resource = _RESOURCES.get(kind or ("gpu" if family.startswith(("g", "p")) else ""), "") if count else ""
    if model.startswith("Radeon"):
        resource = "amd.com/gpu"
    labels = {"instance-family": family}
    if size != _ANY_SIZE:
        labels |= {"instance-type": name, "instance-size": size}
    match = _TYPE.match(family)
    if match is not None:
        labels |= {"instance-category": match[1], "instance-generation": match[2]}
    if vcpus:
        labels |= {"instance-cpu": f"{vcpus:g}", "instance-memory": f"{memory_gib * 1024:g}"}
    if vcpus and count and kind not in ("fpga", "media"):
        part = "instance-accelerator" if kind in ("neuron", "qaic") else "instance-gpu"
        labels |= {f"{part}-count": str(count), f"{part}-name": _NAMES.get(model, model.lower().replace(" ", "-"))}
        labels[f"{part}-manufacturer"] = _MAKERS.get(resource, "qualcomm")
    return Choice(name, vcpus, memory_gib, count, resource), labels
