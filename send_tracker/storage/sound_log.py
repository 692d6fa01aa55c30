"""Is the whole log sound? One pass over it in the order of its numbers, without an object for each row.

It only says yes or no, and says yes only where the parts of :mod:`send_tracker.services.checking` that look at the log
find nothing: every hash fits, every row belongs to something, parents come before their children, the heads are the
heads. What is wrong with another is named the slow way, edit by edit.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from send_tracker.domain.log import canonical

_EDITS = (
    "SELECT n, id, author, recorded_at, verb, CAST(reason AS BLOB), reason_salt, reason_hash, meeting, first_change "
    "FROM edit ORDER BY n"
)
_CHANGES = "SELECT edit, n, idx, entity, field, as_at, salt, CAST(value AS BLOB), value_hash FROM change ORDER BY n"
_WRONG = (sqlite3.Error, UnicodeError, OverflowError, TypeError, ValueError, KeyError, AttributeError)
"""What a damaged row can raise on its way."""

_text = lru_cache(maxsize=4096)(canonical)
Row = tuple[Any, ...]


class UnsoundError(Exception):
    """A row of the log is not what it should be."""


def log_is_sound(connection: sqlite3.Connection, tracker: str, redacted: Collection[str]) -> bool:
    """Tell whether every row of the log is what was hashed, and stands where it should.

    Args:
        connection: the file. tracker: its name. redacted: what redactions name, and so may be blank.
    """
    try:
        return _Pass(connection, tracker, redacted).is_sound()
    except (*_WRONG, UnsoundError):
        return False


class _Pass:
    """One pass over the log."""

    def __init__(self, connection: sqlite3.Connection, tracker: str, redacted: Collection[str]) -> None:
        read = connection.execute
        self._db = connection
        self._tracker = _text(tracker)
        self._redacted = redacted
        self._ids: dict[int, str] = {n: id.hex() for n, id in read("SELECT n, id FROM edit")}
        self._entities = {n: f',"entity":"{id.hex()}","field":' for n, id in read("SELECT n, id FROM entity")}
        self._kinds: dict[int, str] = {
            n: f'],"kind":{_text(k)},"strikes":[' for n, k in read("SELECT n, kind FROM entity")
        }
        self._fields: dict[int, str] = {
            n: f'{_text(name.partition(".")[2])},"follows":[' for n, name in read("SELECT n, name FROM field")
        }
        self._parents = _gathered(read("SELECT edit, parent FROM edit_parent"))
        self._follows = _gathered(read("SELECT change, target FROM follows"))
        self._strikes = _gathered(read("SELECT change, target FROM strikes"))
        self._pointed = {n for refs in (self._follows, self._strikes) for found in refs.values() for n in found}
        self._places: dict[int, str] = {}

    def is_sound(self) -> bool:
        """Go through edits and changes side by side, until nothing is left over on either side."""
        changes = groupby(self._db.execute(_CHANGES), key=itemgetter(0))
        for edit, (number, rows) in zip(self._db.execute(_EDITS), changes, strict=True):
            if edit[0] != number or not self._fits(edit, self._bodies(edit, rows)):
                return False
        if self._parents or self._follows or self._strikes:
            return False  # rows of edits or changes that are not there
        heads = "SELECT n FROM edit WHERE n NOT IN (SELECT parent FROM edit_parent)"
        return set(self._db.execute(heads)) == set(self._db.execute("SELECT edit FROM head"))

    def _bodies(self, edit: Row, rows: Iterable[Row]) -> list[str]:
        """Return the canonical text of each change of an edit, as it goes into the edit's hash."""
        number, first = edit[0], edit[9]
        entities, kinds, fields, pointed = self._entities, self._kinds, self._fields, self._pointed
        follows, strikes, found = self._follows, self._strikes, list[str]()
        for idx, (_, n, at, entity, field, as_at, salt, value, value_hash) in enumerate(rows):
            if at != idx or n != first + idx:
                raise UnsoundError
            if value is None:
                self._may_be_blank(number, idx, salt, value_hash)
            elif sha256(salt + value).digest() != value_hash:
                raise UnsoundError
            if n in pointed:
                self._places[n] = f'"{self._ids[number]}:{idx}"'
            seen = self._refs(follows.pop(n)) if n in follows else ""
            struck = self._refs(strikes.pop(n)) if n in strikes else ""
            hashed = f'"{value_hash.hex()}"' if value_hash else "null"
            found.append(
                f'{{"as_at":{_text(as_at)}{entities[entity]}{fields[field]}{seen}{kinds[entity]}{struck}],"value":{hashed}}}'
            )
        return found

    def _may_be_blank(self, edit: int, idx: int, salt: bytes | None, value_hash: bytes | None) -> None:
        """Allow a change without a value that only strikes, or that a redaction names."""
        if salt is not None or (value_hash and f"{self._ids[edit]}:{idx}" not in self._redacted):
            raise UnsoundError

    def _refs(self, targets: list[int]) -> str:
        """Return where the targets stand; they must be earlier in the log."""
        places = self._places
        return places[targets[0]] if len(targets) == 1 else ",".join(sorted([places[n] for n in targets]))

    def _fits(self, edit: Row, bodies: list[str]) -> bool:
        """Tell whether an edit is the one that its id names, and its reason the one that was hashed."""
        number, id, author, recorded_at, verb, reason, salt, reason_hash, meeting, _ = edit
        if reason is not None:
            if sha256(salt + reason).digest() != reason_hash:
                return False
        elif reason_hash and f"{id.hex()}:reason" not in self._redacted:
            return False
        parents = self._parents.pop(number, ())
        if any(parent >= number for parent in parents):
            return False
        above = ",".join(sorted([f'"{self._ids[parent]}"' for parent in parents]))
        hashed = f'"{reason_hash.hex()}"' if reason_hash else "null"
        body = (
            f'{{"author":{_text(author)},"changes":[{",".join(bodies)}],"meeting":{_text(meeting)},"parents":[{above}],'
            f'"reason":{hashed},"recorded_at":{_text(recorded_at)},"tracker":{self._tracker},"verb":{_text(verb)}}}'
        )
        return bool(sha256(body.encode()).digest() == id)


def _gathered(rows: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for owner, target in rows:
        found[owner].append(target)
    return dict(found)
