"""Helm charts that are known to bring no capacity by themselves, and what of a chart's values says otherwise.

A chart is known by its name and its repository together. Source: each repository's own values.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ceilings.catalogue.kubernetes._pods import is_accelerator
from ceilings.paths import child
from ceilings.quantity import number
from ceilings.values import UNKNOWN, Value, reveal

# Agents, plugins and controllers that hold a fixed number of pods and ask for no volume, unless their values say so.
QUIET: Final[Mapping[str, tuple[str, ...]]] = {
    "aws-ebs-csi-driver": ("kubernetes-sigs.github.io/aws-ebs-csi-driver",),
    "aws-efs-csi-driver": ("kubernetes-sigs.github.io/aws-efs-csi-driver",),
    "aws-for-fluent-bit": ("aws.github.io/eks-charts",),
    "aws-load-balancer-controller": ("aws.github.io/eks-charts",),
    "aws-node-termination-handler": ("aws.github.io/eks-charts", "public.ecr.aws/aws-ec2/helm"),
    "aws-vpc-cni": ("aws.github.io/eks-charts",),
    "cert-manager": ("charts.jetstack.io", "quay.io/jetstack/charts"),
    "dcgm-exporter": ("nvidia.github.io/dcgm-exporter/helm-charts",),
    "descheduler": ("kubernetes-sigs.github.io/descheduler",),
    "external-dns": ("kubernetes-sigs.github.io/external-dns",),
    "external-secrets": ("charts.external-secrets.io",),
    "gatekeeper": ("open-policy-agent.github.io/gatekeeper/charts",),
    "gpu-operator": ("helm.ngc.nvidia.com/nvidia",),
    "kube-prometheus-stack": ("prometheus-community.github.io/helm-charts",),
    "kube-state-metrics": ("prometheus-community.github.io/helm-charts",),
    "kyverno": ("kyverno.github.io/kyverno",),
    "metrics-server": ("kubernetes-sigs.github.io/metrics-server",),
    "nvidia-device-plugin": ("nvidia.github.io/k8s-device-plugin",),
    "prometheus-adapter": ("prometheus-community.github.io/helm-charts",),
    "prometheus-node-exporter": ("prometheus-community.github.io/helm-charts",),
    "reloader": ("stakater.github.io/stakater-charts",),
    "secrets-store-csi-driver": ("kubernetes-sigs.github.io/secrets-store-csi-driver/charts",),
}

# Controllers that scale or balance by objects which are declared, and judged, themselves; and one that makes a load balancer.
CONTROLLERS: Final[Mapping[str, tuple[str, ...]]] = {
    "cluster-autoscaler": ("kubernetes.github.io/autoscaler",),
    "ingress-nginx": ("kubernetes.github.io/ingress-nginx",),
    "karpenter": ("public.ecr.aws/karpenter", "charts.karpenter.sh"),
    "karpenter-crd": ("public.ecr.aws/karpenter",),
    "keda": ("kedacore.github.io/charts",),
    "kuberay-operator": ("ray-project.github.io/kuberay-helm",),
    "vertical-pod-autoscaler": ("kubernetes.github.io/autoscaler",),
}

_SCALERS: Final = frozenset({"autoscaling", "autoscaler", "hpa", "vpa", "keda", "horizontalpodautoscaler", "verticalpodautoscaler"})
_STORES: Final = frozenset({"persistence", "persistentvolume", "persistentvolumeclaim", "pvc", "storage"})
_SIZES: Final = frozenset({"storagespec", "volumeclaimtemplate", "volumeclaimtemplates", "storageclassname", "storageclass", "storagesize"})
_EXTRAS: Final = frozenset({"extraobjects", "extramanifests", "extradeploy", "additionalmanifests", "extraresources", "rawresources"})
_REPLICAS: Final = frozenset({"replicas", "replicacount", "maxreplicas", "maxreplicacount"})
# What is an object in most charts: unknown, it may hold any of the above.
_OBJECTS: Final = frozenset({"controller", "server", "webhook", "operator", "prometheus", "grafana", "alertmanager", "resources", "limits"})
_FEW: Final = 20


def known(charts: Mapping[str, tuple[str, ...]], chart: str, repository: str) -> bool:
    """Whether a chart, as a release names it, is one of ``charts`` from its own repository."""
    place, _, name = _bare(chart).rpartition("/")
    if chart.startswith("oci://"):
        return place in charts.get(name, ())
    return "/" not in chart and _bare(repository) in charts.get(chart, ())


def _bare(address: str) -> str:
    return address.partition("://")[2].rstrip("/") if "://" in address else address.rstrip("/")


def capacity_in(values: Value, path: str = "values") -> str | None:
    """Where a chart's values show scalers, accelerators, volumes or objects of their own, or may; ``None`` where they show none."""
    return next(_shows(values, path), None)


def _shows(values: Value, path: str) -> Iterator[str]:
    values = reveal(values)
    if values is UNKNOWN:
        yield path
    elif isinstance(values, list):
        for index, item in enumerate(values):
            if reveal(item) is not UNKNOWN:
                yield from _shows(item, f"{path}[{index}]")
    elif isinstance(values, Mapping):
        for key, value in values.items():
            yield from _setting(str(key), value, child(path, str(key)))


def _setting(key: str, held: Value, path: str) -> Iterator[str]:
    name, value = key.lower(), reveal(held)
    told = (
        (name in _SCALERS | _STORES and _enabled(value))
        or (name in _SIZES | _EXTRAS and value not in (None, "", [], {}, False))
        or (name in _REPLICAS and not _few(value))
        or (name in _OBJECTS and value is UNKNOWN)
        or is_accelerator(key)
    )
    if told:
        yield path
    elif value is not UNKNOWN and name not in _STORES:
        yield from _shows(value, path)


def _few(value: Value) -> bool:
    count = number(value)
    return count is not None and count <= _FEW


def _enabled(value: Value) -> bool:
    """Whether a feature's settings turn it on, or cannot be read. Where they do not say, it is as the chart has it: off."""
    if isinstance(value, Mapping):
        flag = reveal(value.get("enabled", False))
        return flag is UNKNOWN or flag is True or flag == "true"
    return value is UNKNOWN or value is True
