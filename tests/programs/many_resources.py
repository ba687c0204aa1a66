"""As many resources as the configuration says, some of them capped, made in a loop and by name."""

import pulumi
import pulumi_aws as aws

count = pulumi.Config().get_int("count") or 40
previous = None
for index in range(count):
    options = pulumi.ResourceOptions(depends_on=[previous] if previous and index % 5 == 0 else None)
    bucket = aws.s3.Bucket(f"shard-{index}", opts=options)
    previous = aws.autoscaling.Group(
        f"pool-{index}",
        min_size=0,
        max_size=index * 10,
        tags=[{"key": "b", "value": bucket.id, "propagate_at_launch": False}],
    )
pulumi.export("count", count)
