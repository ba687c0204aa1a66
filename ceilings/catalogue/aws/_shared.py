"""What the modules of the AWS storage, data and usage services share: capacity in the service's own units, metered use and plumbing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ceilings.catalogue.entry import Class, Component, Example, Relation, entry
from ceilings.ceiling import Expression, Never
from ceilings.finding import Aspect, Family, Stage

KEEP_IT_SIZED = "Keep the data where its size is declared, or accept for this stack, by storage-guard's level, that it has no ceiling."
SPEND_GUARD = "Nothing of its own bounds it: bound what calls it, or accept for this stack, by the policy's level, that it has no ceiling."


def capacity(
    name: str,
    unit: str,
    ceiling: Expression,
    *,
    companions: tuple[Relation, ...] = (),
    stage: Stage = Stage.RESOURCE,
    limit: str | None = "maxCapacityUnits",
    why: str = "",
    remedy: str = "",
) -> Component:
    """Compute that a service scales by itself, in its own units (ACU, OCU, RPU, workers)."""
    return Component(
        name=name,
        unit=unit,
        aspect=Aspect.COMPUTE,
        family=Family.AUTOSCALER,
        ceiling=ceiling,
        limit=limit,
        companions=companions,
        stage=stage,
        why=why,
        remedy=remedy,
    )


def metered(name: str, unit: str, words: str, remedy: str = SPEND_GUARD, *, aspect: Aspect = Aspect.THROUGHPUT, why: str = "") -> Component:
    """Pay-per-use that no property of the resource can bound, so that only the whole stack tells whether something does."""
    return Component(
        name=name,
        unit=unit,
        aspect=aspect,
        family=Family.USAGE,
        ceiling=Never(words),
        stage=Stage.STACK,
        why=why,
        remedy=remedy,
    )


def plumbing(name: str, unit: str, ceiling: Expression, remedy: str, *, aspect: Aspect = Aspect.THROUGHPUT, why: str = "") -> Component:
    """Metered plumbing that drives no AI workload's bill: advisory."""
    return Component(name=name, unit=unit, aspect=aspect, family=Family.PLUMBING, ceiling=ceiling, why=why, remedy=remedy)


def settled(
    token: str | tuple[str, ...], why: str, source: str, example: Mapping[str, Any] | None = None, klass: Class = Class.FIXED
) -> None:
    """Declare a type that bills little and only for what is declared, or that is itself a guard: it has no cost component to cap.

    Whatever its properties are, it passes; ``example`` shows the ones that matter to a reader.
    """
    entry(type=token, klass=klass, why=why, source=source, allowed=Example(example or {}))
