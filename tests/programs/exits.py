"""A program that ends itself in the middle."""

import sys

import pulumi_aws as aws

aws.s3.Bucket("before")
sys.exit(3)
