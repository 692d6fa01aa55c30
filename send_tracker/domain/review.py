"""Review mode: which actions a sitting goes through, how far it has got, and how long the rest will take.

A sitting is one run through the plan before or in a meeting. It belongs to one copy of the file and is no part of
the programme's history; the edits that are made in it are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final

from send_tracker.domain.board import WRITING_UP, BoardDates
from send_tracker.domain.register import Meeting
from send_tracker.domain.text import plural


class Mark(StrEnum):
    """What became of an action that a sitting has passed."""

    REVIEWED = "reviewed"
    SKIPPED = "skipped"


class State(StrEnum):
    """How an action stands in the progress strip. What was changed counts as reviewed too."""

    LEFT = "left"
    SKIPPED = "skipped"
    REVIEWED = "reviewed"
    CHANGED = "changed"


class Scope(StrEnum):
    """Which actions of the plan a sitting goes through."""

    ALL = "all"
    STALE = "stale"
    MINE = "mine"
    CHALLENGED = "challenged"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """A scope, and the one area or outcome it is narrowed to; an empty group is the whole plan."""

    scope: Scope = Scope.ALL
    group: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """An action as the order and the filters see it, in the order of the plan.

    Attributes:
        outcome, area: ids of the groups it stands in, empty where it stands in none.
        stale: open, and nothing was recorded since the board that is compared with.
        mine: the officer leads it. challenged: a rule questions it, and no waiver covers that.
        trouble: its status admits trouble (amber and red).
    """

    id: str
    outcome: str = ""
    area: str = ""
    stale: bool = False
    mine: bool = False
    challenged: bool = False
    trouble: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """How far a run has got.

    Attributes:
        board: the board it is for, ISO; empty for none. began: when it began, ISO in UTC.
        current: the action that is looked at. marks: what became of those passed.
        kept: those passed under the filter in force; they stay in the queue though they no longer pass it.
        edits: ids of the edits made in it. changed: the actions whose changes of this sitting still count.
        notes: the progress update that holds the note for the minutes, by action.
        seconds, passed: the time spent on actions, and how many that was, for the pace.
    """

    board: str = ""
    began: str = ""
    wanted: ReviewFilter = ReviewFilter()
    current: str = ""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    edits: tuple[str, ...] = ()
    changed: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    passed: int = 0


LONGEST_LOOK: Final = 300.0
"""Seconds. Somebody who looks longer at one action has gone for tea or is in a discussion, and sets no pace."""
_LEAST_PASSED: Final = 3
"""Actions. A pace of fewer is a guess."""


# Which actions, and in which order


def passes(stop: Stop, wanted: ReviewFilter) -> bool:
    """Tell whether an action passes a filter."""
    if wanted.group and wanted.group not in (stop.outcome, stop.area):
        return False
    match wanted.scope:
        case Scope.STALE:
            return stop.stale
        case Scope.MINE:
            return stop.mine
        case Scope.CHALLENGED:
            return stop.challenged
        case Scope.TROUBLE:
            return stop.trouble
    return True


def queue(stops: Iterable[Stop], sitting: Sitting) -> tuple[Stop, ...]:
    """Return the actions that a sitting goes through, in the order of the plan.

    What was passed under this filter stays, though it no longer passes it: numbers must not fall behind the eye.
    """
    return tuple(s for s in stops if s.id in sitting.kept or passes(s, sitting.wanted))


def to_review(stops: Iterable[Stop]) -> int:
    """Return how many actions ask for a review: challenged, or not updated since the last board."""
    return sum(s.challenged or s.stale for s in stops)


def start_at(order: Sequence[Stop], sitting: Sitting) -> str:
    """Return where to go on: the action that was looked at, else the first that is left, else the first of all."""
    ids = [s.id for s in order]
    if sitting.current in ids:
        return sitting.current
    left = (id for id in ids if state_of(id, sitting) in (State.LEFT, State.SKIPPED))
    return next(left, ids[0] if ids else "")


def neighbour(order: Sequence[Stop], current: str, step: int) -> str:
    """Return the action a step before or after another; empty beyond the ends."""
    ids = [s.id for s in order]
    at = ids.index(current) + step if current in ids else 0
    return ids[at] if 0 <= at < len(ids) else ""


def board_reviewed(meetings: Iterable[Meeting], boards: BoardDates, today: date) -> str:
    """Return the board that a review of today is for, ISO: the one that meets today, else the next, else the last."""
    if any(m.type == "board" and m.day == today for m in meetings):
        return today.isoformat()
    board = boards.next or boards.last
    return board.isoformat() if board else ""


def can_resume(sitting: Sitting, board: str, today: date) -> bool:
    """Tell whether a sitting may be taken up again: it is for the same board, or for one that is being written up."""
    if sitting.board == board:
        return True
    if not sitting.board:
        return False
    return timedelta(0) <= today - date.fromisoformat(sitting.board) <= WRITING_UP


# What a sitting knows


def narrowed(sitting: Sitting, wanted: ReviewFilter) -> Sitting:
    """Return a sitting with another filter; what was reviewed stays reviewed."""
    return replace(sitting, wanted=wanted, kept=frozenset())


def looked_at(sitting: Sitting, action: str) -> Sitting:
    """Return a sitting that looks at another action."""
    return replace(sitting, current=action)


def marked(sitting: Sitting, action: str, mark: Mark, seconds: float) -> Sitting:
    """Return a sitting that has passed an action after looking at it for some seconds.

    An action that is passed again changes its mark, and not the pace.
    """
    found = replace(sitting, marks={**sitting.marks, action: mark}, kept=sitting.kept | {action})
    if action in sitting.marks or mark is Mark.SKIPPED:
        return found
    spent = min(max(seconds, 0.0), LONGEST_LOOK)
    return replace(found, seconds=sitting.seconds + spent, passed=sitting.passed + 1)


def with_edit(sitting: Sitting, edit: str, changed: Mapping[str, bool]) -> Sitting:
    """Return a sitting that took part in an edit.

    Args:
        sitting: as it was. edit: the edit's id, empty for an undo, which is no change of its own.
        changed: for each action that the edit touched, whether anything of this sitting still counts there.
    """
    on = {id for id, counts in changed.items() if counts}
    after = (sitting.changed | on) - (set(changed) - on)
    edits = (*sitting.edits, edit) if edit else sitting.edits
    return replace(sitting, edits=edits, changed=frozenset(after), kept=sitting.kept | on)


def state_of(action: str, sitting: Sitting) -> State:
    """Return how an action stands in a sitting."""
    if action in sitting.changed:
        return State.CHANGED
    mark = sitting.marks.get(action)
    return State(mark.value) if mark else State.LEFT


# How far, and how long still


@dataclass(frozen=True, slots=True)
class Run:
    """The actions of one outcome in the strip: their states in order."""

    outcome: str
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sitting has got. ``place`` counts from 1; 0 while nothing is looked at."""

    place: int
    total: int
    reviewed: int
    skipped: int
    changed: int
    left: int
    minutes: int | None
    runs: tuple[Run, ...]

    @property
    def words(self) -> str:
        """The line above the strip: "11 of 25 reviewed, 14 left, about 20 minutes at this pace"."""
        found = [f"{self.reviewed:,} of {self.total:,} reviewed"]
        found += [f"{self.skipped:,} skipped"] if self.skipped else []
        found.append(f"{self.left:,} left" if self.left else "none left")
        if self.minutes is not None and self.left:
            found.append(f"about {plural(self.minutes, 'minute')} at this pace")
        return ", ".join(found)

    @property
    def place_words(self) -> str:
        """Where one is: "12 of 25"."""
        return f"{self.place:,} of {self.total:,}"


def progress(order: Sequence[Stop], sitting: Sitting) -> Progress:
    """Return how far a sitting has got with the actions it goes through."""
    states = [state_of(s.id, sitting) for s in order]
    left = states.count(State.LEFT)
    changed = states.count(State.CHANGED)
    place = next((n for n, s in enumerate(order, start=1) if s.id == sitting.current), 0)
    together = zip(order, states, strict=True)
    groups = groupby(together, lambda pair: pair[0].outcome)
    runs = tuple(Run(outcome, tuple(state for _, state in run)) for outcome, run in groups)
    return Progress(
        place,
        len(order),
        states.count(State.REVIEWED) + changed,
        states.count(State.SKIPPED),
        changed,
        left,
        minutes_left(sitting, left),
        runs,
    )


def minutes_left(sitting: Sitting, left: int) -> int | None:
    """Return about how many minutes the rest takes at the pace so far; None while there is no pace yet.

    From ten minutes on it is rounded to five, as people say it.
    """
    if sitting.passed < _LEAST_PASSED:
        return None
    minutes = sitting.seconds / sitting.passed * left / 60
    return max(1, round(minutes)) if minutes < 10 else 5 * round(minutes / 5)
