"""Counting actions by outcome and status on many days at once, for the chart of status over time. Never writes."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from send_tracker.domain.log import decode

Tally = dict[tuple[str, str | None], int]
"""How many actions have each (outcome id, status code); None for a withdrawn one."""

_Spans = list[tuple[str, str, str | None]]
"""Since, until and value, as it is written, of the spans of one slot, oldest first."""

_Key = tuple[str | None, str | None]
"""Outcome and status as they are written."""

_TRUE = "true"
_WITHDRAWN = "withdrawn"
_FIELDS = ("exists", "status", "outcome")


def tally_of_days(connection: sqlite3.Connection, days: Sequence[str]) -> dict[str, Tally]:
    """Return the tally of each day.

    Each stretch of an action's life adds one at the first of the days it covers and takes it off after the
    last, so that the number of days costs next to nothing.
    """
    ordered = sorted(set(days))
    steps: dict[_Key, list[int]] = defaultdict(lambda: [0] * (len(ordered) + 1))
    for exists, status, outcome in _actions(connection):
        for since, until, key in _stretches(exists, status, outcome):
            first, after = bisect_left(ordered, since), bisect_left(ordered, until)
            if first < after:
                steps[key][first] += 1
                steps[key][after] -= 1
    found: dict[str, Tally] = {day: {} for day in ordered}
    for (owner, code), step in steps.items():
        key = str(decode(owner) or ""), None if code == _WITHDRAWN else str(decode(code) or "")
        for day, number in zip(ordered, accumulate(step), strict=False):
            if number:
                found[day][key] = found[day].get(key, 0) + number
    return found


def _actions(connection: sqlite3.Connection) -> Iterable[tuple[_Spans, _Spans, _Spans]]:
    """Return, for each action, the spans of whether it exists, of its status and of its outcome."""
    found: dict[int, tuple[_Spans, _Spans, _Spans]] = defaultdict(lambda: ([], [], []))
    for place, name in enumerate(_FIELDS):
        rows = connection.execute(
            "SELECT entity, since, until, value FROM span "
            "WHERE field = (SELECT n FROM field WHERE name = ?) ORDER BY entity, since",
            (f"action.{name}",),
        )
        for entity, since, until, value in rows:
            found[entity][place].append((since, until, value))
    return found.values()


def _stretches(exists: _Spans, status: _Spans, outcome: _Spans) -> Iterator[tuple[str, str, _Key]]:
    """Yield (since, until, (outcome, status)) of the stretches of an action's life in which neither changes."""
    for began, ended, there in exists:
        for since, until, owner in _within(outcome, began, ended):
            if there == _TRUE:
                for first, last, code in _within(status, since, until):
                    yield first, last, (owner, code)
            else:
                yield since, until, (owner, _WITHDRAWN)


def _within(spans: _Spans, since: str, until: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield the parts of spans that lie between two days, and what lies before the first of them as None."""
    first = spans[0][0] if spans else until
    if since < first:
        yield since, min(first, until), None
    for began, ended, value in spans:
        if began < until and ended > since:
            yield max(began, since), min(ended, until), value
