"""A program that fails in the middle."""

import pulumi_aws as aws

aws.s3.Bucket("before")
raise RuntimeError("the model registry is down")
