"""Functions of providers: plain and as outputs, with known, unknown and no arguments, with a provider of their own."""

import pulumi
import pulumi_aws as aws

zones = aws.get_availability_zones(state="available")
caller = aws.get_caller_identity()
bucket = aws.s3.Bucket("corpus")
document = aws.iam.get_policy_document_output(
    statements=[{"actions": ["bedrock:InvokeModel"], "resources": [bucket.arn], "effect": "Allow"}]
)
known_document = aws.iam.get_policy_document(statements=[{"actions": ["s3:GetObject"], "resources": ["*"]}])
image = aws.ec2.get_ami_output(most_recent=True, owners=["amazon"], filters=[{"name": "name", "values": ["al2023-*"]}])
other = aws.Provider("other", region="us-east-1")
elsewhere = aws.get_region(opts=pulumi.InvokeOptions(provider=other))
role = aws.iam.Role("caller", assume_role_policy=known_document.json)
aws.iam.RolePolicy("caller", role=role.id, policy=document.json)
for index, zone in enumerate(zones.names):
    aws.ec2.Instance(f"gpu-{index}", ami=image.id, instance_type="g5.xlarge", availability_zone=zone)
found = aws.ec2.get_instance_type_output(instance_type=role.name)
aws.autoscaling.Group("sized", min_size=0, max_size=found.default_vcpus, availability_zones=zones.names)
aws.s3.Bucket("elsewhere", tags={"account": caller.account_id, "region": elsewhere.region})
waited = aws.s3.get_bucket_output(bucket="public", opts=pulumi.InvokeOutputOptions(depends_on=[bucket]))
aws.s3.Bucket("waited", tags={"arn": waited.arn})
