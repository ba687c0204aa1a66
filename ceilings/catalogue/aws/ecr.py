"""Elastic Container Registry: images stay until a lifecycle policy expires them."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.ceiling import Never
from ceilings.companions.aws_data import image_expiry
from ceilings.finding import Aspect, Family, Stage

_GUIDE = "docs.aws.amazon.com/AmazonECR/latest/userguide"

entry(
    type="aws:ecr/repository:Repository",
    klass=Class.METERED,
    why="A repository bills for every byte of every image that was ever pushed and not expired.",
    source=f"{_GUIDE}/LifecyclePolicies.html",
    components=(
        Component(
            name="images",
            unit="images",
            aspect=Aspect.STORAGE,
            family=Family.PLUMBING,
            ceiling=Never("no lifecycle policy of this stack expires images of any tag by their count"),
            companions=(image_expiry,),
            stage=Stage.STACK,
            remedy="Add a LifecyclePolicy whose rule has tagStatus any, countType imageCountMoreThan and the number of images to keep.",
        ),
    ),
    blocked=Example({"name": "app", "imageTagMutability": "IMMUTABLE"}, {"images": "unbounded"}),
)
settled(
    "aws:ecr/pullThroughCacheRule:PullThroughCacheRule",
    "A rule fills repositories with what is pulled through them.",
    f"{_GUIDE}/pull-through-cache.html",
    {"ecrRepositoryPrefix": "docker-hub", "upstreamRegistryUrl": "registry-1.docker.io"},
    Class.METERED,
)
for _name, _why in (
    ("pullTimeUpdateExclusion:PullTimeUpdateExclusion", "It leaves some pulls out of the times that lifecycle rules read."),
    (
        "registryScanningConfiguration:RegistryScanningConfiguration",
        "Scanning bills by the image that is pushed to a repository, which is judged.",
    ),
    ("replicationConfiguration:ReplicationConfiguration", "Replication copies images of repositories, which are judged."),
    ("repositoryCreationTemplate:RepositoryCreationTemplate", "A template shapes repositories that others make."),
):
    settled(f"aws:ecr/{_name}", _why, f"{_GUIDE}/what-is-ecr.html", klass=Class.METERED)
