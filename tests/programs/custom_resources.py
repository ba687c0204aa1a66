"""Custom resources of Kubernetes: Karpenter, KEDA, KServe, Ray, Knative, with and without ceilings, one unknown."""

import pulumi_aws.eks as eks
from pulumi_kubernetes.apiextensions import CustomResource

cluster = eks.Cluster("ml", role_arn="arn:aws:iam::1:role/r", vpc_config={"subnet_ids": []})


def node_pool(name: str, spec: dict) -> None:
    requirement = {"key": "node.kubernetes.io/instance-type", "operator": "In", "values": ["g5.xlarge"]}
    template = {"spec": {"requirements": [requirement], "nodeClassRef": {"kind": "EC2NodeClass", "name": "gpu"}}}
    CustomResource(name, api_version="karpenter.sh/v1", kind="NodePool", spec={"template": template, **spec})


node_pool("capped", {"limits": {"nvidia.com/gpu": 4, "cpu": "64"}})
node_pool("no-limits", {})
node_pool("empty-limits", {"limits": {}})
node_pool("unknown-limits", {"limits": {"cpu": cluster.vpc_config.apply(lambda _: 5)}})
CustomResource(
    "scaler",
    api_version="keda.sh/v1alpha1",
    kind="ScaledObject",
    metadata={"namespace": "rag", "name": cluster.name},
    spec={"scaleTargetRef": {"name": "worker"}, "maxReplicaCount": 10, "triggers": []},
)
CustomResource(
    "model",
    api_version="serving.kserve.io/v1beta1",
    kind="InferenceService",
    metadata={"namespace": "rag"},
    spec={"predictor": {"minReplicas": 1, "maxReplicas": 0}},
)
CustomResource("who", api_version="example.com/v1", kind="NobodyKnows", spec={"replicas": 10_000})
