"""The little of the Kubernetes provider's Check that needs no cluster."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from ceilings.engine.wire import SIGNATURE_KEY

_CLUSTER_SCOPED = frozenset(
    {
        "APIService",
        "CSIDriver",
        "CSINode",
        "CertificateSigningRequest",
        "ClusterRole",
        "ClusterRoleBinding",
        "ClusterTrustBundle",
        "ComponentStatus",
        "CustomResourceDefinition",
        "DeviceClass",
        "FlowSchema",
        "IPAddress",
        "IngressClass",
        "MutatingAdmissionPolicy",
        "MutatingAdmissionPolicyBinding",
        "MutatingWebhookConfiguration",
        "Namespace",
        "Node",
        "PersistentVolume",
        "PodSecurityPolicy",
        "PriorityClass",
        "PriorityLevelConfiguration",
        "ResourceSlice",
        "RuntimeClass",
        "SelfSubjectAccessReview",
        "SelfSubjectReview",
        "SelfSubjectRulesReview",
        "ServiceCIDR",
        "StorageClass",
        "StorageVersion",
        "StorageVersionMigration",
        "SubjectAccessReview",
        "TokenReview",
        "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding",
        "ValidatingWebhookConfiguration",
        "VolumeAttachment",
        "VolumeAttributesClass",
    }
)
"""The kinds of Kubernetes' own groups that live in no namespace."""


def is_namespaced(kind: str) -> bool:
    """Whether a kind of Kubernetes' own groups lives in a namespace (`Patch` kinds as what they patch)."""
    return kind.removesuffix("Patch").removesuffix("List") not in _CLUSTER_SCOPED


def check(token: str, inputs: dict[str, Any], name: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """What the Kubernetes provider adds in Check without a cluster: an autoname and its provider's namespace."""
    if token.startswith("kubernetes:helm.sh/"):
        return inputs
    given = inputs.get("metadata")
    if given is not None and (not isinstance(given, Mapping) or SIGNATURE_KEY in given):
        return inputs
    metadata = dict(given or {})
    if name and not metadata.get("name") and not metadata.get("generateName"):
        suffix = hashlib.sha256(f"{token}\0{name}".encode()).hexdigest()[:8]
        annotations = metadata.get("annotations")
        metadata["name"] = f"{name}-{suffix}"
        if annotations is None or isinstance(annotations, Mapping):
            metadata["annotations"] = {**(annotations or {}), "pulumi.com/autonamed": "true"}
    namespace = config.get("namespace")
    lacks_one = not metadata.get("namespace") and is_namespaced(token.rsplit(":", 1)[-1])
    if isinstance(namespace, str) and namespace and lacks_one:
        metadata["namespace"] = namespace
    return {**inputs, "metadata": metadata} if metadata else inputs
