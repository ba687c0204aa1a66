"""Cloud Control API."""

from __future__ import annotations

from ceilings.catalogue.aws._opaque import unseen

unseen(
    "aws:cloudcontrol/resource:Resource",
    "A resource of the Cloud Control API may be of any type that CloudFormation knows.",
    "docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_CreateResource.html",
    "its type and its desired state are texts that are not judged",
    "Use the resource type of the AWS provider itself.",
    {"typeName": "AWS::ECS::Cluster", "desiredState": "{}"},
)
