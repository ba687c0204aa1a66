"""Inputs that come from unknown ids and ARNs of other resources, through apply, all, concat, format and JSON."""

import pulumi
import pulumi_aws.iam as iam
import pulumi_aws.kms as kms
import pulumi_aws.s3 as s3

key = kms.Key("vectors")
bucket = s3.Bucket("vectors", tags={"key": key.key_id})
logs = s3.Bucket("logs")
s3.BucketPolicy(
    "vectors",
    bucket=bucket.id,
    policy=pulumi.Output.json_dumps(
        {"Statement": [{"Effect": "Deny", "Resource": pulumi.Output.concat(bucket.arn, "/*"), "Action": "s3:PutObject"}]}
    ),
)
s3.BucketLogging("vectors", bucket=bucket.id, target_bucket=logs.id, target_prefix="vectors/")
role = iam.Role("writer", assume_role_policy="{}")
iam.RolePolicy(
    "writer",
    role=role.id,
    policy=pulumi.Output.all(bucket=bucket.arn, key=key.arn, role=role.name).apply(lambda known: str(sorted(known))),
)
s3.BucketObject("index", bucket=bucket.bucket, content=pulumi.Output.format("{0} of {1}", role.arn, logs.bucket), key="index")
pulumi.export("policy", pulumi.Output.all(bucket.arn, 3))
