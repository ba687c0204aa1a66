"""apply over values that are known, unknown, secret and nested; what it makes of them decides the caps."""

import pulumi
import pulumi_aws as aws

known = pulumi.Output.from_input({"gpu": {"max": 6}, "cpu": {"max": 600}})
bucket = aws.s3.Bucket("b")
unknown = bucket.bucket_domain_name
aws.autoscaling.Group("known", min_size=0, max_size=known["gpu"]["max"])
aws.autoscaling.Group("added", min_size=0, max_size=known.apply(lambda sizes: sizes["gpu"]["max"] + sizes["cpu"]["max"]))
aws.autoscaling.Group("unknown", min_size=0, max_size=unknown.apply(lambda domain: len(domain)))
aws.autoscaling.Group("secret", min_size=0, max_size=pulumi.Output.secret(7).apply(lambda size: size * 100))
aws.autoscaling.Group("unsecret", min_size=0, max_size=pulumi.Output.unsecret(pulumi.Output.secret(8)))
mixed = pulumi.Output.all(known, unknown)
aws.autoscaling.Group("mixed", min_size=0, max_size=mixed.apply(lambda both: both[0]["gpu"]["max"]))
aws.autoscaling.Group("either", min_size=0, max_size=pulumi.Output.all(3, pulumi.Output.secret(4)).apply(sum))


def later(domain: str) -> None:
    aws.s3.Bucket("never-at-preview", tags={"of": domain})


unknown.apply(later)
known.apply(lambda sizes: [aws.s3.Bucket(f"inside-{name}") for name in sizes])
aws.s3.Bucket("kept", tags=pulumi.Output.all(a="x", b=unknown))
pulumi.export("both", mixed)
