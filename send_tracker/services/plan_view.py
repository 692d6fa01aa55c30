"""The plan as a page shows it: what is in it, in which order, how far each group has got.

Percentages come from :mod:`send_tracker.domain.progress`, challenges from the index that it is given; nothing here
decides either. Nothing here reads the whole register.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from send_tracker.domain.plan_filter import PlanFilter, SortBy
from send_tracker.domain.progress import PlanProgress, Progress, progress_of
from send_tracker.domain.status import Group, StatusLevel, StatusScale, travel
from send_tracker.domain.text import plural
from send_tracker.services.compared_board import BoardRatings
from send_tracker.services.plan_progress import progress_now
from send_tracker.services.session import Edited, Session
from send_tracker.storage.plan_rows import PlanKey, PlanRow

if TYPE_CHECKING:
    from send_tracker.domain.challenge.model import Challenge
    from send_tracker.services.challenge_index import ChallengeIndex

__all__ = ["Head", "Listing", "PlanKey", "PlanLine", "PlanRow", "PlanView", "Touched"]

_REGROUPS = frozenset({"area", "outcome", "status", "programme", "meeting", "organisation", "person"})
"""Kinds whose edits show in more rows than their own."""


@dataclass(frozen=True, slots=True)
class Head:
    """A group of the plan: an area or an outcome, always counted whole, whatever the filter hides."""

    key: int
    id: str
    ref: str
    title: str
    is_area: bool
    area: str
    progress: Progress
    parts: tuple[tuple[StatusLevel, int], ...]
    trouble: str

    @property
    def actions_text(self) -> str:
        """How many actions it has: "9 actions"."""
        return plural(self.progress.actions, "action")

    @property
    def done_text(self) -> str:
        """Its share that is done: "89%"; nothing without actions."""
        found = self.progress.done_percent
        return "" if found is None else f"{found}%"

    @property
    def sentence(self) -> str:
        """The whole group in words, for screen readers."""
        words = [f"{self.ref} {self.title}", self.actions_text]
        words += [f"{self.done_text} done"] if self.done_text else []
        return ", ".join([*words, self.trouble] if self.trouble else words)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A row of the plan, with the status it had at the board that is compared with, and where it moved since.

    ``before`` is a level of the scale as it was at that board.

    ``challenges`` are those that no waiver covers, the worst first.
    """

    row: PlanRow
    before: StatusLevel | None
    travel: int
    challenges: tuple[Challenge, ...] = ()

    @property
    def questioned(self) -> str:
        """The challenges in words, for screen readers; empty without any."""
        if not self.challenges:
            return ""
        return f"{plural(len(self.challenges), 'challenge')}: {'; '.join(one.headline for one in self.challenges)}"


