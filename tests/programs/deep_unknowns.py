"""Unknowns deep inside of lists and objects, beside caps that are known."""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

subnet = aws.ec2.Subnet("gpu", vpc_id="vpc-1", cidr_block="10.0.0.0/24")
key = aws.kms.Key("volumes")
template = aws.ec2.LaunchTemplate(
    "gpu",
    instance_type="g5.2xlarge",
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_size": 100, "kms_key_id": key.arn}},
        {"device_name": "/dev/xvdb", "ebs": {"volume_size": subnet.vpc_id.apply(len), "throughput": 500}},
    ],
    network_interfaces=[{"subnet_id": subnet.id, "security_groups": [subnet.arn, "sg-1"]}],
)
aws.batch.ComputeEnvironment(
    "embed",
    type="MANAGED",
    compute_resources={
        "type": "SPOT",
        "max_vcpus": 256,
        "subnets": [subnet.id, "subnet-b"],
        "security_group_ids": [],
        "instance_types": ["g5.xlarge", template.name],
        "launch_template": {"launch_template_id": template.id, "version": template.latest_version.apply(str)},
    },
)
kubernetes.core.v1.Pod(
    "probe",
    spec={
        "containers": [
            {
                "name": "a",
                "image": pulumi.Output.concat(key.key_id, ":1"),
                "env": [{"name": "SUBNET", "value": subnet.id}],
            },
            {"name": "b", "image": "b", "resources": {"limits": {"nvidia.com/gpu": subnet.arn.apply(len)}}},
        ]
    },
)
