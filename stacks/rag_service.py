"""The same service as blank_check.py, with a ceiling on everything that can grow.

Each maximum is a plain number, so that it is known in the first preview, before anything exists. Sizes come from the stack's configuration:
`gpuNodes` (p5.48xlarge nodes at most) and `embeddingsGib` (what documents and vectors may take).
"""

import json

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

config = pulumi.Config("rag_service")
gpu_nodes_at_most = config.get_int("gpuNodes", 2)
embeddings_gib = config.get_int("embeddingsGib", 500)
GPUS_PER_NODE = 8

# --- GPU nodes for inference: a maximum that is within the limits ----------------------------------------------------------------


def trust(service: str) -> str:
    """The policy that lets a service assume a role."""
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


vpc = aws.ec2.Vpc("inference", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(f"inference-{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=f"us-east-1{zone}")
    for index, zone in enumerate("ab")
]
cluster = aws.eks.Cluster(
    "inference",
    role_arn=aws.iam.Role("cluster", assume_role_policy=trust("eks.amazonaws.com")).arn,
    vpc_config={"subnet_ids": [subnet.id for subnet in subnets]},
)
gpu_nodes = aws.eks.NodeGroup(
    "gpu",
    cluster_name=cluster.name,
    node_role_arn=aws.iam.Role("nodes", assume_role_policy=trust("ec2.amazonaws.com")).arn,
    subnet_ids=[subnet.id for subnet in subnets],
    instance_types=["p5.48xlarge"],
    scaling_config={"min_size": 1, "desired_size": 1, "max_size": gpu_nodes_at_most},
)
in_cluster = pulumi.ResourceOptions(
    provider=kubernetes.Provider("inference", kubeconfig="{}", opts=pulumi.ResourceOptions(depends_on=[gpu_nodes]))
)

# --- The namespace and its quota: what pods may ask for, in all -------------------------------------------------------------------

namespace = kubernetes.core.v1.Namespace("inference", metadata={"name": "inference"}, opts=in_cluster)
kubernetes.core.v1.ResourceQuota(
    "inference",
    metadata={"name": "ceiling", "namespace": namespace.metadata.name},
    spec={
        "hard": {
            "pods": "60",
            "requests.cpu": "400",
            "requests.nvidia.com/gpu": str(gpu_nodes_at_most * GPUS_PER_NODE),
            "requests.storage": f"{embeddings_gib}Gi",
        }
    },
    opts=in_cluster,
)

# --- The model server and its scalers: never more replicas than the nodes have room for -------------------------------------------

llm = kubernetes.apps.v1.Deployment(
    "llm",
    metadata={"name": "llm", "namespace": namespace.metadata.name},
    spec={
        "selector": {"match_labels": {"app": "llm"}},
        "template": {
            "metadata": {"labels": {"app": "llm"}},
            "spec": {
                "containers": [
                    {
                        "name": "vllm",
                        "image": "vllm/vllm-openai:v0.11.0",
                        "resources": {"limits": {"nvidia.com/gpu": str(GPUS_PER_NODE)}},
                    }
                ]
            },
        },
    },
    opts=in_cluster,
)
kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
    "llm",
    metadata={"name": "llm", "namespace": namespace.metadata.name},
    spec={
        "scale_target_ref": {"api_version": "apps/v1", "kind": "Deployment", "name": "llm"},
        "min_replicas": 1,
        "max_replicas": gpu_nodes_at_most,
        "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "average_utilization": 60}}}],
    },
    opts=in_cluster,
)
kubernetes.apiextensions.CustomResource(
    "embedder",
    api_version="keda.sh/v1alpha1",
    kind="ScaledObject",
    metadata={"name": "embedder", "namespace": namespace.metadata.name},
    spec={
        "scaleTargetRef": {"name": "embedder"},
        "minReplicaCount": 0,
        "maxReplicaCount": 20,
        "triggers": [{"type": "aws-sqs-queue", "metadata": {"queueLength": "5"}}],
    },
    opts=in_cluster,
)

# --- Vectors and documents: databases and claims of a declared size ---------------------------------------------------------------

capacity = aws.opensearch.ServerlessCollectionGroup(
    "vectors",
    name="vectors",
    standby_replicas="ENABLED",
    capacity_limits=[{"max_indexing_capacity_in_ocu": 4, "max_search_capacity_in_ocu": 8}],
)
aws.opensearch.ServerlessCollection("vectors", name="vectors", type="VECTORSEARCH", collection_group_name=capacity.name)
documents = aws.rds.Instance(
    "documents",
    engine="postgres",
    instance_class="db.r6g.large",
    allocated_storage=100,
    max_allocated_storage=embeddings_gib,
    username="rag",
    manage_master_user_password=True,
)

# --- The gateway: concurrency is the hard limit, since a usage plan is best effort -------------------------------------------------

gateway = aws.lambda_.Function(
    "gateway",
    role=aws.iam.Role("gateway", assume_role_policy=trust("lambda.amazonaws.com")).arn,
    package_type="Image",
    image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/gateway:1",
    memory_size=1024,
    timeout=120,
    reserved_concurrent_executions=20,
)

pulumi.export("documents", documents.endpoint)
