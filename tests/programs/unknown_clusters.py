"""Everything that goes to a cluster that does not exist yet: its provider's configuration is not known at preview."""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as kubernetes

cluster = aws.eks.Cluster("ml", role_arn="arn:aws:iam::1:role/r", vpc_config={"subnet_ids": []})
provider = kubernetes.Provider("ml", kubeconfig=cluster.endpoint.apply(lambda endpoint: f"server: {endpoint}"))
there = pulumi.ResourceOptions(provider=provider)
namespace = kubernetes.core.v1.Namespace("rag", opts=there)
kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
    "gateway",
    metadata={"namespace": namespace.metadata.name},
    spec={"max_replicas": 5000, "scale_target_ref": {"kind": "Deployment", "name": "gateway"}},
    opts=there,
)
kubernetes.core.v1.ConfigMap("after", data={"uid": namespace.metadata.uid}, opts=there)
kubernetes.core.v1.Namespace.get("kube-system", "kube-system", opts=there)
kubernetes.yaml.v2.ConfigFile("manifests", file="manifests/inference.yaml", opts=there)
