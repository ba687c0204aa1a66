"""Amazon EMR on EKS."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled

settled(
    "aws:emrcontainers/virtualCluster:VirtualCluster",
    "A virtual cluster names a namespace; its jobs run as pods on nodes that are judged themselves.",
    "docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/virtual-cluster.html",
    {"name": "v", "containerProvider": {"id": "c", "type": "EKS", "info": {"eksInfo": {"namespace": "default"}}}},
)
