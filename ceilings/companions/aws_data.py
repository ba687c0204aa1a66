"""Relations by which resources bound AWS storage, data and usage services."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ceilings.catalogue.entry import Relation
from ceilings.ceiling import UNSIZED, Absent, Cap, Const, Expression, Highest, Unseen
from ceilings.paths import covers
from ceilings.quantity import number
from ceilings.resource import Resource
from ceilings.stack import Stack
from ceilings.values import MISSING, UNKNOWN

Guards = Iterable[tuple[Resource, Expression]]

_GROUP: Final = "aws:opensearch/serverlessCollectionGroup:ServerlessCollectionGroup"
_WORKGROUP: Final = "aws:redshiftserverless/workgroup:Workgroup"
_USAGE_LIMIT: Final = "aws:redshiftserverless/usageLimit:UsageLimit"
_DATABASE: Final = "aws:rds/instance:Instance"
_REPOSITORY: Final = "aws:ecr/repository:Repository"
_LIFECYCLE: Final = "aws:ecr/lifecyclePolicy:LifecyclePolicy"
_HOURS: Final = {"daily": 24, "weekly": 168, "monthly": 730}


def collection_group(what: str) -> Relation:
    """The capacity limit (``what``: Indexing or Search) of the group that an OpenSearch Serverless collection is in."""

    def relation(stack: Stack, collection: Resource) -> Guards:
        path = f"capacityLimits.max{what}CapacityInOcu"
        for group in named(stack, collection, "collectionGroupName", _GROUP, "name"):
            if _steady(group, path):
                yield group, Cap(path)

    return relation


def compute_usage_limits(stack: Stack, workgroup: Resource) -> Guards:
    """The usage limits that turn a Redshift Serverless workgroup off: RPU-hours in a period, as the RPUs that would use them up evenly.

    A limit that only logs or alerts bounds nothing, and neither does one on another kind of usage.
    """
    for limit in _of_arn(stack, workgroup, _USAGE_LIMIT, "resourceArn"):
        kind, action = limit.text("usageType"), limit.text("breachAction", "log")
        if kind not in ("serverless-compute", None) or action not in ("deactivate", None):
            continue
        if kind is None or action is None:
            words = f"{'usageType' if kind is None else 'breachAction'} is not known before the deployment runs"
            yield limit, Unseen(words)
        elif _steady(limit, "amount") and _steady(limit, "breachAction"):
            hours = _HOURS.get(limit.text("period", "monthly") or "", _HOURS["daily"])
            yield limit, Cap("amount", scale=1 / hours)


def allocated(database: Resource, absent: Absent) -> Expression:
    """What a database may be allocated: ``maxAllocatedStorage`` above zero lets the service move ``allocatedStorage`` up to it."""
    maximum = database.get("maxAllocatedStorage")
    if maximum is MISSING or number(maximum) == 0:
        return Cap("allocatedStorage", absent=absent)
    if database.get("allocatedStorage") is MISSING:
        return Cap("maxAllocatedStorage")
    return Highest((Cap("maxAllocatedStorage"), Cap("allocatedStorage", desired=True)))


def replicated(stack: Stack, database: Resource) -> Guards:
    """The database that a replica copies: a replica without a size of its own begins as large as that is, and stays so."""
    for source in named(stack, database, "replicateSourceDb", _DATABASE, "identifier", "arn", "id"):
        if _steady(source, "maxAllocatedStorage"):
            yield source, allocated(source, UNSIZED)


def image_expiry(stack: Stack, repository: Resource) -> Guards:
    """The lifecycle policies that keep at most a number of images of a repository, whatever their tags."""
    for policy in stack.of_type(_LIFECYCLE):
        if repository not in named(stack, policy, "repository", _REPOSITORY, "name"):
            continue
        document = policy.get("policy")
        if document is UNKNOWN:
            yield policy, Unseen("policy is not known before the deployment runs")
            continue
        kept = min(_kept_images(document), default=None)
        if kept is not None and _steady(policy, "policy"):
            yield policy, Const(kept, "images kept by its policy")


def named(stack: Stack, resource: Resource, path: str, token: str, *names: str) -> list[Resource]:
    """The one resource of a type that the name at ``path`` means: by value where both are known, else by the dependency graph."""
    value = resource.output(path)
    linked = stack.linked(resource, path, token)
    if isinstance(value, str):
        same = [other for other in stack.of_type(token) if any(other.output(name) == value for name in names)]
        linked = same or [other for other in linked if not any(isinstance(other.output(name), str) for name in names)]
    elif value is not UNKNOWN:
        return []
    return linked if len(linked) == 1 else []


def _of_arn(stack: Stack, resource: Resource, token: str, path: str) -> Iterator[Resource]:
    """The resources of a type whose ARN at ``path`` is that of ``resource``."""
    values = (resource.output(name) for name in ("arn", "id", "workgroupId", "workgroupName"))
    identities = {value for value in values if isinstance(value, str) and value}
    for other in stack.of_type(token):
        value = other.output(path)
        if isinstance(value, str):
            parts = value.split(":", 5)
            if value in identities or (len(parts) == 6 and not identities.isdisjoint(parts[5].split("/"))):
                yield other
        elif value is UNKNOWN and [one.urn for one in stack.linked(other, path, resource.type)] == [resource.urn]:
            yield other


def _steady(guard: Resource, path: str) -> bool:
    """Whether the program decides a guard's property: ``ignoreChanges`` would leave it to somebody else."""
    return not any(covers(ignored, path) for ignored in guard.ignore_changes)


def _kept_images(document: Any) -> Iterator[float]:
    """The numbers of images that the rules of an ECR lifecycle policy keep, of rules that expire images of any tag by their count."""
    try:
        for rule in json.loads(document)["rules"]:
            selection = rule["selection"]
            count = number(selection.get("countNumber"))
            by_count = selection.get("tagStatus") == "any" and selection.get("countType") == "imageCountMoreThan"
            if by_count and rule["action"].get("type") == "expire" and count is not None:
                yield count
    except (ValueError, TypeError, KeyError, AttributeError):
        return
