"""S3 Glacier vaults."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import KEEP_IT_SIZED
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import endless_storage

entry(
    type="aws:glacier/vault:Vault",
    klass=Class.METERED,
    why="A vault bills for every archive in it until somebody deletes it.",
    source="docs.aws.amazon.com/amazonglacier/latest/dev/working-with-vaults.html",
    components=(endless_storage("a vault holds any number of archives", KEEP_IT_SIZED),),
    blocked=Example({"name": "archive"}, {"storage": "unbounded"}),
)
