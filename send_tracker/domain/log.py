"""The change log in memory: edits, their changes, and the hashes that name them.

An id is a hash of what it names, as commits are in a version control system, so the sorted heads of the
graph stand for the whole history. Values are salted before they are hashed: a value that is later
redacted cannot be guessed back from its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from send_tracker.domain.kinds import Value

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class ChangeRef:
    """Where a change stands in the whole graph: its edit's id and its place in that edit."""

    edit: str
    index: int

    def __str__(self) -> str:
        """Return the form that is hashed."""
        return f"{self.edit}:{self.index}"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one entity, changed by an edit.

    A strike-only change has no value, salt, hash or date. A redacted one has its hash and date still.

    Attributes:
        value: canonical JSON text; None when redacted or strike-only.
        as_at: ISO day from which the value holds.
        follows: the tips of the field that the officer had in front of them, in earlier edits.
        strikes: changes that no longer count.
    """

    kind: str
    entity: str
    field: str
    value: str | None = None
    salt: bytes | None = None
    value_hash: str | None = None
    as_at: str | None = None
    follows: tuple[ChangeRef, ...] = ()
    strikes: tuple[ChangeRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """What an officer did at once. ``recorded_at`` is UTC; ``reason`` is None when there is none or redacted."""

    tracker: str
    parents: tuple[str, ...]
    author: str
    recorded_at: str
    verb: str
    reason: str | None
    reason_salt: bytes | None
    reason_hash: str | None
    meeting: str | None
    changes: tuple[Change, ...]
    id: str = ""

    def sealed(self) -> Edit:
        """Return the edit with its id computed from its content."""
        return replace(self, id=edit_id(self))


_canonical_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode


def canonical(value: Value) -> str:
    """Return the one JSON text of a value: UTF-8, no spaces, no floats.

    Raises:
        TypeError: it is a float; their text form differs from machine to machine.
    """
    if isinstance(value, float):
        raise TypeError("a value cannot be a float")
    return _canonical_json(value)


def decode(text: str | None) -> Value:
    """Return the value of a canonical text; None for redacted and for cleared alike."""
    if text is None:
        return None
    if text[0] == '"' and "\\" not in text:  # nothing is escaped: most values, and three times as fast
        return text[1:-1]
    if text == "true":  # what exists, of every entity there is
        return True
    value: Value = json.loads(text)
    return value


def decode_unjudged(text: str | None) -> Value:
    """Return the value of a text of another copy that nobody has judged yet; None where it cannot be read."""
    try:
        return decode(text) if text else None
    except (ValueError, RecursionError):  # no JSON, or a trap made of it
        return None


def salted_hash(salt: bytes, text: str) -> str:
    """Return the hash that stands for a value in its edit's id."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def edit_id(edit: Edit) -> str:
    """Return SHA-256 of the edit's canonical JSON, in hexadecimal."""
    body = {
        "tracker": edit.tracker,
        "parents": sorted(edit.parents),
        "author": edit.author,
        "recorded_at": edit.recorded_at,
        "verb": edit.verb,
        "reason": edit.reason_hash,
        "meeting": edit.meeting,
        "changes": [_change_body(c) for c in edit.changes],
    }
    return hashlib.sha256(_canonical_json(body).encode()).hexdigest()


def _change_body(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "entity": change.entity,
        "field": change.field,
        "value": change.value_hash,
        "as_at": change.as_at,
        "follows": sorted(str(ref) for ref in change.follows),
        "strikes": sorted(str(ref) for ref in change.strikes),
    }


def broken_hashes(edit: Edit) -> list[str]:
    """Return what does not fit its hash, as short codes with the change's place; none for a sound edit."""
    found = []
    if edit_id(edit) != edit.id:
        found.append("edit-id")
    if edit.reason is not None and (
        edit.reason_salt is None or salted_hash(edit.reason_salt, edit.reason) != edit.reason_hash
    ):
        found.append("reason")
    found += [f"value {i}" for i, c in enumerate(edit.changes) if not _value_fits(c)]
    return found


def _value_fits(change: Change) -> bool:
    """Tell whether a change's value is the one that was hashed; a redacted value fits any hash."""
    if change.value is None:
        return change.salt is None
    return change.salt is not None and salted_hash(change.salt, change.value) == change.value_hash


def blanks(edit: Edit) -> list[str]:
    """Return what of an edit has a hash and no text, in the form in which redactions name it."""
    found = [f"{edit.id}:{i}" for i, c in enumerate(edit.changes) if c.value is None and c.value_hash]
    return [*found, f"{edit.id}:reason"] if edit.reason is None and edit.reason_hash else found


def heads_digest(heads: Sequence[str]) -> str:
    """Return one hexadecimal digest for a set of heads, whatever their order."""
    return hashlib.sha256("\n".join(sorted(heads)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that a verb wants, before the log has given it salt, hash and place.

    Attributes:
        as_at: the day it holds from; None means the edit's day.
        strikes: numbers, in this file, of changes of the same slot that shall no longer count.
        strike_only: True for a change without value or date.
    """

    kind: str
    entity: str
    field: str
    value: Value = None
    as_at: str | None = None
    strikes: tuple[int, ...] = ()
    strike_only: bool = False


@dataclass(frozen=True, slots=True)
class EditRequest:
    """All that a verb decides about an edit; the log adds tracker, parents, salts and hashes.

    ``here`` is the local mark that Ctrl+Z goes by; an edit that nobody should undo, such as the first ones
    of a new file, does without it.
    """

    verb: str
    drafts: tuple[Draft, ...]
    author: str
    recorded_at: str
    day: str
    reason: str | None = None
    meeting: str | None = None
    here: bool = True
