"""Assets and archives as properties: files, texts, folders, archives of assets, one with an unknown in it."""

import pulumi
import pulumi_aws as aws

role = aws.iam.Role("lambda", assume_role_policy="{}")
bucket = aws.s3.Bucket("code")
code = pulumi.AssetArchive(
    {
        "handler.py": pulumi.StringAsset("def handler(event, context): ...\n"),
        "manifests": pulumi.FileArchive("manifests"),
        "inner/inference.yaml": pulumi.FileAsset("manifests/inference.yaml"),
    }
)
aws.lambda_.Function(
    "gateway",
    role=role.arn,
    runtime="python3.12",
    handler="handler.handler",
    code=code,
    reserved_concurrent_executions=20,
    memory_size=512,
    timeout=30,
)
aws.lambda_.Function("open", role=role.arn, runtime="python3.12", handler="h.h", code=pulumi.FileArchive("manifests"), memory_size=3008)
aws.s3.BucketObject("text", bucket=bucket.id, source=pulumi.StringAsset("ολα καλά"))
aws.s3.BucketObject("file", bucket=bucket.id, source=pulumi.FileAsset("manifests/scalers.yaml"))
aws.s3.BucketObject("remote", bucket=bucket.id, key="remote", source=bucket.arn.apply(lambda arn: pulumi.StringAsset(arn)))
