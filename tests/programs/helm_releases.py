"""Helm releases, whose content no engine sees, and a chart that its provider would render."""

import pulumi
import pulumi_kubernetes as kubernetes

namespace = kubernetes.core.v1.Namespace("vectors")
repository = kubernetes.helm.v3.RepositoryOptsArgs(repo="https://qdrant.github.io/qdrant-helm")
kubernetes.helm.v3.Release(
    "qdrant",
    chart="qdrant",
    version="1.15.0",
    namespace=namespace.metadata.name,
    repository_opts=repository,
    values={"replicaCount": 3, "persistence": {"size": "50Gi"}, "apiKey": pulumi.Output.secret("not-really-a-key")},
)
kubernetes.helm.v3.Release("karpenter", kubernetes.helm.v3.ReleaseArgs(chart="karpenter", namespace="kube-system", value_yaml_files=[]))
