"""Helm releases: charts that Helm itself installs, so that their objects never show."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, Opaque, entry
from ceilings.catalogue.kubernetes._charts import CONTROLLERS, QUIET, capacity_in, known
from ceilings.companions.kubernetes import bounds_everything
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

_REMEDY = (
    "Install it as helm.sh/v4 Chart, whose objects are judged one by one, or put a ResourceQuota over its namespace that bounds pods and "
    "requests.storage."
)


def _unread(resource: Resource) -> str:
    """Why a release may bring capacity; empty where it is a known chart whose values show none."""
    chart, repository = resource.text("chart"), resource.text("repositoryOpts.repo")
    if chart is None or repository is None:
        return "its chart is not known before the deployment runs"
    if not known(QUIET, chart, repository) and not known(CONTROLLERS, chart, repository):
        shown = "its chart" if resource.secret("chart") else f"the chart {chart}"
        return f"{shown} may bring scalers, accelerators or storage, and nothing here says which"
    for path in ("valueYamlFiles", "postrender"):
        if resource.get(path) not in (MISSING, [], ""):
            return f"{path} changes what the chart brings"
    place = capacity_in(resource.get("values")) if resource.get("values") is not MISSING else None
    return f"{place} turns on, or may turn on, what the chart does not bring by itself" if place else ""


def _controller(resource: Resource) -> Iterable[Judged]:
    if not _unread(resource) and known(CONTROLLERS, resource.text("chart") or "", resource.text("repositoryOpts.repo") or ""):
        yield Opaque(
            words="the chart installs a controller, and what that scales or balances is declared by other objects",
            remedy="Declare those objects in a program that this pack judges.",
            brings_capacity=False,
        )


def _release(stack: Stack, resource: Resource) -> Iterable[Judged]:
    reason = _unread(resource)
    if reason and not bounds_everything(stack, resource):
        yield Opaque(words=reason, remedy=_REMEDY)


entry(
    type="kubernetes:helm.sh:Release",
    klass=Class.OPAQUE,
    why="Helm makes a release's objects itself, so none of them can be judged.",
    source="www.pulumi.com/registry/packages/kubernetes/api-docs/helm/v3/release/",
    components=(_controller,),
    joined=_release,
    allowed=Example(
        {
            "chart": "metrics-server",
            "repositoryOpts": {"repo": "https://kubernetes-sigs.github.io/metrics-server/"},
            "namespace": "kube-system",
            "values": {"args": ["--kubelet-preferred-address-types=InternalIP"], "replicas": 2.0},
        }
    ),
    blocked=Example(
        {"chart": "qdrant", "repositoryOpts": {"repo": "https://qdrant.github.io/qdrant-helm"}, "namespace": "vectors"},
        {"resource": "opaque"},
    ),
)
