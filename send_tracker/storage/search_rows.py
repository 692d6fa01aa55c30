"""Reading what is searched: the words of every entity, field by field, out of the current tables. Never writes."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from send_tracker.domain.finding.sources import FORMER, REFERRED, SOURCES, STATUS_REASON, Source
from send_tracker.domain.kinds import EXISTS, KINDS
from send_tracker.domain.log import decode
from send_tracker.domain.standing import FOREVER

_BLOCK = 200
_NAME = {"organisation": "name", "person": "name"}
_HELD = f"""
    SELECT span.entity, span.since, edit.reason FROM span JOIN change ON change.n = span.change
      JOIN edit ON edit.n = change.edit
    WHERE span.field = (SELECT n FROM field WHERE name = ?) AND span.until = '{FOREVER}'"""


@dataclass(slots=True)
class Document:
    """The words of one entity.

    Attributes:
        n: its number in the file. id: its id. kind: what it is. owner: the number of what it is a part of, or None.
        ref, title: what it is called. parts: its other texts, each under the name of its field. date: the day to
            show, empty for none. gone: whether it was withdrawn.
        file: the hash of the file that is kept of it.
    """

    n: int
    id: str
    kind: str
    owner: int | None = None
    ref: str = ""
    title: str = ""
    parts: list[tuple[str, str]] = field(default_factory=list)
    date: str = ""
    gone: bool = False
    file: str = ""


class SearchRows:
    """Reads documents, those of a whole kind or of some entities."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def documents(self, kind: str, only: int | None = None) -> Iterator[Document]:
        """Yield the documents of a kind, or of one entity, in the order in which they are found.

        What never began is in none. A backup that an older program made may lack tables and columns; it is read as it
        is. No query is left open between two of them, so that an edit may come in between.
        """
        source = SOURCES[kind]
        columns = {str(row[1]) for row in self._db.execute(f'PRAGMA table_info("{kind}")')}
        if not columns:
            return
        more = self._more(kind, source, columns, only)
        numbers = [only] if only is not None else self._numbers(kind, columns)
        for start in range(0, len(numbers), _BLOCK):
            block = numbers[start : start + _BLOCK]
            marks = ", ".join("?" * len(block))
            rows = self._db.execute(
                f'SELECT e.id AS entity_id, k.* FROM "{kind}" k CROSS JOIN entity e ON e.n = k.n '
                "WHERE (k.present OR EXISTS (SELECT 1 FROM span WHERE entity = k.n AND until = ? "
                f"AND field = (SELECT n FROM field WHERE name = ?))) AND k.n IN ({marks})",
                (FOREVER, f"{kind}.{EXISTS}", *block),
            )
            names = [column[0] for column in rows.description]
            found = {row[1]: row for row in rows.fetchall()}
            for number in block:
                if number in found:
                    yield _document(kind, source, dict(zip(names, found[number], strict=True)), more)

    def _numbers(self, kind: str, columns: set[str]) -> list[int]:
        """Return the numbers of all entities of a kind: by reference, or the newest first."""
        order = "ref_key, n" if "ref_key" in columns else "date DESC, n" if kind == "meeting" else "n DESC"
        return [int(n) for (n,) in self._db.execute(f'SELECT n FROM "{kind}" ORDER BY {order}')]

    def number(self, id: str) -> int | None:
        """Return the number of an entity in this file."""
        row = self._db.execute("SELECT n FROM entity WHERE id = ?", (bytes.fromhex(id),)).fetchone()
        return int(row[0]) if row else None

    def kind(self, number: int) -> str:
        """Return the kind of an entity by its number."""
        row = self._db.execute("SELECT kind FROM entity WHERE n = ?", (number,)).fetchone()
        return str(row[0]) if row else ""

    # What does not stand in the table of the kind itself

    def _more(self, kind: str, source: Source, columns: set[str], only: int | None) -> Mapping[str, dict[int, Any]]:
        """Return, by name, what belongs to the entities of a kind: former references, reasons, names, days."""
        more: dict[str, dict[int, Any]] = {"former": {}, "reason": {}, "held": {}, "day": {}}
        if kind in REFERRED:
            more["former"] = self._former(kind, only)
        if kind == "action":
            more["reason"] = {n: reason for n, _, reason in self._held("action.status", only) if reason}
        if kind == "progress_update":
            more["held"] = {n: since for n, since, _ in self._held("progress_update.action", only)}
        for name in source.names:
            if name in columns:
                more[name] = self._names(kind, name, only)
        owner, _, day = source.date.partition(".")
        if day and owner in columns:
            more["day"] = self._of_other(kind, owner, "meeting", day, only)
        return more

    def _former(self, kind: str, only: int | None) -> dict[int, list[str]]:
        """Return the references that entities bore before the one they have."""
        narrow = " AND entity = ?" if only is not None else ""
        found: dict[int, list[str]] = defaultdict(list)
        rows = self._db.execute(
            "SELECT DISTINCT entity, value FROM span WHERE field = (SELECT n FROM field WHERE name = ?) "
            f"AND until <> ? AND value NOTNULL{narrow}",
            (f"{kind}.ref", FOREVER, *(() if only is None else (only,))),
        )
        for entity, value in rows:
            found[entity].append(str(decode(value) or ""))
        return found

    def _held(self, name: str, only: int | None) -> list[tuple[int, str, str | None]]:
        narrow = " AND span.entity = ?" if only is not None else ""
        return self._db.execute(_HELD + narrow, (name, *(() if only is None else (only,)))).fetchall()

    def _names(self, kind: str, name: str, only: int | None) -> dict[int, Any]:
        target = KINDS[kind][name].of
        return self._of_other(kind, name, target, _NAME[target], only)

    def _of_other(self, kind: str, name: str, other: str, column: str, only: int | None) -> dict[int, Any]:
        narrow = " AND k.n = ?" if only is not None else ""
        rows = self._db.execute(
            f'SELECT k.n, o."{column}" FROM "{kind}" k JOIN "{other}" o ON o.n = k."{name}" WHERE true{narrow}',
            () if only is None else (only,),
        )
        return dict(rows.fetchall())


_LIVE = re.compile(r"\{[^{}]*\}")
"""A live figure in a statement: its place is not a word of it."""


def _document(kind: str, source: Source, row: Mapping[str, Any], more: Mapping[str, dict[int, Any]]) -> Document:
    n, labels = int(row["n"]), KINDS[kind]
    parts = [(labels[name].label, str(row[name])) for name in source.fields if row.get(name)]
    if kind == "statement":
        parts = [(label, _LIVE.sub("…", text)) for label, text in parts]
    parts += [(labels[name].label, str(more[name][n])) for name in source.names if more.get(name, {}).get(n)]
    if n in more["reason"]:
        parts.append((STATUS_REASON, more["reason"][n]))
    ref = str(row.get("ref") or "")
    former = [old for old in more["former"].get(n, ()) if old and old != ref]
    if former:
        parts.append((FORMER, ", ".join(former)))
    day = more["held"].get(n) or more["day"].get(n) or row.get(source.date) or ""
    title = str(row.get(source.title) or "") if source.title else ""
    return Document(
        n,
        row["entity_id"].hex(),
        kind,
        row.get(source.owner) if source.owner else None,
        ref,
        title,
        parts,
        str(day),
        not row["present"],
        str(row.get("file_hash") or ""),
    )
