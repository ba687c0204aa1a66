"""Model endpoints and what may scale them: fixed, managed, serverless, and a target over each."""

import pulumi
import pulumi_aws as aws

role = aws.iam.Role("sagemaker", assume_role_policy="{}")
model = aws.sagemaker.Model("llm", execution_role_arn=role.arn)


def configuration(name: str, **variant: object) -> aws.sagemaker.EndpointConfiguration:
    return aws.sagemaker.EndpointConfiguration(name, production_variants=[{"variant_name": "main", "model_name": model.name, **variant}])


fixed = configuration("fixed", initial_instance_count=2, instance_type="ml.g5.xlarge")
configuration("managed", instance_type="ml.p4d.24xlarge", managed_instance_scaling={"status": "ENABLED"})
configuration("serverless", serverless_config={"max_concurrency": 20, "memory_size_in_mb": 4096})
endpoint = aws.sagemaker.Endpoint("llm", endpoint_config_name=fixed.name)
aws.appautoscaling.Target(
    "llm",
    min_capacity=1,
    max_capacity=4,
    resource_id=pulumi.Output.concat("endpoint/", endpoint.name, "/variant/main"),
    scalable_dimension="sagemaker:variant:DesiredInstanceCount",
    service_namespace="sagemaker",
)
aws.sagemaker.NotebookInstance("notes", role_arn=role.arn, instance_type="ml.p3.16xlarge")
