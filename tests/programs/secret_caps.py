"""Caps that are secrets: from the configuration, from Output.secret, inside of objects, and secrets that are no caps."""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

config = pulumi.Config()
largest = config.require_secret_int("maxNodes")
aws.autoscaling.Group("from-config", min_size=0, max_size=largest)
aws.autoscaling.Group("plain-get", min_size=0, max_size=config.require_int("maxNodes"))
aws.autoscaling.Group("over", min_size=0, max_size=pulumi.Output.secret(5000))
aws.rds.Instance(
    "memory",
    engine="postgres",
    instance_class="db.r6g.large",
    allocated_storage=pulumi.Output.secret(100),
    max_allocated_storage=pulumi.Output.secret(400),
    password=config.require_secret("password"),
    username="rag",
)
kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
    "gateway",
    spec=pulumi.Output.secret({"maxReplicas": 12, "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "gateway"}}),
)
kubernetes.core.v1.Secret("token", string_data={"token": config.require_secret("password")})
nested = pulumi.Output.secret({"a": [1, {"b": "c"}]})
pulumi.export("nested", nested)
pulumi.export("limits", config.require_secret_object("limits"))
