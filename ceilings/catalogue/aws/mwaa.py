"""Managed Workflows for Apache Airflow."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import capacity
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import nodes
from ceilings.ceiling import Cap, Implicit

entry(
    type="aws:mwaa/environment:Environment",
    klass=Class.SCALING,
    why="An environment adds workers and web servers with its load, up to their maxima, and bills for each by the hour.",
    source="docs.aws.amazon.com/mwaa/latest/API/API_CreateEnvironment.html",
    components=(
        nodes(Cap("maxWorkers", absent=Implicit(10)), name="workers", unit="workers"),
        capacity("web servers", "web servers", Cap("maxWebservers", absent=Implicit(2)), limit="maxNodesPerPool"),
    ),
    allowed=Example({"name": "e", "dagS3Path": "dags/", "executionRoleArn": "r", "maxWorkers": 5.0, "maxWebservers": 2.0}),
    blocked=Example(
        {"name": "e", "dagS3Path": "dags/", "executionRoleArn": "r", "maxWorkers": 80.0}, {"workers": "over", "web servers": "implicit"}
    ),
)
