"""Outputs of a stack: plain, nested, unknown, secret, resources themselves, None, an empty list, numbers of every size."""

import pulumi
import pulumi_aws as aws

bucket = aws.s3.Bucket("vectors")
group = aws.autoscaling.Group("pool", min_size=0, max_size=3)
pulumi.export("plain", {"a": [1, 2.5, True, None, "text"], "b": {}, "c": []})
pulumi.export("unknown", bucket.arn)
pulumi.export("nested", {"known": 1, "unknown": bucket.id, "list": [bucket.arn, "x"]})
pulumi.export("secret", pulumi.Output.secret({"k": "not-really-a-secret"}))
pulumi.export("resource", group)
pulumi.export("resources", [bucket, group])
pulumi.export("nothing", None)
pulumi.export("numbers", [0, -1, 1e30, 2**53, 0.1])
pulumi.export("joined", pulumi.Output.concat("s3://", bucket.bucket, "/index"))
