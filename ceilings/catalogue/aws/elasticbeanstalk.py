"""Elastic Beanstalk."""

from __future__ import annotations

from ceilings.catalogue.aws._opaque import unseen

unseen(
    "aws:elasticbeanstalk/environment:Environment",
    "An environment makes a group of up to four instances unless its settings say otherwise, a load balancer and perhaps a database.",
    "docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html",
    "its maximum is among option settings and saved templates that are not judged",
    "Declare the group, its maxSize and its launch template in the program.",
    {"application": "a", "solutionStackName": "64bit Amazon Linux 2015.03 v2.0.3 running Go 1.4"},
)
