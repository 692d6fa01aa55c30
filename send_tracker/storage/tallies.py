"""Counting actions by outcome and status on many days at once, for the chart of status over time. Never writes."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from send_tracker.domain.log import decode

Tally = dict[tuple[str, str | None], int]
"""How many actions have each (outcome id, status code); None for a withdrawn one."""

_Spans = list[tuple[str, str, str | None]]
"""Since, until and value of the spans of one slot, oldest first."""

_FIELDS = ("exists", "status", "outcome")


def tally_of_days(connection: sqlite3.Connection, days: Sequence[str]) -> dict[str, Tally]:
    """Return the tally of each day.

    Each stretch of an action's life adds one at the first of the days it covers and takes it off after the
    last, so that the number of days costs next to nothing.
    """
    ordered = sorted(set(days))
    steps: dict[tuple[str, str | None], list[int]] = defaultdict(lambda: [0] * (len(ordered) + 1))
    for action in _actions(connection):
        for since, until, key in _stretches(action):
            first, after = bisect_left(ordered, since), bisect_left(ordered, until)
            if first < after:
                steps[key][first] += 1
                steps[key][after] -= 1
    found: dict[str, Tally] = {day: {} for day in ordered}
    for key, step in steps.items():
        for day, number in zip(ordered, accumulate(step), strict=False):
            if number:
                found[day][key] = number
    return found


def _actions(connection: sqlite3.Connection) -> Iterator[dict[str, _Spans]]:
    """Yield the spans of each action's three fields."""
    found: dict[int, dict[str, _Spans]] = defaultdict(dict)
    for name in _FIELDS:
        rows = connection.execute(
            "SELECT entity, since, until, value FROM span "
            "WHERE field = (SELECT n FROM field WHERE name = ?) ORDER BY entity, since",
            (f"action.{name}",),
        )
        for entity, since, until, value in rows:
            found[entity].setdefault(name, []).append((since, until, value))
    yield from found.values()


def _stretches(action: dict[str, _Spans]) -> Iterator[tuple[str, str, tuple[str, str | None]]]:
    """Yield (since, until, (outcome, status)) of the stretches in which nothing changes."""
    exists, status, outcome = (action.get(name, []) for name in _FIELDS)
    days = sorted({day for spans in (exists, status, outcome) for since, until, _ in spans for day in (since, until)})
    for since, until in pairwise(days):
        there = _at(exists, since)
        if there is not None:
            code = str(_at(status, since) or "") if there else None
            yield since, until, (str(_at(outcome, since) or ""), code)


def _at(spans: _Spans, day: str) -> str | int | bool | None:
    """Return the value on a day; None before the first span."""
    for since, until, value in reversed(spans):
        if since <= day < until:
            return decode(value)
    return None
