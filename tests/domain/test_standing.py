"""The rule of standing values, on graphs of copies that were combined in any order, against its definition."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain import standing as rule
from send_tracker.domain.fields import Value
from send_tracker.domain.standing import FOREVER, Entry, smallest_id, spans, struck, tips, worst_of

DAYS = [f"2025-01-{n:02}" for n in range(1, 8)]
RANKS = {'"red"': 0, '"amber"': 1, '"green"': 2}


@dataclass
class Made:
    """One change in the made-up world, with the real objects it saw and strikes."""

    id: str
    edit: int
    as_at: str | None
    value: str | None
    strikes: list[Made]
    seen: set[str] = field(default_factory=set)
    follows: set[str] = field(default_factory=set)


@dataclass
class World:
    """Three officers' copies of one slot: each is a list of changes in the order they arrived."""

    dice: random.Random
    copies: list[list[Made]] = field(default_factory=lambda: [[], [], []])
    edits: int = 0

    def edit(self) -> None:
        copy = self.dice.choice(self.copies)
        before = list(copy)
        self.edits += 1
        for place in range(self.dice.choice([1, 1, 1, 2, 3])):
            copy.append(self._change(before, copy, place))

    def _change(self, before: list[Made], copy: list[Made], place: int) -> Made:
        strikes = [self.dice.choice(before)] if before and self.dice.random() < 0.3 else []
        strike_only = bool(strikes) and self.dice.random() < 0.6
        made = Made(
            hashlib.sha256(f"{self.edits}.{place}".encode()).hexdigest(),
            self.edits,
            None if strike_only else self.dice.choice(DAYS),
            None if strike_only or self.dice.random() < 0.08 else self.dice.choice(sorted(RANKS)),
            strikes,
        )
        made.seen = {m.id for m in copy}
        if place == 0:  # a later change of the same edit has seen the earlier ones without saying so
            made.follows = {m.id for m in before if not any(m.id in other.seen for other in before)}
        return made

    def combine(self) -> None:
        to, source = self.dice.sample(self.copies, 2)
        known = {m.id for m in to}
        to += [m for m in source if m.id not in known]

    def union(self) -> list[Made]:
        found: dict[str, Made] = {}
        for copy in self.copies:
            found |= {m.id: m for m in copy}
        return list(found.values())


def entries_of(union: Sequence[Made], dice: random.Random) -> list[Entry]:
    """Number the changes in some order that puts each after what it saw, as one file may have got them."""
    waiting = {e: [m for m in union if m.edit == e] for e in {m.edit for m in union}}
    order: list[Made] = []
    while waiting:
        own = {m.id for m in order}
        ready = [e for e, ms in waiting.items() if ms[0].seen <= own]
        order += waiting.pop(dice.choice(sorted(ready)))
    number = {m.id: n for n, m in enumerate(order, start=1)}
    gone = struck({number[m.id]: [number[s.id] for s in m.strikes] for m in order if m.strikes})
    return [
        Entry(
            number[m.id], m.edit, m.id, m.as_at, m.value, tuple(sorted(number[f] for f in m.follows)),
            number[m.id] not in gone,
        )
        for m in order
    ]  # fmt: skip


def counts(made: Made, union: Sequence[Made]) -> bool:
    return not any(counts(s, union) for s in union if made in s.strikes)


def standing(union: Sequence[Made], day: str) -> list[Made]:
    """The definition, word by word."""
    known = [m for m in union if m.as_at is not None and m.as_at <= day and counts(m, union)]

    def beaten(m: Made) -> bool:
        for other in known:
            if other.id in m.seen or m.id in other.seen:
                if (other.as_at or "") > (m.as_at or ""):
                    return True
                if other.as_at == m.as_at and m.id in other.seen:
                    return True
        return False

    return [m for m in known if not beaten(m)]


def worst(found: Sequence[Entry]) -> Entry:
    return min(found, key=lambda e: (RANKS[e.value or ""], e.id))


@settings(max_examples=250, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 22))
def test_spans_are_the_definition_on_every_day(dice: random.Random, steps: int) -> None:
    world = World(dice)
    for _ in range(steps):
        world.edit() if dice.random() < 0.7 else world.combine()
    union = world.union()
    by_id = {m.id: m for m in union}
    entries = entries_of(union, dice)
    for choose in (smallest_id, worst):
        found = spans(entries, choose)
        assert [s.until for s in found[:-1]] == [s.since for s in found[1:]]
        assert not found or found[-1].until == FOREVER
        for day in ["2024-12-31", *DAYS, "2031-01-01"]:
            wanted = standing(union, day)
            shown = [s for s in found if s.since <= day < s.until]
            assert len(shown) == bool(wanted)
            if not wanted:
                continue
            values = {m.value for m in wanted if m.value is not None}
            chosen = by_id[next(e.id for e in entries if e.n == shown[0].change)]
            assert chosen in wanted
            assert shown[0].value == chosen.value
            assert shown[0].conflict == (len(values) > 1)
            assert (chosen.value is None) == (not values), "a redacted value stands only when no other does"
            rivals = [m for m in wanted if m.value is not None] or wanted
            if len(values) > 1 and choose is worst:
                assert chosen == min(rivals, key=lambda m: (RANKS[m.value or ""], m.id))
            else:
                assert chosen == min(rivals, key=lambda m: m.id)


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 22))
def test_the_order_of_arrival_changes_nothing(dice: random.Random, steps: int) -> None:
    world = World(dice)
    for _ in range(steps):
        world.edit() if dice.random() < 0.7 else world.combine()
    answers = []
    for _ in range(3):
        entries = entries_of(world.union(), dice)
        ids = {e.n: e.id for e in entries}
        found = [(s.since, s.until, ids[s.change], s.value, s.conflict) for s in spans(entries, worst)]
        answers.append((found, {ids[n] for n in tips(entries)}))
    assert answers[0] == answers[1] == answers[2]


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 25))
def test_in_one_copy_it_is_the_latest_day_then_the_last_typed(dice: random.Random, steps: int) -> None:
    world = World(dice, copies=[[]])
    for _ in range(steps):
        world.edit()
    union = world.copies[0]
    entries = entries_of(union, dice)
    assert len(tips(entries)) <= 1
    for day in DAYS:
        known = [e for e in entries if e.counts and e.as_at and e.as_at <= day]
        last = max(known, key=lambda e: (e.as_at, e.n), default=None)
        shown = [s.change for s in spans(entries) if s.since <= day < s.until]
        assert shown == ([last.n] if last else [])


