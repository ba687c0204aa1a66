"""A gateway to models: functions with and without reserved concurrency, a usage plan, an ECS service and its target."""

import pulumi
import pulumi_aws as aws

role = aws.iam.Role("gateway", assume_role_policy="{}")
aws.iam.RolePolicy(
    "bedrock",
    role=role.id,
    policy=pulumi.Output.json_dumps(
        {"Statement": [{"Effect": "Allow", "Action": ["bedrock:InvokeModel", "bedrock:Converse"], "Resource": "*"}]}
    ),
)
for name, concurrency in (("capped", 10), ("disabled", 0), ("account", -1), ("absent", None)):
    aws.lambda_.Function(
        name,
        role=role.arn,
        runtime="python3.12",
        handler="h.h",
        s3_bucket="code",
        s3_key="k",
        reserved_concurrent_executions=concurrency,
    )
api = aws.apigateway.RestApi("models")
aws.apigateway.UsagePlan("team", api_stages=[{"api_id": api.id, "stage": "prod"}], quota_settings={"limit": 10_000, "period": "MONTH"})
cluster = aws.ecs.Cluster("gateway")
service = aws.ecs.Service("gateway", cluster=cluster.arn, desired_count=2, launch_type="FARGATE", task_definition="t:1")
aws.appautoscaling.Target(
    "gateway",
    min_capacity=1,
    max_capacity=6,
    resource_id=pulumi.Output.format("service/{0}/{1}", cluster.name, service.name),
    scalable_dimension="ecs:service:DesiredCount",
    service_namespace="ecs",
)
aws.apprunner.AutoScalingConfigurationVersion("default-size", auto_scaling_configuration_name="default-size")
