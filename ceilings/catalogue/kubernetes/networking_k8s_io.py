"""Ingresses."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._traffic import traffic
from ceilings.catalogue.kubernetes._variants import judged, kinds
from ceilings.paths import child
from ceilings.resource import Resource

# Controllers that make a balancer of the cloud for an ingress; nginx and the like share one that is declared as a Service.
_BALANCERS = frozenset({"alb", "gce", "gce-internal", "azure-application-gateway", "azure/application-gateway"})
_ANNOTATION = child("metadata.annotations", "kubernetes.io/ingress.class")


def _ingress(resource: Resource) -> Iterable[Judged]:
    name = resource.text("spec.ingressClassName")
    name = resource.text(_ANNOTATION) if name == "" else name
    if name is None or name in _BALANCERS:
        yield traffic("an ingress of such a class makes a load balancer, which bills for what goes through it")


entry(
    type=(*kinds("networking.k8s.io", "Ingress"), *kinds("extensions", "Ingress")),
    klass=Class.METERED,
    why="A load balancer bills by the hour and for what goes through it, and the bytes have no ceiling.",
    source="kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
    components=(judged(_ingress),),
    allowed=Example({"metadata": {"name": "web"}, "spec": {"ingressClassName": "nginx"}}),
    blocked=Example({"metadata": {"name": "web"}, "spec": {"ingressClassName": "alb"}}, {"traffic": "unbounded"}),
)
