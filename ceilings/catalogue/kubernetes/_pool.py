"""The ceilings of a Karpenter pool: its limits, each held against its own kind of number.

Source: karpenter.sh/docs/concepts/nodepools/#speclimits
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from ceilings.catalogue.entry import Component
from ceilings.catalogue.kubernetes._karpenter import Choice
from ceilings.catalogue.parts import accelerator_count, desired, nodes
from ceilings.ceiling import Cap, Const, Expression, lowest, product, total
from ceilings.instances import MOST_ACCELERATORS
from ceilings.paths import child
from ceilings.quantity import gib, quantity
from ceilings.resource import Resource
from ceilings.values import MISSING

# An accelerated type that the table lacks has at most as many accelerators for each vCPU and GiB as the smallest known ones.
_MOST_PER_VCPU: Final = 0.5
_MOST_PER_GIB: Final = 0.125
# The names under which a pool may limit Neuron devices; cores come two or more to a device.
_NVIDIA: Final = "nvidia.com/gpu"
_AMD: Final = "amd.com/gpu"
_NEURON: Final = {"aws.amazon.com/neuron": 1, "aws.amazon.com/neurondevice": 1, "aws.amazon.com/neuroncore": 0.5}


class Limited:
    """The limits of one pool, at ``path``, and what may run under them. ``named``: the types whose vendor or family the pool names."""

    def __init__(self, resource: Resource, path: str, choices: tuple[Choice, ...], named: frozenset[str] = frozenset()) -> None:
        self.resource, self.path, self.named = resource, path, named
        self.plain = not choices or any(not choice.accelerators for choice in choices)
        self.accelerated = [choice for choice in choices if choice.accelerators and not self._meant_for_nvidia(choice)]
        self.cpu = Cap(f"{path}.cpu", read=quantity, limit="maxCapacityUnits")
        self.memory = Cap(f"{path}.memory", read=gib, limit="maxMemoryGibPerPool")
        self.count = Cap(f"{path}.nodes", read=quantity)

    def _meant_for_nvidia(self, choice: Choice) -> bool:
        """Whether a type came along only because its category also has types of NVIDIA's, whose limit is what the pool means to hold."""
        given = self.resource.keys(self.path) or []
        return choice.resource == _AMD and _NVIDIA in given and _AMD not in given and choice.name not in self.named

    def components(self, replicas: str = "") -> Iterator[Component]:
        """Nodes and, where any allowed type has some, accelerators. ``replicas``: where a static pool's size is."""
        if replicas and self.resource.get(replicas) is not MISSING:
            size = self.count if self.resource.get(self.count.path) is not MISSING else desired(replicas)
            yield nodes(size)
            if self.accelerated:
                yield accelerator_count(product(size, self._most()))
            return
        devices = [] if self.plain else self._devices()
        remedy = "to the vCPUs that you mean to pay for: a limit on accelerators alone leaves nodes without them open."
        yield nodes(lowest(self.cpu, self.memory, self.count, *devices), remedy=f"Set {self.cpu.path} {remedy}")
        if self.accelerated:
            ceiling = lowest(*self._accelerators(self.accelerated), *self._by_vendor())
            yield replace(accelerator_count(ceiling), remedy=self._remedy())

    def abroad(self, replicas: str) -> Component:
        """Accelerators of a pool in another cloud, whose machine types no table here has: the most that any cloud puts in a machine."""
        most = Const(MOST_ACCELERATORS, "accelerators in each node, at most")
        if self.resource.get(replicas) is not MISSING:
            return accelerator_count(product(desired(replicas), most))
        each_vcpu, each_gib = Const(1, "accelerator for each vCPU, at most"), Const(1, "accelerator for each GiB, at most")
        sizes = (product(self.cpu, each_vcpu), product(self.memory, each_gib), product(self.count, most))
        remedy = f"Limit the devices of the pool ({child(self.path, _NVIDIA)}) beside its vCPUs."
        return replace(accelerator_count(lowest(self._vendor(_NVIDIA), *sizes)), remedy=remedy)

    def _remedy(self) -> str:
        vendors = sorted({choice.resource for choice in self.accelerated} - {""}) or [_NVIDIA]
        limits = ", ".join(child(self.path, vendor) for vendor in vendors)
        return f"Limit each kind of device ({limits}), or require instance types that have none."

    def _devices(self) -> list[Expression]:
        """Limits on accelerators bound the nodes of a pool that has only accelerated ones, once each vendor's are limited."""
        vendors = {choice.resource for choice in self.accelerated}
        return [] if "" in vendors else [total(*(self._vendor(vendor) for vendor in sorted(vendors)))]

    def _by_vendor(self) -> list[Expression]:
        """Each vendor's accelerators under that vendor's limit or the others', all vendors together."""
        vendors = sorted({choice.resource for choice in self.accelerated})
        if len(vendors) == 1:
            return [self._vendor(vendors[0])] if vendors[0] else []
        parts = []
        for vendor in vendors:
            own = [choice for choice in self.accelerated if choice.resource == vendor]
            parts.append(lowest(*([self._vendor(vendor)] if vendor else []), *self._accelerators(own)))
        return [total(*parts)]

    def _vendor(self, name: str) -> Expression:
        if name not in _NEURON:
            return Cap(child(self.path, name), read=quantity)
        given = [each for each in _NEURON if self.resource.get(child(self.path, each)) is not MISSING]
        return lowest(*(Cap(child(self.path, each), read=quantity, scale=_NEURON[each]) for each in given or [name]))

    def _accelerators(self, choices: list[Choice]) -> list[Expression]:
        """What limits on vCPUs, memory and nodes let in, at the type with the most accelerators for each."""
        return [
            product(self.cpu, _densest(choices, lambda choice: choice.vcpus, _MOST_PER_VCPU, "vCPU")),
            product(self.memory, _densest(choices, lambda choice: choice.memory_gib, _MOST_PER_GIB, "GiB")),
            product(self.count, self._most()),
        ]

    def _most(self) -> Const:
        most = max(self.accelerated, key=lambda choice: (choice.accelerators, choice.name))
        return Const(most.accelerators, f"accelerators in each {most.name}")


def _densest(choices: list[Choice], size: Callable[[Choice], float], most: float, unit: str) -> Const:
    def density(choice: Choice) -> float:
        return choice.accelerators / size(choice) if size(choice) else most

    densest = max(choices, key=lambda choice: (density(choice), choice.name))
    return Const(density(densest), f"accelerators for each {unit} of {densest.name}")


def most_of(choices: tuple[Choice, ...]) -> Const | None:
    """The most accelerators in one node of a choice; ``None`` where none has any."""
    most = max(choices, key=lambda choice: (choice.accelerators, choice.name), default=None)
    if most is None or not most.accelerators:
        return None
    return Const(min(most.accelerators, MOST_ACCELERATORS), f"accelerators in a {most.name}")
