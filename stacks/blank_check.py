"""The feature that finance did not budget for: question answering over the company's documents, with no ceiling anywhere.

Everything in it works on the day of the launch. Nothing in it says where it stops.
"""

import json

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

# --- GPU nodes for inference -----------------------------------------------------------------------------------------------------

cluster_role = aws.iam.Role(
    "cluster",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": "eks.amazonaws.com"}, "Action": "sts:AssumeRole"}],
        }
    ),
)
node_role = aws.iam.Role(
    "nodes",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
        }
    ),
)
vpc = aws.ec2.Vpc("inference", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(f"inference-{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=f"us-east-1{zone}")
    for index, zone in enumerate("ab")
]
cluster = aws.eks.Cluster(
    "inference",
    role_arn=cluster_role.arn,
    vpc_config={"subnet_ids": [subnet.id for subnet in subnets]},
)
gpu_nodes = aws.eks.NodeGroup(
    "gpu",
    cluster_name=cluster.name,
    node_role_arn=node_role.arn,
    subnet_ids=[subnet.id for subnet in subnets],
    instance_types=["p5.48xlarge"],
    # "It never needs more than three": nobody wrote that down.
    scaling_config={"min_size": 1, "desired_size": 3, "max_size": 400},
)
in_cluster = pulumi.ResourceOptions(
    provider=kubernetes.Provider("inference", kubeconfig="{}", opts=pulumi.ResourceOptions(depends_on=[gpu_nodes]))
)

burst_nodes = kubernetes.apiextensions.CustomResource(
    "burst",
    api_version="karpenter.sh/v1",
    kind="NodePool",
    metadata={"name": "burst"},
    spec={
        "template": {
            "spec": {
                "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "default"},
                "requirements": [{"key": "karpenter.k8s.aws/instance-category", "operator": "In", "values": ["g", "p"]}],
            }
        }
    },
    opts=in_cluster,
)

# --- The model server and its two scalers ----------------------------------------------------------------------------------------

llm = kubernetes.apps.v1.Deployment(
    "llm",
    metadata={"name": "llm", "namespace": "inference"},
    spec={
        "selector": {"match_labels": {"app": "llm"}},
        "template": {
            "metadata": {"labels": {"app": "llm"}},
            "spec": {
                "containers": [{"name": "vllm", "image": "vllm/vllm-openai:v0.11.0", "resources": {"limits": {"nvidia.com/gpu": "8"}}}]
            },
        },
    },
    opts=in_cluster,
)
kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
    "llm",
    metadata={"name": "llm", "namespace": "inference"},
    spec={
        "scale_target_ref": {"api_version": "apps/v1", "kind": "Deployment", "name": "llm"},
        "min_replicas": 1,
        "max_replicas": 1000,
        "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "average_utilization": 60}}}],
    },
    opts=in_cluster,
)
kubernetes.apiextensions.CustomResource(
    "embedder",
    api_version="keda.sh/v1alpha1",
    kind="ScaledObject",
    metadata={"name": "embedder", "namespace": "inference"},
    spec={
        "scaleTargetRef": {"name": "embedder"},
        "minReplicaCount": 0,
        # As many as the queue is long: 100 by KEDA's default, until somebody raises it.
        "triggers": [{"type": "aws-sqs-queue", "metadata": {"queueLength": "5"}}],
    },
    opts=in_cluster,
)

# --- Vectors and documents -------------------------------------------------------------------------------------------------------

aws.opensearch.ServerlessCollection("vectors", name="vectors", type="VECTORSEARCH")
documents = aws.s3.Bucket("documents")
chunks = aws.dynamodb.Table(
    "chunks",
    attributes=[{"name": "id", "type": "S"}],
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
)

# --- The gateway -----------------------------------------------------------------------------------------------------------------

gateway_role = aws.iam.Role(
    "gateway",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
        }
    ),
)
gateway = aws.lambda_.Function(
    "gateway",
    role=gateway_role.arn,
    package_type="Image",
    image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/gateway:1",
    memory_size=1024,
    timeout=120,
)

pulumi.export("documents", documents.bucket)
