"""The words of one open file in memory, indexed for the search over everything.

It is made from the current tables when somebody first searches, and is kept up as edits are made. It lies in no file:
what is redacted is gone with it, the past has its own, and a file that is only read needs no place to write to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from send_tracker.domain.finding.marked import BREAK
from send_tracker.domain.finding.query import Query
from send_tracker.storage.full_text import TOKENS, Marker, expression
from send_tracker.storage.search_rows import Document

_GONE: Final = 1 << 39
_SHIFT: Final = 40
"""The number of a document is that of its group, then whether it was withdrawn, then its place in the order."""

_MADE: Final = (
    """CREATE TABLE doc (place INTEGER PRIMARY KEY, entity INTEGER NOT NULL UNIQUE, id TEXT NOT NULL,
       kind TEXT NOT NULL, owner INTEGER, ref TEXT NOT NULL, title TEXT NOT NULL, date TEXT NOT NULL,
       labels TEXT NOT NULL, file TEXT NOT NULL) STRICT""",
    "CREATE INDEX doc_file ON doc (file) WHERE file <> ''",
    f"CREATE VIRTUAL TABLE words USING fts5(ref, title, body, {TOKENS})",
)
_READ: Final = (
    "SELECT d.place, d.entity, d.id, d.kind, d.owner, d.ref, d.title, d.date, d.labels, w.title, w.body "
    "FROM doc d CROSS JOIN words w ON w.rowid = d.place WHERE d.place = ?"
)


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document as it was found.

    Attributes:
        place: its number in the index. entity, id, kind, owner, ref, title, date: as in :class:`Document`.
        marked_title: the title, with what was found marked. parts: the other texts with the names of their fields.
        gone: whether it was withdrawn.
    """

    place: int
    entity: int
    id: str
    kind: str
    owner: int | None
    ref: str
    title: str
    date: str
    marked_title: str
    parts: tuple[tuple[str, str], ...]
    gone: bool


class SearchIndex:
    """Holds the documents of one file."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._next: dict[int, int] = {}
        for statement in _MADE:
            self._db.execute(statement)
        self._marker = Marker(self._db)
        self._has_gone: set[int] = set()
        self._files: list[tuple[str, str, str, str, bool]] | None = None

    def close(self) -> None:
        """Drop everything."""
        self._db.close()

    # Writing

    def add(self, group: int, documents: Sequence[Document]) -> None:
        """Take documents of a group in, in the order in which they shall be found."""
        self._files = None
        rows, words = [], []
        for doc in documents:
            place = self._place(group, doc.gone)
            labels = "\n".join(label for label, _ in doc.parts)
            body = f" {BREAK} ".join(text.replace(BREAK, " ") for _, text in doc.parts)
            rows.append((place, doc.n, doc.id, doc.kind, doc.owner, doc.ref, doc.title, doc.date, labels, doc.file))
            words.append((place, doc.ref, doc.title.replace(BREAK, " "), body))
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO doc VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._db.executemany("INSERT INTO words (rowid, ref, title, body) VALUES (?, ?, ?, ?)", words)
        self._db.execute("COMMIT")

    def _place(self, group: int, gone: bool) -> int:
        base = group << _SHIFT | (_GONE if gone else 0)
        if gone:
            self._has_gone.add(group)
        self._next[base] = self._next.get(base, 0) + 1
        return base + self._next[base]

    def remove(self, entities: Iterable[int]) -> None:
        """Take the documents of some entities out."""
        self._files = None
        for entity in entities:
            row = self._db.execute("SELECT place FROM doc WHERE entity = ?", (entity,)).fetchone()
            if row:
                self._db.execute("DELETE FROM words WHERE rowid = ?", row)
                self._db.execute("DELETE FROM doc WHERE place = ?", row)

    # Reading

    def count(self, query: Query, group: int, most: int) -> int:
        """Return how many documents of a group there are for a search, counted up to ``most``."""
        first, last = group << _SHIFT, (group + 1) << _SHIFT
        row = self._db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?)",
            (expression(query), first, last, most),
        ).fetchone()
        return int(row[0])

    def find(self, query: Query, group: int, most: int) -> list[int]:
        """Return documents of a group: by reference, by title, then by anything else; what is withdrawn comes last."""
        base, match = group << _SHIFT, [expression(query, column) for column in ("ref", "title", "")]
        found: dict[int, None] = {}
        for first in (base, base + _GONE) if group in self._has_gone else (base,):
            for asked in match:
                if len(found) < most:
                    rows = self._db.execute(
                        "SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?",
                        (asked, first, first + _GONE, most),
                    )
                    found |= {place: None for (place,) in rows}
        return list(found)[:most]

    def read(self, query: Query, places: Iterable[int]) -> list[Indexed]:
        """Return documents that were found, with the found words marked."""
        rows = [row for place in places for row in self._db.execute(_READ, (place,))]
        marked = self._marker.mark(query, [(row[-2], row[-1]) for row in rows])
        return [_indexed((*row[:-2], *texts)) for row, texts in zip(rows, marked, strict=True)]

    def entity(self, number: int) -> tuple[str, str, str, str, bool] | None:
        """Return kind, id, reference and title of an entity, and whether it was withdrawn."""
        row = self._db.execute(
            "SELECT kind, id, ref, title, date, place FROM doc WHERE entity = ?", (number,)
        ).fetchone()
        if row is None:
            return None
        kind, id, ref, title, date, place = row
        return kind, id, ref, title or date, bool(place & _GONE)

    def with_files(self) -> list[tuple[str, str, str, str, bool]]:
        """Return file hash, id, reference and title of every entity with a file, and whether it was withdrawn.

        What was withdrawn comes last, as its place is behind the others'.
        """
        if self._files is None:
            rows = self._db.execute("SELECT file, id, ref, title, place FROM doc WHERE file <> '' ORDER BY place")
            self._files = [(file, id, ref, title, bool(place & _GONE)) for file, id, ref, title, place in rows]
        return self._files


def _indexed(row: tuple[Any, ...]) -> Indexed:
    place, entity, id, kind, owner, ref, name, date, labels, title, body = row
    texts = str(body).split(f" {BREAK} ")
    parts = tuple(zip(labels.split("\n"), texts, strict=False)) if labels else ()
    return Indexed(place, entity, id, kind, owner, ref, name, date, title, parts, bool(place & _GONE))
