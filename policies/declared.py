"""The policies of the pack, as pulumi-policy objects: names, levels, severities, words and configuration.

What they reject is judged in ``ceilings``, once for all of them; each policy reports the findings that carry its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from ceilings.finding import Finding
from ceilings.limits import schema

STRICT: Final = "strict"
PAGES: Final = Path(__file__).resolve().parent.parent / "docs" / "policies"

_STRICT_SCHEMA: Final = {
    STRICT: {
        "type": "boolean",
        "default": False,
        "description": "Makes every policy of the pack mandatory, unless it is disabled. True on any one policy counts for all.",
    }
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """One policy. ``limits``: the keys of the limits that its configuration holds."""

    name: str
    stack: bool
    level: EnforcementLevel
    severity: Severity
    description: str
    remediation: str
    limits: tuple[str, ...] = ()


_MANDATORY, _ADVISORY = EnforcementLevel.MANDATORY, EnforcementLevel.ADVISORY
_POOLS: Final = ("maxNodesPerPool", "maxReplicasPerWorkload", "maxMemoryGibPerPool", "maxCapacityUnits")
_ACCELERATORS: Final = ("maxAcceleratorsPerPool",)
_STORAGE: Final = ("maxStorageGibPerVolume",)
_USAGE: Final = ("maxCapacityUnits",)

DECLARATIONS: Final[tuple[Declaration, ...]] = (
    Declaration(
        "autoscaler-ceiling", False, _MANDATORY, Severity.HIGH,
        "An autoscaler has a maximum of its own, known before launch and within the limit.",
        "Give the scaler a plain maximum within the limit, or raise the limit in the pack's configuration.",
        _POOLS,
    ),
    Declaration(
        "autoscaler-guard", True, _MANDATORY, Severity.HIGH,
        "An autoscaler that cannot cap itself is capped by a companion in its stack.",
        "Add the companion that the violation names (a quota, a usage limit, a capped group), in the same stack.",
        _POOLS,
    ),
    Declaration(
        "gpu-ceiling", False, _MANDATORY, Severity.CRITICAL,
        "A pool of accelerators has a maximum, and it is within the limit.",
        "Lower the pool's maximum or choose instances with fewer accelerators, or raise the limit in the pack's configuration.",
        _ACCELERATORS,
    ),
    Declaration(
        "gpu-total", True, _MANDATORY, Severity.CRITICAL,
        "The accelerators of a stack, all pools at their maxima, are within the limit.",
        "Lower the maxima of the pools that the violation names, or raise the limit in the pack's configuration.",
        (*_ACCELERATORS, "maxAcceleratorsPerStack"),
    ),
    Declaration(
        "storage-ceiling", False, _MANDATORY, Severity.HIGH,
        "Storage has a size, known before launch and within the limit.",
        "Give the volume, claim or database a plain size within the limit, or raise the limit in the pack's configuration.",
        _STORAGE,
    ),
    Declaration(
        "storage-guard", True, _MANDATORY, Severity.HIGH,
        "Storage that its service never caps is capped by something else in its stack.",
        "Store the data where the size is declared (a volume, a claim under a quota, a database with a storage limit).",
        _STORAGE,
    ),
    Declaration(
        "usage-ceiling", False, _ADVISORY, Severity.MEDIUM,
        "What bills by use has a concurrency, throughput, rate or quota limit.",
        "Set the limit that the violation names, such as reserved concurrency or a maximum throughput.",
        _USAGE,
    ),
    Declaration(
        "usage-guard", True, _ADVISORY, Severity.MEDIUM,
        "What bills by use and cannot limit itself is limited by a companion in its stack.",
        "Add the companion that the violation names, in the same stack.",
        _USAGE,
    ),
    Declaration(
        "implicit-ceiling", False, _ADVISORY, Severity.LOW,
        "A ceiling is chosen, not left to a service's default.",
        "Write the number that you mean, even where it equals the default.",
    ),
    Declaration(
        "plumbing-usage", False, _ADVISORY, Severity.LOW,
        "Metered plumbing (queues, topics, logs, bytes through a gateway) is known to have no ceiling.",
        "Know that it bills by use; bound what feeds it.",
    ),
    Declaration(
        "opaque-resource", False, _MANDATORY, Severity.HIGH,
        "Nothing is deployed that can bring scalers, accelerators or storage out of the pack's sight.",
        "Declare what it makes as resources of the program, so that each can be judged.",
    ),
    Declaration(
        "opaque-other", False, _ADVISORY, Severity.LOW,
        "Little is deployed out of the pack's sight.",
        "Declare what it makes as resources of the program, where that is worth the work.",
    ),
    Declaration(
        "uncatalogued-type", False, _ADVISORY, Severity.MEDIUM,
        "Every resource is of a type whose costs and caps are known.",
        "Use a type that the catalogue knows, or add an entry for it.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """What a policy is given: the findings of the one judgement, by policy."""

    findings: Mapping[str, Sequence[Finding]]


class CeilingPolicy(ResourceValidationPolicy):
    """A policy on one resource."""

    def validate(self, args: Judged | ResourceValidationArgs, report_violation: ReportViolation) -> None:
        """Report the findings that carry this policy's name."""
        _report(self.name, args, report_violation)


class StackCeilingPolicy(StackValidationPolicy):
    """A policy on the whole stack."""

    def validate(self, args: Judged | StackValidationArgs, report_violation: ReportViolation) -> None:
        """Report the findings that carry this policy's name."""
        _report(self.name, args, report_violation)


def _report(name: str, args: object, report_violation: ReportViolation) -> None:
    if not isinstance(args, Judged):
        raise TypeError("this pack judges each resource once for all its policies: run it by its own __main__.py")
    for finding in args.findings.get(name, ()):
        report_violation(finding.message, finding.urn or None)


def policies() -> list[Policy]:
    """All policies, as pulumi-policy objects."""
    return [_policy(declaration) for declaration in DECLARATIONS]


def _policy(declaration: Declaration) -> Policy:
    kind: type[CeilingPolicy | StackCeilingPolicy] = StackCeilingPolicy if declaration.stack else CeilingPolicy
    return kind(
        name=declaration.name,
        description=declaration.description,
        enforcement_level=declaration.level,
        severity=declaration.severity,
        remediation_steps=declaration.remediation,
        url=(PAGES / f"{declaration.name}.md").as_uri(),
        config_schema=PolicyConfigSchema(properties={**schema(declaration.limits), **_STRICT_SCHEMA}),
        tags=["cost", "ceilings"],
    )


def configured(config: Mapping[str, Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], bool]:
    """The limits in each policy's configuration, and whether any of them asks for strictness."""
    strict = any(properties.get(STRICT) is True for properties in config.values())
    limits: list[Mapping[str, Any]] = [{key: value for key, value in properties.items() if key != STRICT} for properties in config.values()]
    return limits, strict
