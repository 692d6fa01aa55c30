"""The measures with all that belongs to them, straight from the current tables: sixty thousand rows in a blink."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from send_tracker.domain.kinds import EXISTS, KINDS, FieldType
from send_tracker.domain.standing import FOREVER
from send_tracker.storage.days import holding_at

_FIGURES: Final = ("value", "numerator", "denominator", "low", "high", "base")


class MeasureRows:
    """Queries behind the measures. Never writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def rows(self, kind: str) -> Iterator[tuple[Any, ...]]:
        """Yield each entity of a kind in the plan now: its number, its id, and its fields in their order.

        A backup that was made before the kind or a field was known is read as it is.
        """
        here = {row[1] for row in self._db.execute(f"PRAGMA table_info({kind})")}
        if not here:
            return
        fields = KINDS[kind]
        ends = [name for name, field in fields.items() if field.type is FieldType.ENTITY and name in here]
        columns = ", ".join(_column(name, name in here, name in ends) for name in fields)
        joins = " ".join(f'LEFT JOIN entity of_{name} ON of_{name}.n = k."{name}"' for name in ends)
        rows = self._db.execute(
            f"SELECT k.n, lower(hex(e.id)), {columns} FROM {kind} k CROSS JOIN entity e ON e.n = k.n {joins} "
            "WHERE k.present ORDER BY k.n"
        )
        yield from rows

    def recorded(self, as_at: str | None = None) -> dict[int, str]:
        """Return, for each observation by number, the day from which it is in the book."""
        holds, days = holding_at(as_at)
        rows = self._db.execute(
            f"SELECT entity, since FROM span WHERE field = (SELECT n FROM field WHERE name = ?) AND {holds}",
            (f"observation.{EXISTS}", *days),
        )
        return dict(rows.fetchall())

    def revised(self, as_at: str | None = None) -> dict[int, str]:
        """Return the observations whose figures replaced others, by number, each with the day of the last ones."""
        names = [f"observation.{name}" for name in _FIGURES]
        marks = ", ".join("?" * len(names))
        until, days = ("AND since <= ?", (as_at,)) if as_at else ("", ())
        rows = self._db.execute(
            f"SELECT entity, max(since) FROM span WHERE field IN (SELECT n FROM field WHERE name IN ({marks})) "
            f"AND entity IN (SELECT entity FROM span WHERE field IN (SELECT n FROM field WHERE name IN ({marks})) "
            f"AND until <> '{FOREVER}' {until}) {until} GROUP BY entity HAVING max(since) > min(since)",
            (*names, *names, *days, *days),
        )
        return dict(rows.fetchall())

    def recorded_of(self, measure: str) -> dict[int, str]:
        """Return, for each observation of one measure by number, the day of its last figures."""
        names = [f"observation.{name}" for name in (EXISTS, *_FIGURES)]
        rows = self._db.execute(
            "SELECT o.n, field.name, min(span.since), max(span.since) FROM observation o CROSS JOIN field "
            "CROSS JOIN span ON span.field = field.n AND span.entity = o.n "
            "WHERE o.measure = (SELECT n FROM entity WHERE id = ?) AND o.present "
            f"AND field.name IN ({', '.join('?' * len(names))}) AND (field.name <> ? OR span.until = '{FOREVER}') "
            "GROUP BY o.n, field.name",
            (bytes.fromhex(measure), *names, names[0]),
        )
        began: dict[int, str] = {}
        figures: dict[int, set[str]] = {}
        for n, name, first, last in rows:
            if name == names[0]:
                began[n] = last
            else:
                figures.setdefault(n, set()).update((first, last))
        return {n: max(figures[n]) if len(figures.get(n, ())) > 1 else day for n, day in began.items()}


def _column(name: str, known: bool, is_end: bool) -> str:
    if not known:
        return "NULL"
    return f"nullif(lower(hex(of_{name}.id)), '')" if is_end else f'k."{name}"'
