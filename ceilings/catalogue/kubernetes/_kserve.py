"""How many pods a part of an InferenceService may have, and the accelerators of each.

In Knative mode a maximum of 0, like none, is no limit. In standard mode it equals the minimum. Where the mode cannot be seen, the cluster's
default may be either, so the maximum must be there. Source: kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/
"""

from __future__ import annotations

from typing import Final

from ceilings.catalogue.kubernetes._pods import in_pod, in_resources, names_in_pod
from ceilings.ceiling import Cap, Expression, Fixed, Unseen, highest, product, total
from ceilings.paths import child
from ceilings.resource import Resource
from ceilings.values import MISSING, UNKNOWN

_MODE: Final = child("metadata.annotations", "serving.kserve.io/deploymentMode")
_SCALER: Final = child("metadata.annotations", "serving.kserve.io/autoscalerClass")
# KServe drops max-scale from annotations, and not the older spelling, which then holds where there is no maximum.
_OLDER: Final = "autoscaling.knative.dev/maxScale"


def standard(resource: Resource) -> bool:
    """Whether the service is known to run as plain deployments."""
    return resource.text(_MODE) in ("RawDeployment", "Standard")


def shared(resource: Resource) -> bool:
    """Whether its models are loaded into pods of a serving runtime, which is declared itself."""
    return resource.text(_MODE) == "ModelMesh"


def pods_of(resource: Resource, part: str) -> Expression:
    """The most pods of the part at a path."""
    least = Cap(f"{part}.minReplicas", absent=Fixed(1))
    if standard(resource):
        if resource.text(_SCALER) in ("none", "external"):
            return least
        return highest(Cap(f"{part}.maxReplicas", absent=Fixed(0)), least)
    most = f"{part}.maxReplicas"
    if resource.get(most) in (MISSING, 0):
        for annotations in (f"{part}.annotations", "metadata.annotations"):
            if resource.get(child(annotations, _OLDER)) is not MISSING:
                return Cap(child(annotations, _OLDER), unlimited=(0,))
    return Cap(most, unlimited=(0,))


def accelerators_of(resource: Resource, part: str) -> Expression | None:
    """Accelerators in each pod of a part: its containers', its model's, and those of the workers beside it."""
    keys = resource.keys(part)
    if keys is None:
        return Unseen(f"{part} is not known before the deployment runs")
    own = in_pod(resource, part)
    found = [own] if own is not None else []
    for key in keys:
        resources = f"{child(part, key)}.resources"
        if key != "workerSpec" and hasattr(resource.get(child(part, key)), "keys") and resource.get(resources) is not MISSING:
            held = in_resources(resource, resources)
            found += [held] if held is not None else []
    if resource.get(f"{part}.workerSpec") is not MISSING:
        found.append(_workers(resource, f"{part}.workerSpec"))
    return total(*found) if found else None


def _workers(resource: Resource, path: str) -> Expression:
    """Workers of a model spread over nodes: as many as its pipeline has stages, at most, with a device for each tensor shard."""
    each = in_pod(resource, path) or Cap(f"{path}.tensorParallelSize", absent=Fixed(1))
    return product(Cap(f"{path}.pipelineParallelSize", absent=Fixed(2)), each)


def names_of(resource: Resource, part: str) -> set[str]:
    """The names of the accelerators that a part's pods ask for."""
    found = names_in_pod(resource, part) | names_in_pod(resource, f"{part}.workerSpec")
    for key in resource.keys(part) or ():
        value = resource.get(child(part, key))
        if value is not UNKNOWN and hasattr(value, "keys"):
            found |= names_in_pod(resource, child(part, key))
    return found
