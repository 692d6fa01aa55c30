"""Judging an edit that comes from another copy: is it what its author made, and can this file hold it?

A copy may have been altered, by a fault or on purpose, so nothing of it is believed: every edit is hashed again,
and every name and value is held against the vocabulary. An edit is taken whole or refused whole, since its id
stands for all of it. Fields and kinds that this version does not know are kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from send_tracker.domain.kinds import EXISTS, KINDS, entity_id, field_of
from send_tracker.domain.log import Change, ChangeRef, Edit, broken_hashes, canonical, decode
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import clean_text

_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not taken: the edit, or one change of it as ``EDIT:INDEX``, and why in a plain sentence."""

    change: str
    why: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the receiving file knows, as functions, so that the rules need no database.

    Attributes:
        edit: tells whether an edit is there, or was accepted before this one.
        slot: returns kind, entity and field of a change that is there, None for none.
        kind: returns the kind under which an entity is known; empty for a new one.
        redacted: the changes that redactions name, in this file and in the arriving one.
        is_empty: True while the file has no edit at all.
    """

    edit: Callable[[str], bool]
    slot: Callable[[ChangeRef], tuple[str, str, str] | None]
    kind: Callable[[str], str]
    redacted: Collection[str]
    is_empty: bool = False


def judge(edit: Edit, tracker: str, known: Known) -> Refused | None:
    """Return why an edit cannot be taken, or None for a sound one."""
    if edit.tracker != tracker:
        return Refused(edit.id, "It belongs to another tracker.")
    broken = broken_hashes(edit)
    if broken:
        return Refused(_place(edit, broken[0]), "It was altered after it was made: it does not fit its hash.")
    if not edit.parents and not known.is_empty:
        return Refused(edit.id, "It begins a history of its own.")
    if any(not known.edit(parent) for parent in edit.parents):
        return Refused(edit.id, "It stands on an edit that was refused or is missing.")
    if not edit.changes or not _head_is_plain(edit):
        return Refused(edit.id, "It is not in the form in which edits are made.")
    if edit.reason_hash and edit.reason is None and f"{edit.id}:reason" not in known.redacted:
        return Refused(f"{edit.id}:reason", "Its reason is blank, and no redaction names it.")
    for index, change in enumerate(edit.changes):
        why = _fault(edit, index, change, known)
        if why:
            return Refused(f"{edit.id}:{index}", why)
    return None


def _place(edit: Edit, code: str) -> str:
    """Return what a broken hash is of: the edit, or one of its changes."""
    return f"{edit.id}:{code.removeprefix('value ')}" if code.startswith("value ") else edit.id


def _head_is_plain(edit: Edit) -> bool:
    """Tell whether author, verb, moment and reason have the form that this program gives them."""
    try:
        datetime.fromisoformat(edit.recorded_at)
        texts = [clean_text(text) == text for text in (edit.author, edit.reason or "", edit.meeting or "")]
    except (ValueError, Problem):
        return False
    return all(texts) and bool(edit.author) and bool(re.fullmatch(r"[a-z][a-z0-9-]{0,60}", edit.verb))


def _fault(edit: Edit, index: int, change: Change, known: Known) -> str:
    """Return what is wrong with one change; empty for nothing."""
    if not _is_named(change):
        return "It names no field."
    own = {(c.entity, c.kind) for c in edit.changes if c.entity == change.entity}
    if len(own) > 1 or known.kind(change.entity) not in ("", change.kind):
        return "It calls an entity by another kind than the one it has."
    if not _refers(change, known):
        return "It refers to a change that is missing or that is of something else."
    if change.value_hash is None:
        blank = change.value is None and change.as_at is None and bool(change.strikes)
        return "" if blank else "It has neither a value nor anything to strike."
    if not _is_day(change.as_at):
        return "The day it holds from is none."
    if change.value is None:
        return "" if f"{edit.id}:{index}" in known.redacted else "Its value is blank, and no redaction names it."
    return "" if _fits(change) else "Its value does not fit its field."


def _is_named(change: Change) -> bool:
    try:
        is_id = entity_id(change.entity) == change.entity
    except ValueError:
        return False
    return is_id and bool(_NAME.fullmatch(change.kind)) and bool(_NAME.fullmatch(change.field))


def _refers(change: Change, known: Known) -> bool:
    """Tell whether what it strikes is of its own slot, and what it follows of its own entity."""
    for ref in change.strikes:
        if known.slot(ref) != (change.kind, change.entity, change.field):
            return False
    for ref in change.follows:
        found = known.slot(ref)
        if found is None or found[1] != change.entity:
            return False
    return True


def _is_day(text: str | None) -> bool:
    try:
        return text is not None and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _fits(change: Change) -> bool:
    """Tell whether a value is one text of JSON and one that its field can hold, where the field is known."""
    text = change.value or ""
    try:
        value: object = decode(text)
        if not isinstance(value, str | int | None) or canonical(value) != text:
            return False
        if change.field != EXISTS and change.field not in KINDS.get(change.kind, {}):
            return True
        return field_of(change.kind, change.field).check(value) == value
    except (ValueError, TypeError, IndexError, RecursionError, Problem):  # a text of nothing, brackets without end
        return False
