"""What Overview asks of the file: light rows by SQL, so that ten thousand actions do not keep anybody waiting.

Never writes. Days are ISO text; ids are hexadecimal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.log import decode

_LIGHT = (
    "SELECT e.id, a.ref, a.status, a.approved_date, a.original_date, "
    "a.outcome, coalesce(b.accepted, 0) FROM action a JOIN entity e ON e.n = a.n "
    "LEFT JOIN status s ON s.code = a.status AND s.present "
    "LEFT JOIN (SELECT l.target, count(*) AS accepted FROM evidence_link l JOIN evidence v ON v.n = l.evidence "
    "AND v.present AND v.review = 'accepted' WHERE l.present GROUP BY 1) b ON b.target = a.n "
)
# What domain.counted cannot count is left out here; what it may count is its own to decide.
_MAY_COUNT = (
    "WHERE a.present AND (CASE WHEN coalesce(s.\"group\", 'open') = 'open' THEN coalesce(s.needs_path_to_green, 1) "
    "OR coalesce(s.rank, -1) <= (SELECT min(rank) FROM status WHERE present AND \"group\" = 'open') "
    "OR a.due_on < :today ELSE coalesce(b.accepted, 0) = 0 END) ORDER BY a.ref_key"
)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """An outcome with its area, in the order of the plan. ``n`` is the outcome's number here."""

    n: int
    id: str
    ref: str
    name: str
    area: str


@dataclass(frozen=True, slots=True)
class LightAction:
    """The part of an action that says under which headlines it is counted; dates are stored text."""

    id: str
    ref: str
    status: str
    approved_date: str | None
    original_date: str | None
    outcome: int
    accepted: int


@dataclass(frozen=True, slots=True)
class PastAction:
    """What is asked of an action as it stood on a day: its status, its date, its accepted evidence."""

    id: str
    status: str
    due: str | None
    accepted: int


class OverviewRows:
    """Queries behind the Overview page and its charts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def areas(self) -> list[tuple[str, str, str]]:
        """Return (id, reference, name) of every area in order."""
        rows = self._db.execute(
            "SELECT e.id, r.ref, coalesce(r.short, r.title) FROM area r JOIN entity e ON e.n = r.n "
            "WHERE r.present ORDER BY r.ref_key"
        )
        return [(id.hex(), ref or "", name or "") for id, ref, name in rows]

    def outcomes(self) -> list[GroupRow]:
        """Return every outcome in order."""
        rows = self._db.execute(
            "SELECT o.n, e.id, o.ref, coalesce(o.short, o.title), x.id FROM outcome o JOIN entity e ON e.n = o.n "
            "LEFT JOIN entity x ON x.n = o.area WHERE o.present ORDER BY o.ref_key"
        )
        return [
            GroupRow(n, id.hex(), ref or "", name or "", area.hex() if area else "") for n, id, ref, name, area in rows
        ]

    def candidates(self, today: date) -> list[LightAction]:
        """Return the actions that may be counted: the open ones in trouble or late, the done ones not evidenced."""
        rows = self._db.execute(_LIGHT + _MAY_COUNT, {"today": today.isoformat()})
        return [
            LightAction(id.hex(), ref or "", status or "", approved, original, outcome or 0, accepted)
            for id, ref, status, approved, original, outcome, accepted in rows
        ]

    def ids_with(self, statuses: Iterable[str], outcomes: Iterable[str] | None) -> list[str]:
        """Return the actions in the plan that have one of the statuses, of some outcomes or of all."""
        codes = tuple(statuses)
        query = (
            "SELECT e.id FROM action a JOIN entity e ON e.n = a.n LEFT JOIN entity o ON o.n = a.outcome "
            f"WHERE a.present AND a.status IN ({_marks(codes)})"
        )
        values: list[object] = list(codes)
        if outcomes is not None:
            chosen = [bytes.fromhex(o) for o in outcomes]
            query += f" AND o.id IN ({_marks(chosen)})"
            values += chosen
        return [id.hex() for (id,) in self._db.execute(query, values)]

    def position(self, day: date) -> list[PastAction]:
        """Return every action of the plan as it stood at the end of a day."""
        backed = self._backed(day.isoformat())
        query = "SELECT x.entity, e.id, s.value, p.value, o.value FROM span x JOIN entity e ON e.n = x.entity "
        for alias, name in (("s", "status"), ("p", "approved_date"), ("o", "original_date")):
            query += (
                f"LEFT JOIN span {alias} ON {alias}.field = {self._field('action', name)} "
                f"AND {alias}.entity = x.entity AND {alias}.since <= :day AND {alias}.until > :day "
            )
        exists = self._field("action", "exists")
        query += f"WHERE x.field = {exists} AND x.since <= :day AND x.until > :day AND x.value = 'true'"
        return [
            PastAction(id.hex(), str(decode(status) or ""), _text(approved) or _text(original), backed.get(n, 0))
            for n, id, status, approved, original in self._db.execute(query, {"day": day.isoformat()})
        ]

    def _backed(self, day: str) -> dict[int, int]:
        """Return how many accepted evidence items each action had on a day, by the action's number."""
        link, owner = self._field("evidence_link", "exists"), self._field("evidence", "exists")
        review = self._field("evidence", "review")
        # The ends of a link never change, so that they are read from its table.
        rows = self._db.execute(
            "SELECT l.target, count(*) FROM evidence_link l "
            f"JOIN span x ON x.field = {link} AND x.entity = l.n AND x.since <= :day AND x.until > :day "
            "AND x.value = 'true' "
            f"JOIN span y ON y.field = {owner} AND y.entity = l.evidence AND y.since <= :day AND y.until > :day "
            "AND y.value = 'true' "
            f"JOIN span r ON r.field = {review} AND r.entity = l.evidence AND r.since <= :day AND r.until > :day "
            "AND r.value = '\"accepted\"' WHERE l.target IS NOT NULL GROUP BY 1",
            {"day": day},
        )
        return dict(rows.fetchall())

    def _field(self, kind: str, name: str) -> int:
        row = self._db.execute("SELECT n FROM field WHERE name = ?", (f"{kind}.{name}",)).fetchone()
        return int(row[0]) if row else 0


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _text(value: str | None) -> str | None:
    found = decode(value)
    return found if isinstance(found, str) else None
