"""Traffic through load balancers that Kubernetes objects make."""

from __future__ import annotations

from ceilings.catalogue.entry import Component
from ceilings.ceiling import Never
from ceilings.finding import Aspect, Family


def traffic(words: str) -> Component:
    """Bytes through a load balancer: metered, and capped by nothing."""
    return Component(
        name="traffic",
        unit="GB",
        aspect=Aspect.THROUGHPUT,
        family=Family.PLUMBING,
        ceiling=Never(words),
        remedy="Know that it bills by use; share one balancer among services, or bound what sends the traffic.",
    )
