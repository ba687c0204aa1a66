"""Evictions, which take pods away."""

from __future__ import annotations

from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.kubernetes._variants import kinds

entry(
    type=kinds("lifecycle.k8s.io", "Eviction", "EvictionRequest"),
    klass=Class.FIXED,
    why="An eviction asks for a pod to go and starts nothing.",
    source="kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/",
    allowed=Example({"metadata": {"name": "pod"}}),
)
