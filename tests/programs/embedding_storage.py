"""Storage for embeddings, with old and new tokens of the same type, lifecycle rules, file systems and a budget."""

import pulumi
import pulumi_aws as aws

bucket = aws.s3.Bucket("embeddings")
old = aws.s3.BucketV2("older-token")
aws.s3.BucketLifecycleConfiguration("expire", bucket=bucket.id, rules=[{"id": "all", "status": "Enabled", "expiration": {"days": 30}}])
aws.efs.FileSystem("shared")
aws.fsx.LustreFileSystem("training", storage_capacity=1200, subnet_ids="subnet-a", deployment_type="SCRATCH_2")
aws.ebs.Volume("cache", availability_zone="eu-central-1a", size=500, type="gp3", iops=6000)
aws.kinesis.Stream("events", stream_mode_details={"stream_mode": "ON_DEMAND"})
aws.budgets.Budget(
    "monthly",
    budget_type="COST",
    limit_amount="500",
    limit_unit="USD",
    time_unit="MONTHLY",
    time_period_start="2026-01-01_00:00",
)
aws.cloudwatch.LogGroup("forever")
pulumi.export("old", old.bucket)
