"""Serverless Application Repository."""

from __future__ import annotations

from ceilings.catalogue.aws._opaque import unseen

unseen(
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
    "An application of the repository is a template, which may hold resources of any size.",
    "docs.aws.amazon.com/serverlessrepo/latest/devguide/serverlessrepo-how-to-consume.html",
    "it makes what the template of the application says",
    "Declare the resources of the application in the program.",
    {"applicationId": "arn:aws:serverlessrepo:us-east-1:123456789012:applications/a", "capabilities": ["CAPABILITY_IAM"]},
)
