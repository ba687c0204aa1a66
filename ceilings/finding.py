"""Findings: what is wrong with one cost component, and which policy says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ceilings.quantity import Number


class Kind(StrEnum):
    """What is wrong."""

    UNBOUNDED = "unbounded"
    UNKNOWN = "unknown"
    OVER = "over"
    IMPLICIT = "implicit"
    OPAQUE = "opaque"
    UNCATALOGUED = "uncatalogued"
    CONFLICTING = "conflicting"


class Aspect(StrEnum):
    """What kind of quantity a cost component is."""

    COMPUTE = "compute"
    THROUGHPUT = "throughput"
    STORAGE = "storage"


class Family(StrEnum):
    """Which pair of policies judges a cost component."""

    AUTOSCALER = "autoscaler"
    ACCELERATOR = "gpu"
    STORAGE = "storage"
    USAGE = "usage"
    PLUMBING = "plumbing"


class Stage(StrEnum):
    """When a finding is made: on one resource before it exists, or on the whole stack."""

    RESOURCE = "resource"
    STACK = "stack"


POLICIES: Final[dict[tuple[Family, Stage], str]] = {
    (Family.AUTOSCALER, Stage.RESOURCE): "autoscaler-ceiling",
    (Family.AUTOSCALER, Stage.STACK): "autoscaler-guard",
    (Family.ACCELERATOR, Stage.RESOURCE): "gpu-ceiling",
    (Family.ACCELERATOR, Stage.STACK): "gpu-total",
    (Family.STORAGE, Stage.RESOURCE): "storage-ceiling",
    (Family.STORAGE, Stage.STACK): "storage-guard",
    (Family.USAGE, Stage.RESOURCE): "usage-ceiling",
    (Family.USAGE, Stage.STACK): "usage-guard",
    (Family.PLUMBING, Stage.RESOURCE): "plumbing-usage",
    (Family.PLUMBING, Stage.STACK): "plumbing-usage",
}
IMPLICIT_POLICY: Final = "implicit-ceiling"
UNCATALOGUED_POLICY: Final = "uncatalogued-type"
OPAQUE_POLICY: Final = "opaque-resource"
OPAQUE_OTHER_POLICY: Final = "opaque-other"


def policy_for(family: Family, stage: Stage, kind: Kind) -> str:
    """The name of the policy that reports a finding."""
    if kind is Kind.IMPLICIT and family is not Family.PLUMBING:
        return IMPLICIT_POLICY
    return POLICIES[family, stage]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one cost component of one resource.

    ``message`` is whole: it names the resource, the property, its value, the ceiling, why it matters and the remedy.
    """

    policy: str
    kind: Kind
    urn: str
    type: str
    component: str
    aspect: Aspect
    message: str
    path: str | None = None
    ceiling: Number | None = None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A ceiling in force: at most ``value`` ``unit`` of a cost component, and what sets it."""

    component: str
    aspect: Aspect
    value: Number
    unit: str
    words: str
    set_by: str
    """The URN of the resource that sets it: the resource itself or its companion."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that is known of one resource."""

    urn: str
    ceilings: tuple[Ceiling, ...] = ()
    findings: tuple[Finding, ...] = ()
