"""The least that a pack can do: one resource policy and one stack policy, on the SDK's own server. What the benchmark compares with."""

from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy, StackValidationPolicy


def resource(args, report_violation):
    if args.resource_type == "none:none:None":
        report_violation("never")


def stack(args, report_violation):
    if not args.resources:
        report_violation("never")


PolicyPack(
    "trivial",
    [
        ResourceValidationPolicy("resource", "One resource policy.", resource, EnforcementLevel.MANDATORY),
        StackValidationPolicy("stack", "One stack policy.", stack, EnforcementLevel.MANDATORY),
    ],
)
