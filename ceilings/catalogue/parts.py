"""Cost components that several entries share."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.entry import Component
from ceilings.ceiling import UNBOUNDED, Cap, Const, Expression, Fixed, Never, Unseen, product
from ceilings.finding import Aspect, Family, Stage
from ceilings.instances import most_accelerators
from ceilings.resource import Resource

ACCELERATOR_WHY = (
    "An accelerator is the dearest thing that a cloud rents by the hour, and a pool of them bills for each whether or not it is used."
)


def nodes(ceiling: Expression, *, name: str = "nodes", unit: str = "nodes", remedy: str = "") -> Component:
    """Instances that a pool may scale to."""
    return Component(
        name=name,
        unit=unit,
        aspect=Aspect.COMPUTE,
        family=Family.AUTOSCALER,
        ceiling=ceiling,
        limit="maxNodesPerPool",
        remedy=remedy,
    )


def accelerators(
    count: Expression, resource: Resource, types_path: str, default: str = "", instance_types: list[str] | None = None
) -> Iterable[Component]:
    """Accelerators in a pool of ``count`` instances, at the dearest of the types at ``types_path`` (or of ``instance_types``).

    None where every type is known to have none. Where the types cannot be known, a component whose ceiling is unseen.
    """
    found = instance_types if instance_types is not None else resource.strings(types_path)
    each: Expression
    if found is None:
        each = Unseen(f"{types_path} is not known before the deployment runs, so it may hold accelerators")
    else:
        most, which = most_accelerators(found or ([default] if default else []))
        if not most:
            return
        each = Const(most, f"accelerator{'s' if most > 1 else ''} in each {'instance' if resource.secret(types_path) else which}")
    yield accelerator_count(product(count, each))


def accelerator_count(ceiling: Expression) -> Component:
    """Accelerators that a pool or workload may hold in all."""
    return Component(
        name="accelerators",
        unit="accelerators",
        aspect=Aspect.COMPUTE,
        family=Family.ACCELERATOR,
        ceiling=ceiling,
        limit="maxAcceleratorsPerPool",
        why=ACCELERATOR_WHY,
    )


def storage(
    ceiling: Expression, *, name: str = "storage", limit: str | None = "maxStorageGibPerVolume", why: str = "", remedy: str = ""
) -> Component:
    """Storage in GiB whose size the resource carries itself."""
    return Component(
        name=name,
        unit="GiB",
        aspect=Aspect.STORAGE,
        family=Family.STORAGE,
        ceiling=ceiling,
        limit=limit,
        why=why,
        remedy=remedy,
    )


def endless_storage(words: str, remedy: str, *, name: str = "storage", why: str = "") -> Component:
    """Storage that the service itself never caps, so that only a companion or a spend cap could."""
    return Component(
        name=name,
        unit="GiB",
        aspect=Aspect.STORAGE,
        family=Family.STORAGE,
        ceiling=Never(words),
        limit="maxStorageGibPerVolume",
        stage=Stage.STACK,
        why=why,
        remedy=remedy,
    )


def usage(
    name: str,
    unit: str,
    ceiling: Expression,
    *,
    aspect: Aspect = Aspect.THROUGHPUT,
    limit: str | None = "maxCapacityUnits",
    why: str = "",
    remedy: str = "",
) -> Component:
    """Pay-per-use with a concurrency, throughput, rate or quota limit of its own."""
    return Component(name=name, unit=unit, aspect=aspect, family=Family.USAGE, ceiling=ceiling, limit=limit, why=why, remedy=remedy)


def desired(path: str, default: int | None = None) -> Cap:
    """A desired count that others may move within their own bounds, so that ``ignoreChanges`` on it is no conflict."""
    return Cap(path, absent=UNBOUNDED if default is None else Fixed(default), desired=True)