@dataclass(frozen=True, slots=True)
class Listing:
    """What the table shows.

    Attributes:
        keys: the actions that pass the whole filter, in order.
        counts: for each status, the actions that pass all the rest of the filter.
        total: the actions of the plan.
        heads: areas, each followed by its outcomes; empty where the list is not grouped.
        filtered: whether anything could be hidden, so that groups without rows are left out.
        withdrawn: the actions that left the plan, where those are shown.
    """

    keys: tuple[PlanKey, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    heads: tuple[Head, ...] = ()
    filtered: bool = False
    withdrawn: int = 0

    @property
    def hidden(self) -> int:
        """How many actions the filter hides."""
        return self.total + self.withdrawn - len(self.keys)

    @property
    def shown_before_statuses(self) -> int:
        """The count of the chip "All"."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Touched:
    """What an edit shows on: these rows, or everything."""

    keys: frozenset[int] = frozenset()
    everything: bool = False


class PlanView:
    """Reads the plan of an open file for its page, a block of rows at a time."""

    def __init__(self, session: Session, index: Callable[[], ChallengeIndex] | None = None) -> None:
        """Read an open file; ``index`` gives one that listens to its edits already, without it one is made."""
        self._session = session
        self._rows = session.file.plan_rows
        self._give_index = index or self._own_index
        self._index: ChallengeIndex | None = None
        self._heads: tuple[Head, ...] | None = None
        self._board = BoardRatings(session)

    @property
    def challenges(self) -> ChallengeIndex:
        """What the rules question. It is asked for when it is first needed, since rows are shown without."""
        if self._index is None:
            self._index = self._give_index()
        return self._index

    def _own_index(self) -> ChallengeIndex:
        from send_tracker.services.challenge_index import ChallengeIndex

        index = ChallengeIndex(self._session)
        self._session.on_edit.append(index.note)
        return index

    # What is listed

    def listing(self, wanted: PlanFilter, sort: SortBy, descending: bool, grouped: bool = True) -> Listing:
        """Return what passes a filter, in an order."""
        session = self._session
        by_travel = sort is SortBy.MOVE
        asked = (SortBy.REF, False) if by_travel else (sort, descending)
        keys = self._rows.keys(wanted, *asked, session.today, session.boards.next, grouped)
        if wanted.attention:
            needed = self._rows.numbers(self.challenges.subjects(wanted.attention))
            keys = [k for k in keys if k.n in needed]
        if by_travel:
            keys = self._by_travel(keys, descending, grouped)
        counts = Counter(k.status for k in keys)
        if wanted.statuses:
            keys = [k for k in keys if k.status in wanted.statuses]
        heads = self.heads()
        total = sum(sum(h.progress.counts.values()) for h in heads if not h.is_area)
        gone = session.file.ending_rows.count() if wanted.withdrawn else 0
        return Listing(tuple(keys), counts, total, heads if grouped else (), wanted.is_on, gone)

    def _by_travel(self, keys: Sequence[PlanKey], descending: bool, grouped: bool) -> list[PlanKey]:
        """Return keys by where they moved since the board, the worse first; within each outcome where grouped."""
        before, scale = self._board.ratings([k.n for k in keys]), self._session.scale
        sign = -1 if descending else 1
        place = {k.n: sign * travel(before.get(k.n), scale[k.status]) for k in keys}
        groups = (list(run) for _, run in groupby(keys, lambda k: k.outcome)) if grouped else [list(keys)]
        return [key for run in groups for key in sorted(run, key=lambda k: place[k.n])]

    def forget(self) -> None:
        """Forget what an edit may have changed."""
        self._heads = None
        self._board.forget()

    # Groups

    def progress(self) -> PlanProgress:
        """Return the progress of the plan, its areas and its outcomes."""
        return progress_now(self._session)

    def heads(self) -> tuple[Head, ...]:
        """Return areas, each followed by its outcomes, in order; what has no area or no outcome comes last."""
        if self._heads is None:
            self._heads = tuple(self._read_heads(self.progress()))
        return self._heads

    def _read_heads(self, counted: PlanProgress) -> Iterator[Head]:
        rows = self._session.file.overview_rows
        areas = rows.areas()
        known = {id for id, _, _ in areas}
        under: dict[str, list[Head]] = defaultdict(list)
        for g in rows.outcomes():
            area = g.area if g.area in known else ""
            head = self._head(g.n, g.id, g.ref, g.name, counted.outcomes[g.id])
            under[area].append(replace(head, area=area))
        nothing = progress_of({}, self._session.scale)
        for id, ref, name in areas:
            head = self._head(self._rows.key(id) or 0, id, ref, name, counted.areas.get(id, nothing))
            yield replace(head, is_area=True)
            yield from under[id]
        yield from under[""]
        loose = counted.outcomes.get("", nothing)
        if loose.actions:
            yield self._head(0, "", "", "No outcome", loose)

    def _head(self, key: int, id: str, ref: str, title: str, progress: Progress) -> Head:
        scale = self._session.scale
        parts = tuple((level, progress.counts.get(level.code, 0)) for level in scale.stacked)
        return Head(key, id, ref, title, False, "", progress, parts, trouble(progress, scale))

    # Rows

    def lines(self, keys: Sequence[int]) -> list[PlanLine]:
        """Return the rows of a block of keys, in order."""
        scale = self._session.scale
        before = self._board.ratings(keys) if keys else {}
        return [
            PlanLine(row, before.get(row.n), travel(before.get(row.n), scale[row.status]), self.challenged(row.id))
            for row in self._rows.rows(keys)
        ]

    def challenged(self, action: str) -> tuple[Challenge, ...]:
        """Return the challenges to an action that no waiver covers; none before the index was loaded."""
        if self._index is None or not self._index.is_loaded:
            return ()
        return tuple(found for found in self._index.of(action) if not found.waived)

    @property
    def compared(self) -> date | None:
        """The board that "since the last board" means."""
        return self._session.boards.compared

    @property
    def compared_words(self) -> str:
        """What that board is called, with whether its frozen position counts; empty where there was none."""
        board = self._board.board()
        return board.words if board else ""

    def ids(self, keys: Sequence[int]) -> list[str]:
        """Return the entity ids of keys, in order."""
        return self._rows.ids(keys)

    def key(self, id: str) -> int | None:
        """Return the key of an action."""
        return self._rows.key(id)

    def places(self, keys: Iterable[int]) -> dict[int, PlanKey]:
        """Return where actions stand now; those no longer in the plan are left out."""
        return self._rows.places(keys)

    def touched(self, edited: Edited) -> Touched:
        """Return the rows that an edit shows on. It forgets what the edit may have changed."""
        self.forget()
        kinds = {kind for kind, _ in edited.touched}
        if kinds & _REGROUPS:
            return Touched(everything=True)
        return Touched(frozenset(self._rows.owners(edited.touched) - {0}))


def trouble(progress: Progress, scale: StatusScale) -> str:
    """Return what stands in the way in a group: "1 obstacle", "2 at risk, 1 obstacle", or nothing."""
    asking = [s for s in scale.of_group(Group.OPEN) if s.needs_path_to_green and progress.counts.get(s.code, 0)]
    worst_first = sorted(asking, key=lambda s: s.rank)
    return ", ".join(_counted(s.label, progress.counts[s.code]) for s in worst_first)


def _counted(label: str, count: int) -> str:
    word = label[:1].lower() + label[1:]
    if count == 1 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return f"{count:,} {word}"
