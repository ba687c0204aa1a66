"""How close together the runs of a cron schedule can be."""

from __future__ import annotations

import math
import re
from typing import Final

from ceilings.ceiling import Cap
from ceilings.quantity import Number, number
from ceilings.values import Value

_MACROS: Final = {"@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0", "@daily": "0 0 * * *",
                  "@midnight": "0 0 * * *", "@hourly": "0 * * * *"}  # fmt: skip
_PART: Final = re.compile(r"(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:/(\d{1,2}))?")


def shortest_gap_seconds(schedule: str) -> int:
    """The least time between two runs of a schedule, in seconds. A minute, which is cron's finest step, for what cannot be read.

    Days, months and weekdays are taken as every day, so the gap is never overstated.
    Source: kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
    """
    text = re.sub(r"^(TZ|CRON_TZ)=\S+\s+", "", schedule.strip())
    fields = _MACROS.get(text, text).split()
    if len(fields) != 5:
        return 60
    minutes, hours = _values(fields[0], 59), _values(fields[1], 23)
    if not minutes or not hours:
        return 60
    runs = sorted(hour * 60 + minute for hour in hours for minute in minutes)
    gaps = [later - earlier for earlier, later in zip(runs, [*runs[1:], runs[0] + 1440], strict=True)]
    return min(gaps) * 60


def overlapping(deadline: str, schedule: str) -> Cap:
    """The earlier runs that may still go on when one begins: those that began within the deadline (seconds, at a path) before it."""
    gap = shortest_gap_seconds(schedule)

    def whole(value: Value) -> Number | None:
        seconds = number(value)
        return seconds if seconds is None or not math.isfinite(seconds) else math.floor(seconds / gap)

    return Cap(deadline, read=whole)


def _values(field: str, most: int) -> set[int]:
    """The values that a field of a schedule allows; none where it cannot be read."""
    found: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            return set()
        first, last, step = match.groups()
        start = int(first) if first else 0
        end = int(last) if last else (start if first and not step else most)
        if end > most or start > end or (step and int(step) == 0):
            return set()
        found.update(range(start, end + 1, int(step or 1)))
    return found
