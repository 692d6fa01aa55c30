"""From what a verb wants to what is hashed: salts, dates, and what each change had in front of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from send_tracker.domain.kinds import EXISTS, KINDS, entity_id, field_of
from send_tracker.domain.log import SALT_BYTES, Change, ChangeRef, Draft, canonical, salted_hash
from send_tracker.domain.standing import Entry, tips
from send_tracker.storage.names import Names
from send_tracker.storage.slots import Slots, entry_id

Slot = tuple[int, int]
"""Entity and field, by their numbers in this file."""


@dataclass(frozen=True, slots=True)
class Row:
    """A change on its way into the table, with the numbers that stand for its names."""

    change: Change
    slot: Slot
    follows: tuple[int, ...]
    strikes: tuple[int, ...]


class Composer:
    """Composes the changes of one edit, and afterwards says what its slots hold."""

    def __init__(self, names: Names, slots: Slots, day: str, newest: int) -> None:
        """Compose an edit of a day; what it makes has numbers after ``newest``, and nothing in the log yet."""
        self._newest = newest
        self._names = names
        self._slots = slots
        self._day = day
        self._ids: dict[str, str] = {}
        self._front: dict[Slot, list[Entry]] = {}
        self._exists: dict[int, list[Entry]] = {}

    def row(self, draft: Draft) -> Row:
        """Give a draft its numbers, its salt and what it follows.

        Raises:
            Problem: the field cannot hold the value. ValueError, KeyError: a bug in the verb.
        """
        entity = self._ids.get(draft.entity) or self._ids.setdefault(draft.entity, entity_id(draft.entity))
        slot = self._names.entity(draft.kind, entity), self._names.field(draft.kind, draft.field)
        if slot[0] > self._newest and not draft.strikes:  # nothing stands before what is new
            self._front.setdefault(slot, [])
            return Row(self._change(draft, entity, (), ()), slot, (), ())
        seen_in_this_edit = slot in self._front
        own = self._front.setdefault(slot, []) if seen_in_this_edit else self._read(slot)
        follows = {} if seen_in_this_edit else {e.n: e for e in self._tips(draft, slot, own)}
        known = {e.n: e for e in own}
        strikes = tuple(known[n] for n in draft.strikes)  # KeyError: only changes of the same slot can be struck
        change = self._change(draft, entity, follows.values(), strikes)
        return Row(change, slot, tuple(sorted(follows)), tuple(e.n for e in strikes))

    def _read(self, slot: Slot) -> list[Entry]:
        self._front[slot] = [] if slot[0] > self._newest else self._slots.entries(*slot)
        return self._front[slot]

    def _tips(self, draft: Draft, slot: Slot, own: list[Entry]) -> Iterator[Entry]:
        """Yield the tips in front of the officer.

        A change of ``exists`` after the first has those of all fields of its entity in front of it, and every
        later change of a field has its: that is how "edited while withdrawn" is found.
        """
        yield from _tip_entries(own)
        if draft.field != EXISTS:
            yield from _tip_entries(self._several_exists(draft.kind, slot[0]))
        elif own:
            for name in KINDS[draft.kind]:
                if number := self._names.known_field(draft.kind, name):
                    yield from _tip_entries(self._slots.entries(slot[0], number))

    def _several_exists(self, kind: str, entity: int) -> list[Entry]:
        """Return the changes of ``exists`` of an entity if it has more than one, read once for an edit."""
        if entity > self._newest:
            return []
        if entity not in self._exists:
            field = self._names.known_field(kind, EXISTS)
            several = field and self._slots.has_several(entity, field)
            self._exists[entity] = self._slots.entries(entity, field) if several else []
        return self._exists[entity]

    def _change(self, draft: Draft, entity: str, follows: Iterable[Entry], strikes: tuple[Entry, ...]) -> Change:
        refs = tuple(_ref(e) for e in follows)
        struck = tuple(_ref(e) for e in strikes)
        if draft.strike_only:
            return Change(draft.kind, entity, draft.field, follows=refs, strikes=struck)
        text = canonical(field_of(draft.kind, draft.field).check(draft.value))
        salt = os.urandom(SALT_BYTES)
        as_at = draft.as_at or self._day
        return Change(draft.kind, entity, draft.field, text, salt, salted_hash(salt, text), as_at, refs, struck)

    def written(self, rows: list[Row], edit: str, number: int, first: int) -> dict[Slot, list[Entry]]:
        """Return the entries of the touched slots, now that the edit has its id and its rows their numbers."""
        found = {row.slot: self._front[row.slot] for row in rows}
        for idx, row in enumerate(rows):
            entry = Entry(first + idx, number, entry_id(edit, idx), row.change.as_at, row.change.value, row.follows)
            found[row.slot].append(entry)
        for slot in {row.slot for row in rows if row.strikes}:
            found[slot] = self._slots.entries(*slot)
        return found


def _tip_entries(entries: list[Entry]) -> list[Entry]:
    """Return the entries that no other had seen; in one officer's file that is the last."""
    if not entries:
        return []
    wanted = set(tips(entries))
    return [e for e in entries if e.n in wanted]


def _ref(entry: Entry) -> ChangeRef:
    edit, _, idx = entry.id.partition(":")
    return ChangeRef(edit, int(idx))
