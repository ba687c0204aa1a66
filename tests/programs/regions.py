"""The region of a resource: its own, its provider's, the project's, one that is not known yet."""

import pulumi
import pulumi_aws as aws

home = aws.get_region()
ireland = aws.Provider("ireland", region="eu-west-1")
aws.s3.Bucket("own", region="us-east-2")
aws.s3.Bucket("provider", opts=pulumi.ResourceOptions(provider=ireland))
aws.s3.Bucket("project", tags={"region": home.region})
moved = aws.ec2.Instance("probe", ami="ami-1", instance_type="g5.xlarge", availability_zone="eu-central-1b")
aws.ebs.Volume("unknown", availability_zone=moved.availability_zone, size=64, region=moved.region)
aws.sagemaker.NotebookInstance("notes", role_arn="arn:aws:iam::1:role/r", instance_type="ml.p3.2xlarge", region="us-west-2")
pulumi.export("region", home.region)
