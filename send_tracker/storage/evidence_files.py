"""Evidence files inside the tracker, each held once under the hash of its bytes."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from send_tracker.domain.log import decode
from send_tracker.domain.problem import Problem
from send_tracker.storage.connection import transaction
from send_tracker.storage.opened import is_open_here

_HASH = re.compile(r"[0-9a-f]{64}")


class EvidenceFiles:
    """Puts bytes in and takes them out. Of a backup or a shared copy, the bytes lie in a folder beside it."""

    def __init__(self, connection: sqlite3.Connection, beside: Sequence[Path] = ()) -> None:
        self._db = connection
        self._beside = beside

    def put(self, content: bytes) -> str:
        """Keep ``content`` and return its SHA-256; the same bytes are kept once."""
        name = hashlib.sha256(content).hexdigest()
        with transaction(self._db):
            self._db.execute("INSERT OR IGNORE INTO stored_file VALUES (?, ?, ?)", (name, len(content), content))
        return name

    def get(self, name: str) -> bytes:
        """Return the bytes of a hash.

        Raises:
            Problem: they are not in this file, or no longer what they were.
        """
        row = self._db.execute("SELECT bytes FROM stored_file WHERE hash = ?", (name,)).fetchone()
        content = bytes(row[0]) if row else self._from_beside(name)
        if content is None:
            raise Problem("The attached file is not in this tracker. It may be in another copy of it.", "file-missing")
        if hashlib.sha256(content).hexdigest() != name:
            raise Problem("The attached file is damaged: its bytes are not those that were attached.", "file-damaged")
        return content

    def raw(self, name: str) -> bytes:
        """Return the bytes held here under a hash, which the caller compares with it."""
        return bytes(self._db.execute("SELECT bytes FROM stored_file WHERE hash = ?", (name,)).fetchone()[0])

    def _from_beside(self, name: str) -> bytes | None:
        if _HASH.fullmatch(name):  # anything else would be a path
            for folder in self._beside:
                with suppress(OSError):
                    return (folder / name).read_bytes()
        return None

    def names(self) -> list[str]:
        """Return the hashes of all that is held here."""
        return [str(name) for (name,) in self._db.execute("SELECT hash FROM stored_file ORDER BY hash")]

    def sizes(self) -> dict[str, int]:
        """Return how many bytes are held here under each hash."""
        return {str(name): int(size) for name, size in self._db.execute("SELECT hash, size FROM stored_file")}

    def has(self, name: str) -> bool:
        """Tell whether the bytes of a hash are in this file."""
        return self._db.execute("SELECT 1 FROM stored_file WHERE hash = ?", (name,)).fetchone() is not None

    def damaged(self) -> list[str]:
        """Return the hashes whose bytes no longer fit them."""
        rows = self._db.execute("SELECT hash, bytes FROM stored_file")
        return [name for name, content in rows if hashlib.sha256(content).hexdigest() != name]


def bring(connection: sqlite3.Connection, folder: Path) -> int:
    """Take in the attached files that the log names, that are not here, and that lie in a folder by hash.

    Bytes that do not fit their name stay where they are. Returns how many were taken in.
    """
    kept = EvidenceFiles(connection)
    wanted = named_files(connection) - set(kept.names())
    brought = 0
    for name in sorted(wanted):
        if not _HASH.fullmatch(name):
            continue  # it would be a path
        try:
            content = (folder / name).read_bytes()
        except OSError:
            continue
        if hashlib.sha256(content).hexdigest() == name:
            kept.put(content)
            brought += 1
    return brought


def named_files(connection: sqlite3.Connection) -> set[str]:
    """Return the hashes of the attached files that the log names; of a redacted one it holds none any more."""
    rows = connection.execute(
        "SELECT DISTINCT value FROM change WHERE value NOTNULL "
        "AND field = (SELECT n FROM field WHERE name = 'evidence.file_hash')"
    )
    return {str(decode(value)) for (value,) in rows}


def drop_unnamed(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Delete the bytes of attached files that nothing in the log names any more."""
    gone = set(names) - named_files(connection)
    connection.executemany("DELETE FROM stored_file WHERE hash = ?", [(name,) for name in sorted(gone)])


def fingerprint(path: Path) -> str | None:
    """Return the SHA-256 of a file's content, or None where there is no such file to read.

    A tracker file that is open here is never read: that would drop its lock.
    """
    if is_open_here(path):
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
