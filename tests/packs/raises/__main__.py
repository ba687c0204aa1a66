"""A policy pack with a policy that raises what the policy SDK does not expect."""

from pulumi_policy import PolicyPack, ReportViolation, ResourceValidationArgs, ResourceValidationPolicy


def fails(args: ResourceValidationArgs, report: ReportViolation) -> None:
    """Takes for granted that every resource has a size."""
    report(f"{args.props['maxSize']}")


PolicyPack("raises", policies=[ResourceValidationPolicy("fails", "Fails.", fails)])
