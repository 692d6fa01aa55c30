"""The words of attached files, kept on this computer beside settings and backups, and never in the tracker itself.

All of it can be read again from the tracker, so a cache that is damaged or of another version is thrown away. What is
taken out of it is gone from its bytes too: the index is merged, and the file written anew.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from send_tracker.domain.finding.attachment import Extracted
from send_tracker.domain.finding.query import Query, Term
from send_tracker.storage.connection import transaction
from send_tracker.storage.full_text import TOKENS, Marker, any_of, expression

VERSION: Final = 1
"""Raised when files are read differently, so that they are read again."""

ENDING: Final = ".texts"
_SHIFT: Final = 20
"""The number of a passage is that of its file, then its place in it."""

_ENOUGH: Final = 500
_PRAGMAS: Final = ("journal_mode = DELETE", "secure_delete = ON", "trusted_schema = OFF", "temp_store = MEMORY",
                   "synchronous = NORMAL", "cache_size = -16000")  # fmt: skip
_MADE: Final = (
    "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE file (n INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, why_not TEXT NOT NULL,
       is_cut INTEGER NOT NULL) STRICT""",
    "CREATE TABLE place (passage INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT",
    f"CREATE VIRTUAL TABLE words USING fts5(body, {TOKENS})",
    f"PRAGMA user_version = {VERSION}",
)


class TextCache:
    """The words of the attached files of one tracker."""

    def __init__(self, path: Path | None, home: Path | None = None) -> None:
        """Open the cache, making it where there is none that can be used.

        Args:
            path: where it lies; None, or a place that cannot be written to, keeps it in memory.
            home: the tracker file; when that is no longer there, the cache goes too.
        """
        self.path = path
        try:
            self._db = _opened(path)
        except (sqlite3.Error, OSError):
            self.path = None
            self._db = _opened(None)
        if home is not None:
            self._write("INSERT OR REPLACE INTO about VALUES ('home', ?)", (str(home),))
        self._marker = Marker(self._db)
        self._hashes: dict[int, str] | None = None

    def close(self) -> None:
        """Let the cache go."""
        self._db.close()

    # Writing

    def keep(self, name: str, found: Extracted) -> None:
        """Keep what was read of a file, by the hash of its bytes."""
        with suppress(sqlite3.OperationalError), transaction(self._db):  # another window of the same tracker writes
            self._drop([name])
            added = self._db.execute(
                "INSERT INTO file (hash, why_not, is_cut) VALUES (?, ?, ?)", (name, found.why_not, found.is_cut)
            )
            first = (added.lastrowid or 0) << _SHIFT
            rows = [(first + n, passage) for n, passage in enumerate(found.passages)]
            self._db.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", [(n, p.text) for n, p in rows])
            self._db.executemany("INSERT INTO place VALUES (?, ?)", [(n, p.where) for n, p in rows])

    def prune(self, kept: Collection[str]) -> int:
        """Take out what is of no file that is kept any more, bytes and all; return how many files that were."""
        gone = sorted(self.names() - set(kept))
        if gone:
            with suppress(sqlite3.OperationalError):  # another window has it open: the next opening takes them out
                with transaction(self._db):
                    self._drop(gone)
                    self._db.execute("INSERT INTO words (words) VALUES ('optimize')")
                self._db.execute("VACUUM")
        return len(gone)

    def _drop(self, names: Iterable[str]) -> None:
        self._hashes = None
        for name in names:
            row = self._db.execute("SELECT n FROM file WHERE hash = ?", (name,)).fetchone()
            if row:
                between = (row[0] << _SHIFT, (row[0] + 1) << _SHIFT)
                self._db.execute("DELETE FROM words WHERE rowid >= ? AND rowid < ?", between)
                self._db.execute("DELETE FROM place WHERE passage >= ? AND passage < ?", between)
                self._db.execute("DELETE FROM file WHERE n = ?", row)

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        with suppress(sqlite3.OperationalError):
            self._db.execute(statement, values)

    # Reading

    def names(self) -> set[str]:
        """Return the hashes of all files that were read, with words or without."""
        return {str(name) for (name,) in self._db.execute("SELECT hash FROM file")}

    def state(self, name: str) -> tuple[str, bool] | None:
        """Return why a file has no words here, and whether some were left out; None where it was not read yet."""
        row = self._db.execute("SELECT why_not, is_cut FROM file WHERE hash = ?", (name,)).fetchone()
        return (str(row[0]), bool(row[1])) if row else None

    def find(self, query: Query) -> dict[str, int]:
        """Return the files with all that is wanted and nothing that is not, each with its best passage.

        A passage that has all of it is best; else the words may stand in different places of the file. The latter are
        not looked for where a great many files have all of it in one place.
        """
        best = self._files(expression(Query(query.wanted)))
        if len(query.wanted) > 1 and len(best) < _ENOUGH:
            best = self._apart(query.wanted) | best
        if query.unwanted and best:
            for file in self._files(any_of(query.unwanted)):
                best.pop(file, None)
        if not best:
            return {}
        if self._hashes is None:
            self._hashes = {int(n): str(name) for n, name in self._db.execute("SELECT n, hash FROM file")}
        return {self._hashes[file]: passage for file, passage in best.items() if file in self._hashes}

    def _files(self, match: str) -> dict[int, int]:
        """Return each file with a passage for an expression, with the first of them."""
        return dict(
            self._db.execute(
                f"SELECT rowid >> {_SHIFT}, min(rowid) FROM words WHERE words MATCH ? GROUP BY 1", (match,)
            ).fetchall()
        )

    def _apart(self, terms: Iterable[Term]) -> dict[int, int]:
        first, *others = (self._files(any_of([term])) for term in terms)
        return {file: passage for file, passage in first.items() if all(file in other for other in others)}

    def read(self, query: Query, passages: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return where passages stand and their text, with the found words marked."""
        texts: dict[int, str] = {}
        places: dict[int, str] = defaultdict(str)
        for passage in passages:
            row = self._db.execute(
                "SELECT place.words, w.body FROM place JOIN words w ON w.rowid = passage WHERE passage = ?", (passage,)
            ).fetchone()
            if row:
                places[passage], texts[passage] = row
        marked = self._marker.mark(query, [("", text) for text in texts.values()])
        return {n: (places[n], body) for n, (_, body) in zip(texts, marked, strict=True)}


def _opened(path: Path | None) -> sqlite3.Connection:
    """Open a cache; one that is damaged or was made by another version is made anew."""
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    for attempt in (1, 2):
        connection = sqlite3.connect(path or ":memory:", timeout=0.5, isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, VERSION):
                raise sqlite3.DatabaseError("of another version")
            if version == 0:
                with transaction(connection):
                    for statement in _MADE:
                        connection.execute(statement)
            connection.execute("SELECT count(*) FROM file, words LIMIT 1").fetchone()
            return connection
        except sqlite3.DatabaseError as error:
            connection.close()
            if path is None or attempt == 2 or isinstance(error, sqlite3.OperationalError):
                raise
            path.unlink(missing_ok=True)
    raise AssertionError("it returns or raises before")


def drop_orphans(folder: Path) -> None:
    """Delete the caches of trackers that are no longer where they were: their words have no business here."""
    for path in sorted(folder.glob(f"*{ENDING}")):
        with suppress(sqlite3.Error, OSError):
            connection = sqlite3.connect(path, timeout=0.1)
            try:
                row = connection.execute("SELECT value FROM about WHERE key = 'home'").fetchone()
            finally:
                connection.close()
            if row and not Path(row[0]).exists():
                path.unlink()
