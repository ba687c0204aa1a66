"""Elastic Container Registry, public."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import plumbing
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.ceiling import Never
from ceilings.finding import Aspect

entry(
    type="aws:ecrpublic/repository:Repository",
    klass=Class.METERED,
    why="A public repository bills for every byte of every image in it beyond a free amount.",
    source="docs.aws.amazon.com/AmazonECR/latest/public/what-is-ecr.html",
    components=(
        plumbing(
            "images", "images", Never("images stay until somebody deletes them"), "Delete what is no longer pulled.", aspect=Aspect.STORAGE
        ),
    ),
    blocked=Example({"repositoryName": "app"}, {"images": "unbounded"}),
)
