"""A policy pack that prints something before the line that its engine waits for."""

from pulumi_policy import PolicyPack, ReportViolation, ResourceValidationArgs, ResourceValidationPolicy

print("loading policies ...")


def silent(args: ResourceValidationArgs, report: ReportViolation) -> None:
    """Finds nothing."""


PolicyPack("prints-first", policies=[ResourceValidationPolicy("silent", "Silent.", silent)])
