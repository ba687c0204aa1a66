"""Autoscaling groups: launch template, mixed instances with weights, warm pool, schedule."""

import pulumi_aws.autoscaling as autoscaling
import pulumi_aws.ec2 as ec2

template = ec2.LaunchTemplate(
    "gpu",
    instance_type="g6.2xlarge",
    image_id="ami-123",
    block_device_mappings=[{"device_name": "/dev/xvda", "ebs": {"volume_size": 200, "volume_type": "gp3"}}],
)
group = autoscaling.Group(
    "workers",
    min_size=0,
    max_size=64,
    vpc_zone_identifiers=["subnet-a"],
    mixed_instances_policy={
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [
                {"instance_type": "g6.2xlarge", "weighted_capacity": "1"},
                {"instance_type": "p4d.24xlarge", "weighted_capacity": "8"},
            ],
        },
        "instances_distribution": {
            "on_demand_base_capacity": 1,
            "spot_allocation_strategy": "price-capacity-optimized",
        },
    },
    warm_pool={"max_group_prepared_capacity": 100, "pool_state": "Stopped"},
)
autoscaling.Schedule(
    "nights",
    scheduled_action_name="nights",
    autoscaling_group_name=group.name,
    max_size=500,
    min_size=0,
    desired_capacity=0,
)
autoscaling.Group("single", min_size=1, max_size=2, launch_template={"id": template.id, "version": "1"})
