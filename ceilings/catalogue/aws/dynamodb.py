"""DynamoDB: throughput is provisioned or paid by request, and the data stays until something deletes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class, Component, Example, entry
from ceilings.catalogue.parts import endless_storage, usage
from ceilings.ceiling import UNBOUNDED, UNSIZED, Cap, Const, Expression, Product, State, Unseen, evaluate, total
from ceilings.limits import DEFAULT_LIMITS
from ceilings.resource import Resource
from ceilings.values import MISSING, UNKNOWN

_GUIDE = "docs.aws.amazon.com/amazondynamodb/latest/developerguide"
_NO_LIMIT = (-1, 0)
_STORAGE = endless_storage(
    "a table has no size limit, and only deleted or expired items leave it",
    "Enable ttl and cap the writes, so that retention times rate bounds it.",
)


def _requests(prefix: str, what: str) -> Cap:
    """What an on-demand table or index may serve each second. Minus one lifts the maximum; what is not set is not capped."""
    return Cap(f"{prefix}onDemandThroughput.max{what}RequestUnits", unlimited=_NO_LIMIT)


def _provisioned(prefix: str, what: str, restored: bool = False) -> Cap:
    """What is provisioned; application auto scaling moves it within bounds of its own, which its target states."""
    return Cap(f"{prefix}{what.lower()}Capacity", absent=UNSIZED if restored else UNBOUNDED, desired=True)


def _throughput(resource: Resource, what: str) -> Expression:
    """The table's and its indexes' throughput in one direction, in every Region that holds a copy. An unknown mode may be on-demand."""
    indexes = [f"{index}." for index in resource.each("globalSecondaryIndexes")]
    if resource.text("billingMode", "PROVISIONED") == "PROVISIONED":
        restored = any(resource.get(path) is not MISSING for path in ("restoreSourceName", "restoreSourceTableArn", "restoreBackupArn"))
        parts = [_provisioned("", what, restored), *(_provisioned(index, what) for index in indexes)]
    else:
        parts = [_requests("", what), *(_requests(index, what) for index in indexes)]
    return _copied(resource, total(*parts))


def _copied(resource: Resource, throughput: Expression) -> Expression:
    """The throughput times the Regions that hold the table."""
    replicas = resource.each("replicas")
    if not replicas:
        return throughput
    if resource.get("replicas") is UNKNOWN:
        return Product((throughput, Unseen("replicas is not known before the deployment runs, so neither is the number of copies")))
    return Product((throughput, Const(len(replicas) + 1, "copies of the table")))


def _table(resource: Resource) -> Iterable[Component]:
    for what, name in (("Read", "reads"), ("Write", "writes")):
        yield usage(name, "units a second", _throughput(resource, what))
    writes = evaluate(_throughput(resource, "Write"), resource, DEFAULT_LIMITS, None)
    if resource.flag("ttl.enabled") is not True or writes.state is not State.BOUNDED:
        yield _STORAGE


def _index(resource: Resource) -> Iterable[Component]:
    provisioned = resource.get("provisionedThroughput") is not MISSING
    for what, name in (("Read", "reads"), ("Write", "writes")):
        cap = Cap(f"provisionedThroughput.{what.lower()}CapacityUnits", desired=True) if provisioned else _requests("", what)
        yield usage(name, "units a second", cap)


entry(
    type="aws:dynamodb/table:Table",
    klass=Class.METERED,
    why="A table bills for the throughput that it is given or serves, in each of its indexes and Regions, and for every byte in it.",
    source=f"{_GUIDE}/on-demand-capacity-mode-max-throughput.html",
    components=(_table,),
    allowed=Example(
        {
            "billingMode": "PAY_PER_REQUEST",
            "hashKey": "id",
            "attributes": [{"name": "id", "type": "S"}],
            "onDemandThroughput": {"maxReadRequestUnits": 100.0, "maxWriteRequestUnits": 50.0},
            "ttl": {"attributeName": "expires", "enabled": True},
        }
    ),
    blocked=Example(
        {
            "billingMode": "PAY_PER_REQUEST",
            "hashKey": "id",
            "attributes": [{"name": "id", "type": "S"}],
            "onDemandThroughput": {"maxReadRequestUnits": 100.0, "maxWriteRequestUnits": -1.0},
            "ttl": {"attributeName": "expires", "enabled": True},
        },
        {"writes": "unbounded", "storage": "unbounded"},
    ),
)
entry(
    type="aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex",
    klass=Class.METERED,
    why="An index bills for its own throughput, beside its table's.",
    source=f"{_GUIDE}/GSI.html",
    components=(_index,),
    allowed=Example(
        {"tableName": "t", "indexName": "by-user", "onDemandThroughput": {"maxReadRequestUnits": 100.0, "maxWriteRequestUnits": 50.0}}
    ),
    blocked=Example(
        {"tableName": "t", "indexName": "by-user", "onDemandThroughput": {"maxReadRequestUnits": 100.0}}, {"writes": "unbounded"}
    ),
)
entry(
    type="aws:dynamodb/tableReplica:TableReplica",
    klass=Class.METERED,
    why="A replica bills for every byte of its table once more, and for every write.",
    source=f"{_GUIDE}/GlobalTables.html",
    components=(
        replace(_STORAGE, remedy="Keep one copy of the table, or accept for this stack, by storage-guard's level, that it has no ceiling."),
    ),
    blocked=Example({"globalTableArn": "arn:aws:dynamodb:us-east-1:123456789012:table/t"}, {"storage": "unbounded"}),
)
for _token, _why, _properties in (
    ("aws:dynamodb/globalTable:GlobalTable", "It joins tables of the older kind, each of which is judged.", {"name": "t"}),
    (
        "aws:dynamodb/tableItem:TableItem",
        "One item bills for its bytes.",
        {"tableName": "t", "hashKey": "id", "item": '{"id": {"S": "1"}}'},
    ),
    ("aws:dynamodb/tableExport:TableExport", "One export bills for the table's bytes, once.", {"s3Bucket": "exports"}),
    (
        "aws:dynamodb/contributorInsights:ContributorInsights",
        "It bills by the events of one table, whose throughput is judged.",
        {"tableName": "t"},
    ),
    (
        "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination",
        "It bills by the writes of one table, whose throughput is judged, into a stream that is.",
        {"tableName": "t"},
    ),
):
    settled(_token, _why, f"{_GUIDE}/Introduction.html", _properties)
