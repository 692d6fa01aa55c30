"""A review in progress: goes from action to action, remembers where it was, and knows what was changed in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, Protocol

from send_tracker.domain import review as rules
from send_tracker.domain.challenge.model import Challenge
from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.log import Draft
from send_tracker.domain.plan_filter import PlanFilter, SortBy
from send_tracker.domain.review import Mark, Progress, ReviewFilter, Sitting, Stop
from send_tracker.domain.text import clean_text
from send_tracker.services.history import history
from send_tracker.services.plan_view import Head, PlanView
from send_tracker.services.review_sitting import board_of, new_sitting, read_sitting, write_sitting
from send_tracker.services.session import Edited, Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.reading import Row
from send_tracker.storage.undo import REDO, UNDO

_STALE: Final = "not_updated"
"""The rule that questions an open action of which nothing was recorded since the board that is compared with."""


class Questions(Protocol):
    """Where the challenges come from: read once, and brought up to date after an edit by whoever keeps them."""

    def all(self) -> Sequence[Challenge]:
        """Return every challenge, waived ones too."""

    def of(self, action: str) -> Sequence[Challenge]:
        """Return the challenges of an action, waived ones too."""


class Review:
    """One sitting over an open file, the one that was left there or a new one."""

    def __init__(self, session: Session, questions: Questions) -> None:
        self.session = session
        self._questions = questions
        self._view = PlanView(session)
        self._looking_since: datetime = session.clock.now()
        self._noting = ""
        self._told: tuple[Sitting, tuple[Stop, ...], Progress] | None = None
        self.stops: tuple[Stop, ...] = ()
        self.order: tuple[Stop, ...] = ()
        self.sitting = read_sitting(session) or new_sitting(session)
        self.read()

    # What there is

    def read(self) -> None:
        """Read the plan again: after edits elsewhere, and at the start."""
        self._view.forget()
        if not rules.can_resume(self.sitting, board_of(self.session), self.session.today):
            self.sitting = new_sitting(self.session)  # the window stayed open past the board
        self.stops = tuple(plan_stops(self.session, self._view, self._questions.all()))
        still = {id: self._counts(id) for id in self.sitting.changed | set(self.sitting.notes)}
        self.sitting = rules.with_edit(self.sitting, "", still)
        self._arrange()

    def _arrange(self) -> None:
        self.order = rules.queue(self.stops, self.sitting)
        self._look_at(rules.start_at(self.order, self.sitting))

    @property
    def current(self) -> str:
        """The action that is looked at; empty where the filter shows none."""
        return self.sitting.current if any(s.id == self.sitting.current for s in self.order) else ""

    @property
    def progress(self) -> Progress:
        """How far it has got."""
        known = self._told
        if known is None or known[0] is not self.sitting or known[1] is not self.order:
            # Foot, head and status strip all ask; of ten thousand actions it is counted once.
            self._told = known = (self.sitting, self.order, rules.progress(self.order, self.sitting))
        return known[2]

    @property
    def groups(self) -> tuple[Head, ...]:
        """Areas, each followed by its outcomes, for the filter."""
        return tuple(head for head in self._view.heads() if head.id)

    def count(self, wanted: ReviewFilter) -> int:
        """Return how many actions a filter would show."""
        return sum(rules.passes(stop, wanted) for stop in self.stops)

    def challenges_of(self, action: str) -> list[Challenge]:
        """Return what the rules question about an action, waived ones last."""
        return sorted(self._questions.of(action), key=lambda c: c.waived)

    # Going on

    def go(self, action: str) -> None:
        """Look at an action of the queue without passing the one that was looked at."""
        self._look_at(action)
        self._keep()

    def step(self, by: int) -> bool:
        """Go to the next action, which passes this one, or back; tell whether there was one."""
        there = rules.neighbour(self.order, self.current, by)
        if by > 0:
            self._pass(Mark.REVIEWED)
        if there:
            self._look_at(there)
        self._keep()
        return bool(there)

    def skip(self) -> bool:
        """Leave this action for later and go to the next; tell whether there was one."""
        there = rules.neighbour(self.order, self.current, 1)
        self._pass(Mark.SKIPPED)
        if there:
            self._look_at(there)
        self._keep()
        return bool(there)

    def narrow(self, wanted: ReviewFilter) -> None:
        """Go through other actions from now on."""
        self.sitting = rules.narrowed(self.sitting, wanted)
        self._arrange()
        self._keep()

    def end(self) -> None:
        """End the sitting; the next review begins anew."""
        write_sitting(self.session, None)
        self.sitting = new_sitting(self.session)
        self._arrange()

    def _pass(self, mark: Mark) -> None:
        if self.current:
            seconds = (self.session.clock.now() - self._looking_since).total_seconds()
            self.sitting = rules.marked(self.sitting, self.current, mark, seconds)

    def _look_at(self, action: str) -> None:
        self._looking_since = self.session.clock.now()
        self.sitting = rules.looked_at(self.sitting, action)

    def _keep(self) -> None:
        write_sitting(self.session, self.sitting)

    # Edits

    def edited(self, edited: Edited) -> None:
        """Take note of an edit that was made in the review, an undo among them."""
        self._take_note(edited)
        own = edited.id if edited.verb not in (UNDO, REDO) else ""
        self.sitting = rules.with_edit(self.sitting, own, {})
        rows = self.session.file.plan_rows
        touched = set(rows.ids(sorted(rows.owners(edited.touched) - {0})))
        # A note whose making was undone belongs to no action any more.
        notes = {id for _, id in edited.touched}
        touched |= {action for action, note in self.sitting.notes.items() if note in notes}
        self.sitting = rules.with_edit(self.sitting, "", {id: self._counts(id) for id in touched})
        self._keep()

    def _counts(self, action: str) -> bool:
        """Tell whether anything that this sitting did to an action still counts."""
        edits = set(self.sitting.edits)
        return bool(edits) and any(line.counts and line.edit in edits for line in history(self.session, action))

    def note(self, action: str) -> str:
        """Return the note for the minutes that was made on an action in this sitting."""
        row = self._note_row(action)
        return str(row["note"] or "") if row else ""

    def set_note(self, action: str, text: str) -> Edited | None:
        """Note something for the minutes, or correct or withdraw what was noted; None where nothing changes.

        Raises:
            Problem: the text is too long, or the file cannot be written to.
        """
        tidy = clean_text(text, "The note for the minutes")
        row = self._note_row(action)
        if row is None and not tidy:
            return None
        if row is None:
            self._noting = action  # whoever hears of the edit asks for the note at once
            try:
                made = update_actions(self.session, action, Update(note=tidy, meeting=self.meeting))
                self._take_note(made)
            finally:
                self._noting = ""
            self._keep()
            return made
        if tidy == row["note"]:
            return None
        name, value = ("note", tidy) if tidy else (EXISTS, False)
        return self.session.edit("update", [Draft("progress_update", row["id"], name, value)], meeting=self.meeting)

    def _take_note(self, edited: Edited) -> None:
        """Remember which progress update holds the note that is being made."""
        id = next((id for kind, id in edited.touched if kind == "progress_update"), "")
        if self._noting and id:
            self.sitting = replace(self.sitting, notes={**self.sitting.notes, self._noting: id})

    def _note_row(self, action: str) -> Row | None:
        id = self.sitting.notes.get(action, "")
        row = self.session.file.reading.row("progress_update", id) if id else None
        return row if row is not None and row[EXISTS] else None

    @property
    def meeting(self) -> str | None:
        """The board that notes and ratings belong to, where it is recorded as a meeting."""
        boards = (m for m in self.session.meetings if m.type == "board" and m.date == self.sitting.board)
        return next((m.id for m in boards), None)


def plan_stops(session: Session, view: PlanView, found: Iterable[Challenge]) -> list[Stop]:
    """Return every action of the plan as the filters see it, in order."""
    everything = view.listing(PlanFilter(), SortBy.REF, descending=False).keys
    found = list(found)
    stale = {c.subject_id for c in found if c.rule == _STALE}
    officer = people_of(session)
    mine = _numbers(view, PlanFilter(leads=frozenset(officer))) if officer else set()
    questioned = _questioned(session, found)
    groups = {head.key: head for head in view.heads() if not head.is_area}
    ids = view.ids([key.n for key in everything])
    stops = []
    for key, id in zip(everything, ids, strict=True):
        head = groups.get(key.outcome)
        outcome, area = (head.id, head.area) if head else ("", "")
        trouble = session.scale.is_trouble(key.status)
        stops.append(Stop(id, outcome, area, id in stale, key.n in mine, id in questioned, trouble))
    return stops


def _numbers(view: PlanView, wanted: PlanFilter) -> set[int]:
    return {key.n for key in view.listing(wanted, SortBy.REF, descending=False).keys}


def _questioned(session: Session, found: Iterable[Challenge]) -> set[str]:
    """Return the actions that an open challenge is about, itself or by its evidence."""
    subjects = {c.subject_id for c in found if not c.waived}
    reading = session.file.reading
    tied = {
        target
        for id in subjects
        if reading.kind(id) == "evidence"
        for target in reading.linked("evidence_link", "evidence", id, "target")
    }
    return subjects | tied


def people_of(session: Session) -> list[str]:
    """Return the people of the file who bear the officer's name or role, by name or alias."""
    name = session.author.casefold()
    return [row["id"] for row in session.file.reading.listed("person") if name in _called(row)]


def _called(row: Row) -> set[str]:
    """Return everything that a person is called, for comparing."""
    return {part.strip().casefold() for part in [row["name"] or "", *re.split(r"[;\n]", row["aliases"] or "")]}


def review_count(session: Session, questions: Questions) -> int:
    """Return how many actions ask for a review: challenged, or not updated since the last board."""
    return rules.to_review(plan_stops(session, PlanView(session), questions.all()))
