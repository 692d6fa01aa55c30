"""Which value holds, and from when to when: the rule that every screen, count and chart reads by.

A *slot* is one field of one entity; its *entries* are the changes made to it. Among the entries that
count and have ``as_at`` <= D, of two where one had seen the other the later ``as_at`` wins, and on the same
day the one that had seen the other; two that never saw each other both stand. What stands at D is what
nothing beats. In one officer's file that is "the latest as_at, then the last typed".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from send_tracker.domain.fields import Value
from send_tracker.domain.log import decode

FOREVER = "9999-12-31"
"""The end of a value that still holds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A change as the rule sees it.

    Attributes:
        n: its number in this file; a change is always written after those it follows or strikes.
        edit: the number of its edit; within one edit a later entry has seen the earlier ones.
        id: a text that orders entries alike in every copy, for conflicts.
        as_at: the day it holds from; None for a strike-only entry.
        value: canonical text; None when redacted (or strike-only).
        follows: numbers of the entries it had seen directly.
        counts: False when it has been struck by a change that counts.
    """

    n: int
    edit: int
    id: str
    as_at: str | None
    value: str | None
    follows: tuple[int, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """A value that holds from ``since`` up to, not including, ``until``."""

    since: str
    until: str
    change: int
    value: str | None
    conflict: bool = False


Chooser = Callable[[Sequence[Entry]], Entry]
"""Picks the entry to show while several different values stand."""


def smallest_id(standing: Sequence[Entry]) -> Entry:
    """Pick the entry with the smallest id: arbitrary, but the same in every copy."""
    return min(standing, key=lambda e: e.id)


def worst_of(standing: Sequence[Entry], ranks: Mapping[Value, int]) -> Entry:
    """Pick the worst of several standing statuses; a code without a rank is worst of all."""

    def worst_first(entry: Entry) -> tuple[bool, int, str]:
        rank = ranks.get(decode(entry.value))
        return rank is not None, rank if rank is not None else 0, entry.id

    return min(standing, key=worst_first)


def struck(strikes: Mapping[int, Iterable[int]]) -> set[int]:
    """Return the numbers of the changes that no longer count.

    Args:
        strikes: for each striking change, the changes it strikes. A strike that is itself struck by a change
            that counts does not count; a change only strikes earlier ones, so the latest are decided first.
    """
    gone: set[int] = set()
    for n in sorted(strikes, reverse=True):
        if n not in gone:
            gone.update(strikes[n])
    return gone


def spans(entries: Sequence[Entry], choose: Chooser = smallest_id) -> list[Span]:
    """Return the spans of a slot, oldest first, without gaps from its first day on.

    Args:
        entries: all entries of the slot, strike-only and struck ones too, by ascending number.
        choose: picks what is shown while different values stand.
    """
    live = [e for e in entries if e.counts and e.as_at is not None]
    if len(live) <= 1:  # most slots by far: their one value holds from its day on
        return [Span(e.as_at or "", FOREVER, e.n, e.value) for e in live]
    if _is_a_chain(entries):
        return _chain_spans(live)
    return _graph_spans(live, _Seen(entries), choose)


def _is_a_chain(entries: Sequence[Entry]) -> bool:
    """Tell whether every entry had seen the one before it, so that there is nothing to combine."""
    return all(a.n in b.follows or a.edit == b.edit for a, b in pairwise(entries))


def _chain_spans(live: Sequence[Entry]) -> list[Span]:
    """Sort by (as_at, number); on one day the last typed wins."""
    last_of_day: dict[str, Entry] = {}
    for entry in live:
        last_of_day[entry.as_at or ""] = entry
    days = sorted(last_of_day)
    return [
        Span(day, until, last_of_day[day].n, last_of_day[day].value)
        for day, until in zip(days, [*days[1:], FOREVER], strict=True)
    ]


class _Seen:
    """Which entries had seen which, directly or not: for each entry, a set of bits over all of them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._place = {e.n: place for place, e in enumerate(entries)}
        self._bits: list[int] = []
        for place, entry in enumerate(entries):
            before = [self._place[n] for n in entry.follows if n in self._place]
            if place and entries[place - 1].edit == entry.edit:
                before.append(place - 1)
            bits = 0
            for earlier in before:
                bits |= self._bits[earlier] | 1 << earlier
            self._bits.append(bits)

    def saw(self, a: Entry, b: Entry) -> bool:
        """Tell whether ``a`` was made with ``b`` in front of the officer."""
        return bool(self._bits[self._place[a.n]] >> self._place[b.n] & 1)


def _graph_spans(live: Sequence[Entry], seen: _Seen, choose: Chooser) -> list[Span]:
    """Walk the days. What is beaten stays beaten, so each day is decided by the entries it adds."""
    of_day: dict[str, list[Entry]] = {}
    for entry in live:
        of_day.setdefault(entry.as_at or "", []).append(entry)
    days = sorted(of_day)
    standing: list[Entry] = []
    found = []
    for day, until in zip(days, [*days[1:], FOREVER], strict=True):
        standing = _standing(standing, of_day[day], seen)
        shown = [e for e in standing if e.value is not None] or standing
        conflict = len({e.value for e in shown}) > 1
        chosen = choose(shown) if conflict else smallest_id(shown)
        found.append(Span(day, until, chosen.n, chosen.value, conflict))
    return found


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """Return what stands now: one entry, or several whose authors never saw each other's.

    A redacted value stands only where nothing else does.
    """
    live = [e for e in entries if e.counts and e.as_at is not None]
    seen = _Seen(entries)
    found: list[Entry] = []
    for day in sorted({e.as_at or "" for e in live}):
        found = _standing(found, [e for e in live if e.as_at == day], seen)
    return [e for e in found if e.value is not None] or found


def _standing(before: Sequence[Entry], today: Sequence[Entry], seen: _Seen) -> list[Entry]:
    """Return what stands once the entries of a later day are added to those that stood.

    An older entry falls to any of today's that it is not a stranger to; of today's, to one that saw it.
    """
    older = [e for e in before if not any(seen.saw(e, t) or seen.saw(t, e) for t in today)]
    return older + [e for e in today if not any(seen.saw(t, e) for t in today)]


def tips(entries: Sequence[Entry]) -> list[int]:
    """Return the numbers of the entries that no other entry of the slot had seen directly."""
    seen = {n for e in entries for n in e.follows}
    for a, b in pairwise(entries):
        if a.edit == b.edit:
            seen.add(a.n)
    return [e.n for e in entries if e.n not in seen]
