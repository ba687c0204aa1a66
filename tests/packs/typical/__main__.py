"""A policy pack written with the policy SDK as its documentation shows it, traps included.

Its policies read values that may be unknown, do not apply to some resources, look into objects, remediate, and count over the
whole stack.
"""

from __future__ import annotations

from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    PolicyPack,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

GROUP = "aws:autoscaling/group:Group"


def max_size(args: ResourceValidationArgs, report: ReportViolation) -> None:
    """Raises the SDK's own error where the size is not known, and reports the policy's configuration."""
    if args.resource_type != GROUP:
        args.not_applicable("not a group")
    most = args.get_config()["most"]
    size = args.props.get("maxSize")
    if isinstance(size, (int, float)) and size > most:
        report(f"{args.name}: maxSize is {size}; the most is {most}.")


def looks_inside(args: ResourceValidationArgs, report: ReportViolation) -> None:
    """Goes through everything that can be gone through and says what type it is."""
    found = [f"{key}: {_kind(args.props, key)}" for key in sorted(args.props)]
    options = args.opts
    report(f"{found} {options.protect} {options.ignore_changes} {options.parent} {args.provider and args.provider.name}")


def _kind(props: Any, key: str) -> str:
    try:
        return type(props[key]).__name__
    except Exception as error:  # noqa: BLE001 -- the error is what is to be reported
        return type(error).__name__


def lower(args: ResourceValidationArgs) -> dict[str, Any] | None:
    """Takes every group down to 100 and says who did it."""
    if args.resource_type == GROUP and isinstance(args.props.get("maxSize"), float) and args.props["maxSize"] > 100:
        return {**args.props, "maxSize": 100, "tags": [{"key": "lowered-by", "value": "policy", "propagateAtLaunch": False}]}
    return None


def total(args: StackValidationArgs, report: ReportViolation) -> None:
    """Counts over the stack, and names parents and dependencies."""
    report(f"{len(args.resources)} resources")
    for resource in args.resources:
        if resource.resource_type == GROUP:
            parent = resource.parent.name if resource.parent else None
            joined = {key: sorted(found.name for found in many) for key, many in resource.property_dependencies.items()}
            report(f"{resource.name}: {parent} {sorted(found.name for found in resource.dependencies)} {joined}", resource.urn)


PolicyPack(
    "typical",
    enforcement_level=EnforcementLevel.ADVISORY,
    policies=[
        ResourceValidationPolicy(
            "max-size",
            "Groups must not be too large.",
            max_size,
            enforcement_level=EnforcementLevel.MANDATORY,
            config_schema=PolicyConfigSchema(properties={"most": {"type": "integer", "default": 10}}),
            severity=Severity.HIGH,
        ),
        ResourceValidationPolicy("looks-inside", "Looks at every property.", looks_inside),
        ResourceValidationPolicy("lower", "Large groups are lowered.", remediate=lower, enforcement_level=EnforcementLevel.REMEDIATE),
        ResourceValidationPolicy("off", "Never heard.", looks_inside, enforcement_level=EnforcementLevel.DISABLED),
        StackValidationPolicy("total", "Counts.", total),
    ],
)
