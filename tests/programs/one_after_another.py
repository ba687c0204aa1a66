"""Two pools, the second made after the first and as large as the configuration says: what an update stops and what not."""

import pulumi
import pulumi_aws as aws

capped = aws.autoscaling.Group("capped", min_size=0, max_size=2)
aws.autoscaling.Group(
    "second",
    min_size=0,
    max_size=pulumi.Config().get_int("secondSize") or 5000,
    opts=pulumi.ResourceOptions(depends_on=[capped]),
)