def test_two_who_never_saw_each_other_conflict_until_someone_settles_it() -> None:
    first = Entry(1, 1, "a", "2025-01-01", '"green"')
    here = Entry(2, 2, "c", "2025-01-02", '"amber"', (1,))
    there = Entry(3, 3, "b", "2025-01-03", '"red"', (1,))
    found = spans([first, here, there], worst)
    assert [(s.since, s.value, s.conflict) for s in found] == [
        ("2025-01-01", '"green"', False),
        ("2025-01-02", '"amber"', False),
        ("2025-01-03", '"red"', True),
    ]
    settled = Entry(4, 4, "d", "2025-01-03", '"green"', (2, 3))
    assert [s.conflict for s in spans([first, here, there, settled])] == [False, False, False]
    assert spans([first, here, there, settled])[-1].value == '"green"'


def test_the_same_value_twice_is_no_conflict() -> None:
    entries = [Entry(1, 1, "b", "2025-01-01", '"x"'), Entry(2, 2, "a", "2025-01-01", '"x"')]
    (span,) = spans(entries)
    assert (span.change, span.conflict) == (2, False)


def test_a_redacted_value_gives_way_but_may_stand_alone() -> None:
    redacted = Entry(1, 1, "a", "2025-01-01", None)
    other = Entry(2, 2, "b", "2025-01-01", '"x"')
    assert [(s.value, s.conflict) for s in spans([redacted, other])] == [('"x"', False)]
    assert [(s.change, s.value) for s in spans([redacted])] == [(1, None)]


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 22))
def test_what_stands_now_is_the_definition(dice: random.Random, steps: int) -> None:
    world = World(dice)
    for _ in range(steps):
        world.edit() if dice.random() < 0.7 else world.combine()
    union = world.union()
    wanted = standing(union, FOREVER)
    wanted = [m for m in wanted if m.value is not None] or wanted
    found = rule.standing(entries_of(union, dice))
    assert sorted(e.id for e in found) == sorted(m.id for m in wanted)


def test_the_worst_of_several_is_the_lowest_rank_then_the_smallest_id_and_unknown_is_worst() -> None:
    ranks: dict[Value, int] = {"red": -1, "amber": 0, "green": 2}
    red, amber, green = (
        Entry(n, n, id, "2025-01-01", f'"{v}"') for n, id, v in ((1, "c", "red"), (2, "b", "amber"), (3, "a", "green"))
    )
    assert worst_of([green, amber, red], ranks) is red
    assert worst_of([green, amber], ranks) is amber
    unknown, other = (Entry(n, n, id, "2025-01-01", v) for n, id, v in ((4, "e", '"mauve"'), (5, "d", None)))
    assert worst_of([red, unknown], ranks) is unknown
    assert worst_of([unknown, red, other], ranks) is other
    same = Entry(6, 6, "0", "2025-01-01", '"red"')
    assert worst_of([red, same, amber], ranks) is same


def test_a_strike_that_is_struck_does_not_count() -> None:
    assert struck({2: [1]}) == {1}
    assert struck({2: [1], 3: [2]}) == {2}
    assert struck({2: [1], 3: [2], 4: [3]}) == {3, 1}


def test_nothing_said_or_all_struck_has_no_spans() -> None:
    assert spans([]) == []
    assert spans([Entry(1, 1, "a", "2025-01-01", '"x"', counts=False)]) == []


def test_a_long_history_with_one_old_fork_is_not_slow() -> None:
    """Once two copies were combined, a slot is a graph for ever: its cost must not grow with the square."""
    entries = [Entry(1, 1, "0", "2025-01-01", '"x"'), Entry(2, 2, "1", "2025-01-01", '"y"')]
    for n in range(3, 2_000):
        follows = (1, 2) if n == 3 else (n - 1,)
        entries.append(Entry(n, n, f"{n}", f"20{n // 100 + 10:02}-01-{n % 28 + 1:02}", '"z"', follows))
    assert len({s.since for s in spans(entries)}) == len({e.as_at for e in entries})
