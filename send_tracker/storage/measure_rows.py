"""The measures with all that belongs to them, straight from the current tables: sixty thousand rows in a blink."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from send_tracker.domain.kinds import EXISTS, KINDS, FieldType

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

    def recorded(self, as_at: str | None = None) -> dict[int, tuple[str, bool]]:
        """Return, for each observation by number, the day of its figures, and whether others stood there before."""
        names = [f"observation.{name}" for name in (EXISTS, *_FIGURES)]
        marks = ", ".join("?" * len(names))
        until, days = ("AND since <= ?", (as_at,)) if as_at else ("", ())
        rows = self._db.execute(
            "SELECT entity, max(since), max(many) FROM (SELECT entity, max(since) AS since, "
            "CASE WHEN name = 'observation.exists' THEN 1 ELSE count(*) END AS many "
            f"FROM field CROSS JOIN span ON span.field = field.n WHERE name IN ({marks}) {until} "
            "GROUP BY span.field, entity) GROUP BY entity",
            (*names, *days),
        )
        return {entity: (since, many > 1) for entity, since, many in rows}


def _column(name: str, known: bool, is_end: bool) -> str:
    if not known:
        return "NULL"
    return f"nullif(lower(hex(of_{name}.id)), '')" if is_end else f'k."{name}"'
