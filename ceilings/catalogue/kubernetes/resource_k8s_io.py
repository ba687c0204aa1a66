"""Dynamic resource allocation: claims of devices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._claims import devices
from ceilings.catalogue.kubernetes._variants import judged, kinds
from ceilings.catalogue.parts import accelerator_count
from ceilings.ceiling import Cap
from ceilings.companions.kubernetes import quota_for
from ceilings.paths import child
from ceilings.quantity import quantity
from ceilings.resource import Resource


def _claim(resource: Resource) -> Iterable[Judged]:
    found = devices(resource, "spec.devices")
    if found is not None:
        classes = {
            resource.text(f"{path}.{where}deviceClassName")
            for path in resource.each("spec.devices.requests")
            for where in ("", "exactly.")
            if resource.text(f"{path}.{where}deviceClassName")
        }
        quota = [
            Cap(child("spec.hard", f"{name}.deviceclass.resource.k8s.io/devices"), read=quantity) for name in sorted(map(str, classes))
        ]
        yield replace(accelerator_count(found), companions=(quota_for(*quota),) if len(quota) == 1 else ())


def _request(count: float, **more: object) -> dict[str, object]:
    return {"devices": {"requests": [{"name": "gpu", "exactly": {"deviceClassName": "gpu.nvidia.com", "count": count, **more}}]}}


entry(
    type=kinds("resource.k8s.io", "ResourceClaim"),
    klass=Class.FIXED,
    why="A claim takes devices of nodes, and an autoscaler brings the nodes that have them.",
    source="kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/",
    components=(judged(_claim),),
    accelerators="pod",
    allowed=Example({"metadata": {"name": "gpus"}, "spec": _request(2.0)}),
    blocked=Example({"metadata": {"name": "gpus"}, "spec": _request(64.0)}, {"accelerators": "over"}),
)

entry(
    type=kinds("resource.k8s.io", "ResourceClaimTemplate"),
    klass=Class.FIXED,
    why="A template claims nothing until a pod names it, and then counts with that pod's workload.",
    source="kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/",
    allowed=Example({"metadata": {"name": "gpus"}, "spec": {"spec": _request(2.0)}}),
)

entry(
    type=kinds("resource.k8s.io", "ResourceClaimParameters", "ResourceClassParameters"),
    klass=Class.FIXED,
    why="Parameters of a claim or class, as an alpha release had them, take no device themselves.",
    source="kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/",
    allowed=Example({"metadata": {"name": "parameters"}}),
)
