"""The state of one preview: what was registered, what a provider would answer, what the packs are to judge.

It does what the engine's step generator does for a stack of which nothing exists yet: every resource is a creation.
Registrations are taken in one at a time.
"""

from __future__ import annotations

import collections
import threading
from collections.abc import Callable, Iterable
from typing import Any

from ceilings.engine import responses, wire
from ceilings.engine.analysis import Analysis
from ceilings.engine.providers import Providers
from ceilings.engine.resources import STACK_TYPE, Resource, make_urn, qualified_type
from ceilings.engine.stand_ins import StandIns
from ceilings.engine.verdict import Diagnostic

STACK_REFERENCE = "pulumi:pulumi:StackReference"
STASH = "pulumi:index:Stash"


class Stopped(Exception):
    """The deployment was stopped; the reason was already said."""


class Deployment:
    """The resources of one preview; `resources` are those that the program manages, in the order of registration.

    `failed` is set by what goes wrong without an end to the deployment, `stopped` by what ends it.
    """

    def __init__(self, stack: str, project: str, say: Callable[[Diagnostic], None], stand_ins: StandIns) -> None:
        self.resources: dict[str, Resource] = {}
        self.reads: dict[str, Resource] = {}
        self.stack_outputs: dict[str, Any] | None = None
        self.stopped = threading.Event()
        self.failed = threading.Event()
        self.on_registered: Callable[[int, str], None] = lambda count, urn: None
        self.providers: Providers
        self.analysis: Analysis
        self.stack, self.project = stack, project
        self._say, self._stand_ins = say, stand_ins
        self._lock = threading.RLock()
        self._settled = threading.Condition()
        self._urns: set[str] = set()
        self._without_outputs: set[str] = set()
        self._children: dict[str, list[str]] = collections.defaultdict(list)
        self._in_flight: collections.Counter[str] = collections.Counter()

    @property
    def stack_urn(self) -> str:
        """The URN of the stack's own resource."""
        return make_urn(self.stack, self.project, "", STACK_TYPE, f"{self.project}-{self.stack}")

    def register(self, resource: Resource, import_id: str = "") -> None:
        """Takes in a resource whose URN is still open: names it, checks it and hands it to the packs.

        What follows, `create`, is a step of its own, so that hooks can run between. Raises `Stopped`.
        """
        with self._lock:
            self._claim(resource)
            resource.inputs = self._checked(resource)
            resource.id = import_id
            resource.stand_ins = self._stand_ins.found_in(resource.inputs)
            if resource.is_provider:
                self.providers.add(resource)
            self.analysis.remediate(resource)
            self.analysis.submit(resource)

    def create(self, resource: Resource) -> None:
        """Gives a registered resource the outputs and the id that it has at preview."""
        if resource.is_provider:
            resource.id = wire.UNKNOWN
            resource.outputs = {key: value for key, value in resource.inputs.items() if key != "__internal"}
        elif resource.type == STASH:
            value = resource.inputs.get("input")
            resource.outputs = {"input": value, "output": value}
        elif resource.type == STACK_REFERENCE:
            resource.outputs = _stack_reference(resource.inputs)
        elif resource.custom and self.providers.config(resource.provider) is not None:
            resource.outputs = responses.preview_outputs(resource.type, resource.inputs)
            if resource.id:
                resource.outputs["id"] = resource.id
        _keep_secrets(resource)
        with self._lock:
            self.resources[resource.urn] = resource
            if not resource.custom:
                self._without_outputs.add(resource.urn)
            count = len(self.resources)
        self.on_registered(count, resource.urn)

    def read(self, resource: Resource) -> bool:
        """Takes in a resource that exists elsewhere; returns whether it is unknown whether it does. Raises `Stopped`."""
        with self._lock:
            self._claim(resource)
            if not resource.id:
                self.stop(f"Expected an ID for {resource.urn}", resource.urn)
            waits = any(urn in self.resources for urn in resource.dependencies)
        unknown = waits or wire.is_unknown(resource.id)
        if unknown:
            resource.id = ""
        elif resource.type == STACK_REFERENCE:
            resource.outputs = _stack_reference(resource.inputs)
        elif self.providers.config(resource.provider) is not None:
            resource.outputs = responses.read_outputs(resource.type, resource.inputs, resource.id)
            self._stand_ins.record(f"get {resource.type}", resource.outputs, resource.inputs | {"id": resource.id})
        _keep_secrets(resource)
        with self._lock:
            self.reads[resource.urn] = resource
        return unknown

    def register_outputs(self, urn: str, outputs: dict[str, Any]) -> Resource | None:
        """Sets the outputs of a component, once; the stack's are kept until the end. Raises `Stopped`."""
        with self._lock:
            if qualified_type(urn) == STACK_TYPE:
                self.stack_outputs = outputs
                return None
            if urn not in self._without_outputs:
                self.stop(f"cannot complete a resource {urn!r} whose registration isn't pending", urn)
            self._without_outputs.discard(urn)
            self.resources[urn].outputs = outputs
            return self.resources[urn]

    def find(self, urn: str) -> Resource | None:
        """The resource with a URN, managed or read."""
        return self.resources.get(urn) or self.reads.get(urn)

    def final_resources(self) -> list[Resource]:
        """Every managed resource, the stack with its outputs."""
        with self._lock:
            stack = self.resources.get(self.stack_urn)
            if stack is not None and self.stack_outputs is not None:
                stack.outputs = self.stack_outputs
            return list(self.resources.values())

    def stop(self, reason: str, urn: str = "") -> None:
        """Ends the deployment. Always raises `Stopped`."""
        if not self.stopped.is_set():
            self._say(Diagnostic("error", reason, urn=urn))
            self.stopped.set()
        raise Stopped(reason)

    def mark_in_flight(self, parent: str, change: int) -> None:
        """Counts the registrations beneath a parent that are under way."""
        with self._settled:
            self._in_flight[parent] += change
            self._settled.notify_all()

    def mark_settled(self, resource: Resource) -> None:
        """Says that a resource can be found beneath its parent."""
        with self._settled:
            self._children[resource.parent].append(resource.urn)
            self._settled.notify_all()

    def has_unresolved(self, urns: Iterable[str]) -> bool:
        """Whether a resource among these, or beneath a component among these, is still to be created.

        Registrations that are under way beneath such a component are waited for.
        """
        roots = set(urns)
        with self._settled:
            while not self.stopped.is_set():
                components = self._expanded(roots)
                if components is None:
                    return True
                if not any(self._in_flight[component] > 0 for component in components):
                    return False
                self._settled.wait(timeout=0.2)
        return True

    def _expanded(self, roots: set[str]) -> set[str] | None:
        components: set[str] = set()
        frontier = list(roots)
        while frontier:
            resource = self.find(frontier.pop())
            if resource is None or resource.urn in components:
                continue
            if resource.custom:
                if not resource.id:
                    return None
                continue
            components.add(resource.urn)
            frontier.extend(self._children[resource.urn])
        return components

    def _claim(self, resource: Resource) -> None:
        if self.stopped.is_set():
            raise Stopped("the deployment was stopped")
        if resource.parent and resource.parent not in self._urns:
            self.stop(f"could not find parent resource {resource.parent}", resource.parent)
        resource.urn = make_urn(self.stack, self.project, resource.parent, resource.type, resource.name)
        if resource.urn in self._urns:
            self.stop(f"Duplicate resource URN '{resource.urn}'; try giving it a unique name", resource.urn)
        self._urns.add(resource.urn)

    def _checked(self, resource: Resource) -> dict[str, Any]:
        if not resource.custom or resource.is_provider:
            return resource.inputs
        wanted = {STACK_REFERENCE: "name", STASH: "input"}.get(resource.type)
        if wanted is not None:
            if wanted not in resource.inputs:
                self.stop(f"{resource.type} resource '{resource.name}' lacks its `{wanted}`", resource.urn)
            return resource.inputs
        config = self.providers.config(resource.provider)
        if config is None:
            return resource.inputs
        return responses.check(resource.type, resource.inputs, resource.name, config)


def _stack_reference(inputs: dict[str, Any]) -> dict[str, Any]:
    return {"name": inputs.get("name"), "outputs": wire.UNKNOWN, "secretOutputNames": wire.UNKNOWN}


def _keep_secrets(resource: Resource) -> None:
    """Marks as secret what the program asks for, and every output whose input of the same name is a secret."""
    for name, value in resource.outputs.items():
        asked_for = name in resource.additional_secret_outputs and name != "id"
        if (asked_for or _is_secret(resource.inputs.get(name))) and not _is_secret(value):
            resource.outputs[name] = wire.secret(value)


def _is_secret(value: Any) -> bool:
    return isinstance(value, dict) and value.get(wire.SIGNATURE_KEY) == wire.SECRET
