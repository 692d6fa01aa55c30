"""The plan as the table wants it: ordered keys by SQL, and rows in blocks. Never writes.

A key is an action's number in this file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from send_tracker.domain.log import decode
from send_tracker.domain.plan_filter import Due, PlanFilter, SortBy

_ORDER = {
    SortBy.REF: "a.ref_key",
    SortBy.TITLE: "a.title COLLATE NOCASE",
    SortBy.LEAD: "a.lead_names COLLATE NOCASE",
    SortBy.DUE: "coalesce(a.due_on, '9999')",
    SortBy.STATUS: '(SELECT s."order" FROM status s WHERE s.code = a.status)',
    SortBy.UPDATED: "coalesce(a.updated_on, '')",
    SortBy.EVIDENCE: "a.evidence_count",
    SortBy.PARTNER: "(SELECT coalesce(p.short, p.name) FROM organisation p WHERE p.n = a.partner) COLLATE NOCASE",
    SortBy.IMPACT: "CASE a.impact WHEN 'emerging' THEN 1 WHEN 'evidenced' THEN 2 WHEN 'sustained' THEN 3 ELSE 0 END",
    SortBy.FORECAST: "coalesce(a.forecast_date, '9999')",
}
"""How the file puts actions into an order; where they moved is for the services to know."""
_OWNERS = {
    "lead": "action",
    "milestone": "action",
    "progress_update": "action",
    "extra_value": "action",
    "evidence_link": "target",
    "theme_link": "target",
}
"""Kinds that hang on an action, with the column that names it."""
_ROW = (
    "SELECT a.n, e.id, a.ref, a.title, a.lead_names, coalesce(a.approved_date, a.original_date), a.due_on, "
    "a.forecast_date, a.status, a.status_since, a.updated_on, a.evidence_count, a.conflicts, p.short, p.name, a.impact "
    "FROM action a JOIN entity e ON e.n = a.n LEFT JOIN organisation p ON p.n = a.partner WHERE a.n IN ({})"
)


_ONCE = "(SELECT entity FROM span WHERE field = (SELECT n FROM field WHERE name = 'action.exists'))"
_WITHDRAWN = f"NOT a.present AND a.n IN {_ONCE}"
"""What has left the plan; what never began, because its making was undone, is neither in it nor out of it."""


class PlanKey(NamedTuple):
    """One action in the order asked for, with what grouping and counting need. There may be ten thousand of them."""

    n: int
    outcome: int
    status: str


_new_key = tuple.__new__
"""What ``PlanKey._make`` does, without its two calls for each of ten thousand rows."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action as a line of the plan; dates are stored text."""

    n: int
    id: str
    ref: str
    title: str
    leads: str
    due: str | None
    due_on: str | None
    forecast: str | None
    status: str
    status_since: str | None
    updated_on: str | None
    evidence: int
    conflicts: int
    partner: str
    impact: str


