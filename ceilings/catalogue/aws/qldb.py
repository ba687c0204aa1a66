"""Quantum Ledger Database: a journal that nothing may shorten."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import KEEP_IT_SIZED, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.catalogue.parts import endless_storage

_GUIDE = "docs.aws.amazon.com/qldb/latest/developerguide"

entry(
    type="aws:qldb/ledger:Ledger",
    klass=Class.METERED,
    why="A ledger bills for every byte of a journal that only grows.",
    source=f"{_GUIDE}/what-is.html",
    components=(endless_storage("a journal is append-only and has no size limit", KEEP_IT_SIZED),),
    blocked=Example({"permissionsMode": "STANDARD"}, {"storage": "unbounded"}),
)
settled(
    "aws:qldb/stream:Stream",
    "A stream sends one ledger's journal to a stream that is judged.",
    f"{_GUIDE}/streams.html",
    {"ledgerName": "ledger", "streamName": "audit"},
)
