"""Devices that pods claim (dynamic resource allocation): each request of a claim takes one device, or as many as it says.

Source: kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ceilings.catalogue.entry import Component
from ceilings.catalogue.kubernetes._pods import of_target
from ceilings.catalogue.parts import accelerator_count
from ceilings.ceiling import Cap, Expression, Fixed, Never, Unseen, highest, product, total
from ceilings.companions.kubernetes import named
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING

TEMPLATE: Final = "kubernetes:resource.k8s.io:ResourceClaimTemplate"
# Classes of network and storage devices hold no accelerator.
_OTHER: Final = re.compile(r"\b(dra\.?net|net|nic|rdma|efa|nvme|sriov)|network", re.IGNORECASE)


def devices(resource: Resource, devices_path: str) -> Expression | None:
    """Accelerators that a claim's ``devices`` take; ``None`` where none of its requests is for any."""
    found = [part for path in resource.each(f"{devices_path}.requests") if (part := _request(resource, path)) is not None]
    return total(*found) if found else None


def _request(resource: Resource, path: str) -> Expression | None:
    """One request: exact (below ``exactly`` since v1beta2, in place before), or the first that is available of several."""
    choices = resource.each(f"{path}.firstAvailable")
    if choices:
        found = [part for choice in choices if (part := _exact(resource, choice)) is not None]
        return highest(*found) if found else None
    return _exact(resource, path if resource.get(f"{path}.exactly") is MISSING else f"{path}.exactly")


def _exact(resource: Resource, path: str) -> Expression | None:
    if _OTHER.search(resource.text(f"{path}.deviceClassName") or ""):
        return None
    mode = resource.text(f"{path}.allocationMode", "ExactCount")
    if mode == "All":
        return Never(f"{path}.allocationMode is All, which takes every matching device of a node")
    return Cap(f"{path}.count", absent=Fixed(1)) if mode == "ExactCount" else Unseen(f"{path}.allocationMode cannot be read")


def claimed_devices(stack: Stack, resource: Resource, count: Expression, pod: str) -> Iterator[Component]:
    """Accelerators of ``count`` pods that claim devices by a template. A claim that pods share by name counts itself."""
    for path in resource.each(f"{pod}.resourceClaims"):
        name = f"{path}.resourceClaimTemplateName"
        if resource.get(name) is MISSING:
            continue
        template = named(stack, resource, name, TEMPLATE)
        each: Expression | None
        if template is None:
            each = Unseen(f"{name} means a ResourceClaimTemplate that this stack does not hold")
        else:
            found = devices(template, "spec.spec.devices")
            each = None if found is None else of_target(template, found)
        if each is not None:
            remedy = "" if template is not None else "Declare that ResourceClaimTemplate in the program, so that its devices count."
            yield replace(accelerator_count(product(count, each)), name="claimed accelerators", remedy=remedy)
