"""Backup: recovery points stay as long as their rule says, and for ever where it says nothing."""

from __future__ import annotations

from collections.abc import Iterable

from ceilings.catalogue.aws._shared import plumbing, settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.ceiling import Cap, highest
from ceilings.finding import Aspect
from ceilings.resource import Resource

_GUIDE = "docs.aws.amazon.com/aws-backup/latest/devguide"


def _plan(resource: Resource) -> Iterable[Component]:
    """The longest that any rule, or any copy that it makes, keeps a recovery point. Minus one keeps it for ever."""
    kept: list[Cap] = []
    for rule in resource.each("rules"):
        kept.append(Cap(f"{rule}.lifecycle.deleteAfter", unlimited=(0, -1)))
        kept += [Cap(f"{copy}.lifecycle.deleteAfter", unlimited=(0, -1)) for copy in resource.each(f"{rule}.copyActions")]
    if kept:
        yield plumbing(
            "retention",
            "days",
            highest(*kept),
            "Set lifecycle.deleteAfter on every rule and copy to the days that a backup must last.",
            aspect=Aspect.STORAGE,
        )


entry(
    type="aws:backup/plan:Plan",
    klass=Class.METERED,
    why="A plan keeps every recovery point for ever unless its rule says for how long.",
    source=f"{_GUIDE}/creating-a-backup-plan.html",
    components=(_plan,),
    allowed=Example({"name": "daily", "rules": [{"ruleName": "daily", "targetVaultName": "vault", "lifecycle": {"deleteAfter": 14.0}}]}),
    blocked=Example({"name": "daily", "rules": [{"ruleName": "daily", "targetVaultName": "vault"}]}, {"retention": "unbounded"}),
)
for _name, _why in (
    ("vault:Vault", "A vault holds what plans put into it, for as long as they say."),
    ("logicallyAirGappedVault:LogicallyAirGappedVault", "A vault holds copies up to its maximum retention."),
    ("selection:Selection", "A selection names what a plan backs up; the plan says for how long."),
    ("framework:Framework", "A framework audits backups, by the evaluation of a rule."),
    ("reportPlan:ReportPlan", "Reports fill a bucket, which is judged."),
    ("restoreTestingPlan:RestoreTestingPlan", "A test restores one recovery point of each kind for hours and deletes it."),
    ("restoreTestingSelection:RestoreTestingSelection", "It names what a restore test restores."),
):
    settled(f"aws:backup/{_name}", _why, f"{_GUIDE}/whatisbackup.html", klass=Class.METERED)