class PlanRows:
    """Queries behind the Plan page."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._listed: tuple[object, list[PlanKey]] = (None, [])
        """What was listed last, with the question: turning status chips asks the same one again."""

    def keys(
        self,
        wanted: PlanFilter,
        sort: SortBy,
        descending: bool,
        today: date,
        board: date | None,
        grouped: bool = True,
    ) -> list[PlanKey]:
        """Return the actions that pass every part of the filter but its statuses and reasons for attention.

        Those are left to the caller: the chips count what each status would show, and the domain alone knows
        what needs attention. ``grouped`` sorts within each outcome.
        """
        where, values = self._where(wanted, today, board)
        direction = "DESC" if descending else "ASC"
        groups = "r.ref_key, o.ref_key, " if grouped else ""
        return self._list(f"WHERE {where} ORDER BY {groups}{_ORDER[sort]} {direction}, a.ref_key", tuple(values))

    def _list(self, rest: str, values: tuple[object, ...]) -> list[PlanKey]:
        """Read keys, or take those read last where the question is the same and nothing was written since."""
        asked = (rest, values, self._db.total_changes)
        if self._listed[0] == asked and not self._db.in_transaction:
            return list(self._listed[1])
        rows = self._db.execute(
            "SELECT a.n, coalesce(a.outcome, 0), coalesce(a.status, '') FROM action a "
            f"LEFT JOIN outcome o ON o.n = a.outcome LEFT JOIN area r ON r.n = o.area {rest}",
            values,
        )
        found = [_new_key(PlanKey, row) for row in rows]
        # What is read within a transaction may be rolled back, and a rollback takes nothing off the changes counted.
        self._listed = (None if self._db.in_transaction else asked, found)
        return list(found)

    def _where(self, wanted: PlanFilter, today: date, board: date | None) -> tuple[str, list[object]]:
        parts: list[str] = [_WITHDRAWN if wanted.withdrawn else "a.present"]
        values: list[object] = []
        if wanted.text.strip():
            parts.append(self._text(wanted.text, values))
        for ids, column in ((wanted.partners, "a.partner"), (wanted.outcomes, "a.outcome"), (wanted.only, "a.n")):
            if ids or (ids is not None and column == "a.n"):
                parts.append(f"{column} IN ({_entities(ids, values)})")
        if wanted.leads:
            people = _entities(wanted.leads, values)
            parts.append(f"a.n IN (SELECT action FROM lead WHERE present AND person IN ({people}))")
        if wanted.themes:
            themes = _entities(wanted.themes, values)
            parts.append(f"a.n IN (SELECT target FROM theme_link WHERE present AND theme IN ({themes}))")
        if wanted.due:
            parts.append("(" + " OR ".join(_due(d, today, board, values) for d in sorted(wanted.due)) + ")")
        return " AND ".join(parts), values

    def _text(self, text: str, values: list[object]) -> str:
        """Match words by their beginnings, and references, former ones too."""
        match = fts_query(text)
        like = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        condition = "a.ref LIKE ? ESCAPE '\\'"
        former = "a.n IN (SELECT entity FROM span WHERE field = (SELECT n FROM field WHERE name = 'action.ref') "
        values += [like, '"' + like]
        condition += f" OR {former} AND value LIKE ? ESCAPE '\\')"
        if match:
            values.append(match)
            condition += " OR a.n IN (SELECT rowid FROM search WHERE search MATCH ?)"
        return f"({condition})"

    def rows(self, keys: Sequence[int]) -> list[PlanRow]:
        """Return the rows of a block of keys, in the order of the keys."""
        marks = ", ".join("?" * len(keys))
        found = {}
        for r in self._db.execute(_ROW.format(marks), tuple(keys)):
            found[r[0]] = PlanRow(
                r[0], r[1].hex(), r[2] or "", r[3] or "", r[4] or "", r[5], r[6], r[7], r[8] or "", r[9], r[10],
                r[11] or 0, r[12], r[13] or r[14] or "", r[15] or "none",
            )  # fmt: skip
        return [found[k] for k in keys if k in found]

    def statuses_at(self, keys: Sequence[int], day: date) -> dict[int, str]:
        """Return the status each action had on a day; actions not in the plan then are left out."""
        wanted, iso = set(keys), day.isoformat()
        rows = self._db.execute(
            "SELECT s.entity, s.value FROM span s CROSS JOIN span x ON x.entity = s.entity "
            "AND x.field = (SELECT n FROM field WHERE name = 'action.exists') AND x.since <= ? AND x.until > ? "
            "WHERE s.field = (SELECT n FROM field WHERE name = 'action.status') AND s.since <= ? AND s.until > ? "
            f"AND x.value = 'true'{_among(wanted)}",
            (iso, iso, iso, iso),
        )
        return {n: str(decode(value) or "") for n, value in rows if n in wanted}

    def tally(self) -> list[tuple[int, str | None, int]]:
        """Return (outcome, status or None for withdrawn, how many) for the whole plan as it is now."""
        rows = self._db.execute(
            "SELECT coalesce(outcome, 0), CASE WHEN present THEN coalesce(status, '') END, count(*) "
            "FROM action WHERE present OR n IN (SELECT entity FROM span "
            "WHERE field = (SELECT n FROM field WHERE name = 'action.exists')) GROUP BY 1, 2"
        )
        return [(outcome, status, number) for outcome, status, number in rows]

    def statuses_of_reference(self, ref: str) -> list[str]:
        """Return the status codes of the actions of the plan that bear a reference, whatever its case."""
        # Small letters by Python: SQLite knows those of ASCII only.
        found = self._db.execute("SELECT ref, coalesce(status, '') FROM action WHERE present AND ref IS NOT NULL")
        return [status for named, status in found if named.lower() == ref.lower()]

    def ids(self, keys: Sequence[int]) -> list[str]:
        """Return the entity ids of keys, in order, however many there are."""
        found: dict[int, str] = {}
        for start in range(0, len(keys), 500):
            block = tuple(keys[start : start + 500])
            marks = ", ".join("?" * len(block))
            found |= {n: i.hex() for n, i in self._db.execute(f"SELECT n, id FROM entity WHERE n IN ({marks})", block)}
        return [found[k] for k in keys if k in found]

    def key(self, id: str) -> int | None:
        """Return the key of an entity id."""
        row = self._db.execute("SELECT n FROM entity WHERE id = ?", (bytes.fromhex(id),)).fetchone()
        return int(row[0]) if row else None

    def numbers(self, ids: Iterable[str]) -> set[int]:
        """Return the keys of entity ids, however many there are."""
        wanted = [bytes.fromhex(i) for i in ids]
        found: set[int] = set()
        for start in range(0, len(wanted), 500):
            block = wanted[start : start + 500]
            marks = ", ".join("?" * len(block))
            found |= {n for (n,) in self._db.execute(f"SELECT n FROM entity WHERE id IN ({marks})", block)}
        return found

    def owners(self, touched: Iterable[tuple[str, str]]) -> set[int]:
        """Return the actions that an edit of these entities shows on."""
        found: set[int] = set()
        for kind, id in touched:
            if kind == "action":
                found.add(self.key(id) or 0)
            elif kind in _OWNERS:
                query = f"SELECT {_OWNERS[kind]} FROM {kind} WHERE n = (SELECT n FROM entity WHERE id = ?)"
                found |= {n for (n,) in self._db.execute(query, (bytes.fromhex(id),))}
        return found

    def places(self, keys: Iterable[int]) -> dict[int, PlanKey]:
        """Return where actions stand now; those that are not in the plan are left out."""
        wanted = list(keys)
        marks = ", ".join("?" * len(wanted))
        rows = self._db.execute(
            f"SELECT n, coalesce(outcome, 0), coalesce(status, '') FROM action WHERE present AND n IN ({marks})",
            wanted,
        )
        return {n: PlanKey(n, outcome, status) for n, outcome, status in rows}

    def search(self, text: str, most: int = 40) -> list[tuple[str, str, str]]:
        """Return (kind, id, title) of what matches, for the palette; references first."""
        match = fts_query(text)
        if not match:
            return []
        rows = self._db.execute(
            "SELECT entity.kind, entity.id, search.title FROM search JOIN entity ON entity.n = search.rowid "
            "WHERE search MATCH ? LIMIT ?",
            (match, most),
        )
        return [(kind, id.hex(), title or "") for kind, id, title in rows]


def fts_query(text: str) -> str:
    """Return the full-text query for typed words: every word, by its beginning, as plain text."""
    words = "".join(c if c.isalnum() else " " for c in text).split()
    return " ".join(f'"{w}"*' for w in words)


def _among(keys: Collection[int]) -> str:
    """Narrow to a block of keys; of more than a block, all are read. Keys are numbers, so they can be written out."""
    return f" AND s.entity IN ({', '.join(map(str, keys))})" if len(keys) <= 1_000 else ""


def _entities(ids: frozenset[str] | None, values: list[object]) -> str:
    chosen = sorted(ids or ())
    values.extend(bytes.fromhex(i) for i in chosen)
    return f"SELECT n FROM entity WHERE id IN ({', '.join('?' * len(chosen))})"


def _due(due: Due, today: date, board: date | None, values: list[object]) -> str:
    """Return the condition of one due filter; being overdue concerns open statuses only."""
    is_open = "coalesce(a.status, '') NOT IN (SELECT code FROM status WHERE present AND \"group\" <> 'open')"
    limit = (board or today).isoformat()
    match due:
        case Due.OVERDUE:
            values.append(today.isoformat())
            return f"(a.due_on < ? AND {is_open})"
        case Due.NEXT_BOARD:
            values += [today.isoformat(), limit]
            return "(a.due_on >= ? AND a.due_on <= ?)"
        case Due.LATER:
            values.append(limit)
            return "a.due_on > ?"
        case Due.NONE:
            return "a.due_on IS NULL"
