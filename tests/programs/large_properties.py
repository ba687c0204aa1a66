"""Ten megabytes of properties, wide, deep and in one text."""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

aws.s3.BucketObject("text", bucket="prompts", content="embedding " * 700_000)
kubernetes.core.v1.ConfigMap("wide", data={f"key-{number}": "v" * 500 for number in range(5_000)})
deep: dict[str, object] = {"cap": 4}
for _ in range(20):
    deep = {"inner": deep, "list": [1, 2]}
kubernetes.apiextensions.CustomResource("deep", api_version="example.com/v1", kind="Deep", spec=deep)
aws.autoscaling.Group(
    "capped", min_size=0, max_size=4, tags=[{"key": f"k{n}", "value": "v", "propagate_at_launch": True} for n in range(500)]
)
pulumi.export("size", 10)
