"""Sizes from the stack's configuration file and, where it has none, from the project's defaults."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
pools = config.require_object("pools")
for name, pool in sorted(pools.items()):
    aws.autoscaling.Group(
        name,
        min_size=pool.get("min", 0),
        max_size=pool["max"],
        tags=[{"key": "spot", "value": str(pool.get("spot", False)).lower(), "propagate_at_launch": True}],
    )
aws.autoscaling.Group("default", min_size=0, max_size=config.require_int("gpuLimit"))
aws.s3.Bucket("assets", tags={"region": pulumi.Config("aws").require("region"), "stack": pulumi.get_stack()})
if config.get_bool("search"):
    aws.opensearch.Domain(
        "search",
        cluster_config={"instance_count": config.get_int("searchNodes") or 1, "instance_type": "r6g.large.search"},
        ebs_options={"ebs_enabled": True, "volume_size": config.require_float("volumeGib")},
    )
pulumi.export("zones", config.require_object("zones"))
