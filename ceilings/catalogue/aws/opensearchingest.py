"""OpenSearch Ingestion: pipelines that scale between bounds."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import capacity, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.ceiling import Cap

_GUIDE = "docs.aws.amazon.com/opensearch-service/latest/developerguide"

entry(
    type="aws:opensearchingest/pipeline:Pipeline",
    klass=Class.SCALING,
    why="A pipeline bills for every ingestion unit that it scales to, by the hour.",
    source=f"{_GUIDE}/creating-pipeline.html",
    components=(capacity("ingestion capacity", "ICU", Cap("maxUnits")),),
    allowed=Example({"pipelineName": "logs", "pipelineConfigurationBody": "version: 2", "minUnits": 1.0, "maxUnits": 4.0}),
    blocked=Example(
        {"pipelineName": "logs", "pipelineConfigurationBody": "version: 2", "minUnits": 1.0, "maxUnits": 4000.0},
        {"ingestion capacity": "over"},
    ),
)
settled(
    "aws:opensearchingest/pipelineEndpoint:PipelineEndpoint",
    "An endpoint is a network interface to one pipeline, which is judged.",
    f"{_GUIDE}/pipeline-security.html",
    {"pipelineArn": "arn:aws:osis:us-east-1:123456789012:pipeline/logs"},
)
settled(
    "aws:opensearchingest/resourcePolicy:ResourcePolicy",
    "A policy is free of charge.",
    f"{_GUIDE}/pipeline-security.html",
    {"resourceArn": "arn:aws:osis:us-east-1:123456789012:pipeline/logs"},
)
