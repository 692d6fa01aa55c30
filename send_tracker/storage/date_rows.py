"""The approved date of one action through time: what it held, by whose edit, and who approved a move. Never writes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from send_tracker.domain.log import decode
from send_tracker.domain.standing import FOREVER


@dataclass(frozen=True, slots=True)
class HeldDate:
    """A value of the approved date: since when, by which change of which edit, and what was said of it."""

    since: str
    value: str | None
    change: int
    edit: int
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a move, as it was recorded in one edit."""

    id: str
    edit: int
    after: str | None
    approver: str
    minute: str


class DateRows:
    """Queries behind the Dates tab and the date gate."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def held(self, action: str, field: str = "approved_date") -> list[HeldDate]:
        """Return what a date of an action has held, oldest first."""
        rows = self._db.execute(
            "SELECT span.since, span.value, span.change, edit.n, edit.author, edit.reason FROM span "
            "JOIN change ON change.n = span.change JOIN edit ON edit.n = change.edit "
            "WHERE span.field = (SELECT n FROM field WHERE name = ?) "
            "AND span.entity = (SELECT n FROM entity WHERE id = ?) ORDER BY span.since",
            (f"action.{field}", bytes.fromhex(action)),
        )
        return [HeldDate(since, _text(value), n, edit, who, why or "") for since, value, n, edit, who, why in rows]

    def standing(self, action: str, field: str) -> tuple[int, str] | None:
        """Return the number of the change whose value a date holds now, and the day since; None without one."""
        row = self._db.execute(
            "SELECT span.change, span.since FROM span WHERE span.field = (SELECT n FROM field WHERE name = ?) "
            "AND span.entity = (SELECT n FROM entity WHERE id = ?) AND span.until = ?",
            (f"action.{field}", bytes.fromhex(action), FOREVER),
        ).fetchone()
        return (int(row[0]), str(row[1])) if row else None

    def approvals(self, action: str) -> list[Approval]:
        """Return what was recorded of the moves of an action's date, in the order it was typed."""
        rows = self._db.execute(
            "SELECT entity.id, change.edit, move.after, move.approver, move.minute FROM date_move move "
            "JOIN entity ON entity.n = move.n JOIN change ON change.entity = move.n "
            "AND change.field = (SELECT n FROM field WHERE name = 'date_move.action') "
            "WHERE move.present AND move.action = (SELECT n FROM entity WHERE id = ?) ORDER BY change.edit",
            (bytes.fromhex(action),),
        )
        return [Approval(i.hex(), edit, after, who or "", minute or "") for i, edit, after, who, minute in rows]


def _text(value: str | None) -> str | None:
    found = decode(value)
    return found if isinstance(found, str) else None
