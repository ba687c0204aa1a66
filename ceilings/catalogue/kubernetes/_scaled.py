"""What a scaler's maximum means for the workload that it scales: accelerators and volumes of each pod, times that maximum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ceilings.catalogue import canonical
from ceilings.catalogue.entry import Component
from ceilings.catalogue.kubernetes._claims import TEMPLATE as CLAIM_TEMPLATE
from ceilings.catalogue.kubernetes._claims import devices
from ceilings.catalogue.kubernetes._groups import KIND as GROUP
from ceilings.catalogue.kubernetes._groups import in_group, names_in_group
from ceilings.catalogue.kubernetes._pods import in_pod, names_in_pod, number_of, of_target
from ceilings.catalogue.parts import accelerator_count, storage
from ceilings.ceiling import Cap, Expression, product, total
from ceilings.companions.kubernetes import named, quota_for_accelerators
from ceilings.quantity import gib
from ceilings.resource import Resource
from ceilings.stack import Stack

_POD: Final = "spec.template.spec"


def scaled(stack: Stack, workload: Resource, maximum: Expression) -> Iterator[Component]:
    """Accelerators and storage that a workload holds when its scaler is at its maximum."""
    each = _each(stack, workload)
    if each is not None:
        known = number_of(workload, each)
        yield replace(
            accelerator_count(product(maximum, of_target(workload, each))),
            companions=(quota_for_accelerators(names_in_pod(workload, _POD) | names_in_group(workload), known),),
            instead_of=workload.urn,
        )
    sizes = [
        Cap(f"{path}.spec.resources.requests.storage", read=gib)
        for path in workload.each("spec.volumeClaimTemplates")
        if canonical(workload.type) == "kubernetes:apps:StatefulSet"
    ]
    if sizes:
        yield storage(
            product(maximum, of_target(workload, total(*sizes))),
            why="Each pod of a stateful set claims volumes that stay when the pod goes.",
        )


def _each(stack: Stack, workload: Resource) -> Expression | None:
    if canonical(workload.type) == GROUP:
        return in_group(workload)
    found = [part for part in (in_pod(workload, _POD), *_claims(stack, workload)) if part is not None]
    return total(*found) if found else None


def _claims(stack: Stack, workload: Resource) -> Iterator[Expression | None]:
    for path in workload.each(f"{_POD}.resourceClaims"):
        template = named(stack, workload, f"{path}.resourceClaimTemplateName", CLAIM_TEMPLATE)
        found = devices(template, "spec.spec.devices") if template is not None else None
        yield of_target(template, found) if template is not None and found is not None else None
