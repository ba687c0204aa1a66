"""Answers of the API, which are no objects of a cluster."""

from __future__ import annotations

from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.kubernetes._variants import kinds

entry(
    type=kinds("meta", "Status"),
    klass=Class.FIXED,
    why="A status is an answer of the API and starts nothing.",
    source="kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/",
    allowed=Example({"status": "Success"}),
)
