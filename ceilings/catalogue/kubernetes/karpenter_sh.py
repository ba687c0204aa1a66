"""Karpenter's pools of nodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ceilings.catalogue.entry import Class, Example, Judged, entry
from ceilings.catalogue.kubernetes._karpenter import Requirement, allowed, named, requirements, selecting
from ceilings.catalogue.kubernetes._pool import Limited, most_of
from ceilings.catalogue.parts import accelerator_count, nodes
from ceilings.ceiling import Const, Unseen
from ceilings.resource import Resource
from ceilings.values import UNKNOWN

_AWS = ("karpenter.k8s.aws", "eks.amazonaws.com")
_REQUIREMENTS = "spec.requirements"
_GROUP = "spec.template.spec.nodeClassRef.group"


def _pool(resource: Resource) -> Iterable[Judged]:
    found = requirements(resource, "spec.template.spec.requirements", "spec.template.metadata.labels")
    abroad = (resource.text(_GROUP, _AWS[0]) or _AWS[0]) not in _AWS
    pool = Limited(resource, "spec.limits", allowed(found), named(found))
    for component in pool.components("spec.replicas"):
        if not abroad or component.name == "nodes":
            yield component
    if abroad and not _without_accelerators(resource):
        yield pool.abroad("spec.replicas")


def _without_accelerators(resource: Resource) -> bool:
    """Whether a pool on Azure takes only families of machines that have no accelerator: N is the family that has."""
    path = "spec.template.spec.requirements"
    families = [each for each in resource.each(path) if resource.text(f"{each}.key") == "karpenter.azure.com/sku-family"]
    taken = [resource.strings(f"{each}.values") for each in families if resource.text(f"{each}.operator") == "In"]
    return any(names is not None and not any(name.upper().startswith("N") for name in names) for names in taken)


def _provisioner(resource: Resource) -> Iterable[Judged]:
    """A Provisioner defaults to the families that are no accelerated ones, unless it says which types it wants."""
    found = requirements(resource, _REQUIREMENTS, "spec.labels")
    if not selecting(found):
        found = (*found, Requirement("instance-category", "In", ("c", "m", "r")))
    yield from Limited(resource, "spec.limits.resources", allowed(found), named(found)).components()


def _claim(resource: Resource) -> Iterable[Judged]:
    yield nodes(Const(1, "node"))
    found = requirements(resource, _REQUIREMENTS, "metadata.labels")
    if any(one.values is None for one in found) or resource.get(_REQUIREMENTS) is UNKNOWN:
        unseen = accelerator_count(Unseen(f"{_REQUIREMENTS} is not known before the deployment runs"))
        yield replace(unseen, remedy=f"Give {_REQUIREMENTS} plain values, known before launch.")
        return
    each = most_of(allowed(found))
    if each is not None:
        yield accelerator_count(each)


def _wants(*categories: str) -> list[dict[str, object]]:
    return [{"key": "karpenter.k8s.aws/instance-category", "operator": "In", "values": list(categories)}]


def _node_pool(limits: dict[str, object], *categories: str) -> dict[str, object]:
    reference = {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "default"}
    return {
        "metadata": {"name": "pool"},
        "spec": {"limits": limits, "template": {"spec": {"nodeClassRef": reference, "requirements": _wants(*categories)}}},
    }


entry(
    type="kubernetes:karpenter.sh:NodePool",
    klass=Class.SCALING,
    why="A pool launches nodes for as many pods as ask for them, and only its limits stop it.",
    source="karpenter.sh/docs/concepts/nodepools/",
    components=(_pool,),
    accelerators="node",
    allowed=Example(_node_pool({"cpu": "200"}, "c", "m", "r")),
    blocked=Example(_node_pool({"cpu": "4000"}, "g"), {"nodes": "over", "accelerators": "over"}),
)

entry(
    type="kubernetes:karpenter.sh:Provisioner",
    klass=Class.SCALING,
    why="A provisioner launches nodes for as many pods as ask for them, and only its limits stop it.",
    source="karpenter.sh/v0.31/concepts/provisioners/",
    components=(_provisioner,),
    accelerators="node",
    allowed=Example({"metadata": {"name": "default"}, "spec": {"limits": {"resources": {"cpu": "200"}}}}),
    blocked=Example(
        {"metadata": {"name": "gpu"}, "spec": {"limits": {"resources": {"cpu": "4000"}}, "requirements": _wants("g")}},
        {"nodes": "over", "accelerators": "over"},
    ),
)

entry(
    type="kubernetes:karpenter.sh:NodeClaim",
    klass=Class.FIXED,
    why="A claim launches one node of the types that it allows.",
    source="karpenter.sh/docs/concepts/nodeclaims/",
    components=(_claim,),
    accelerators="node",
    allowed=Example({"metadata": {"name": "one"}, "spec": {"requirements": _wants("m")}}),
    blocked=Example({"metadata": {"name": "one"}, "spec": {"requirements": UNKNOWN}}, {"accelerators": "unknown"}),
)

entry(
    type="kubernetes:karpenter.sh:NodeOverlay",
    klass=Class.FIXED,
    why="An overlay changes what Karpenter believes of prices and capacity, and launches nothing.",
    source="karpenter.sh/docs/concepts/nodeoverlays/",
    allowed=Example({"metadata": {"name": "cheaper"}, "spec": {"priceAdjustment": "-10%"}}),
)
