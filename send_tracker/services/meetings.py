"""Meetings of the board cycle: their dates and papers, their running orders, and the next dates of the cycle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from send_tracker.domain.board_calendar import Deadline, Proposed, coming, deadlines, proposed_dates
from send_tracker.domain.board_rows import (
    MEETING_TYPES,
    PURPOSES,
    AgendaItem,
    BoardBook,
    Commitment,
    TimetableStep,
)
from send_tracker.domain.dates import PartialDate, long_date
from send_tracker.domain.kinds import EXISTS, Value, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Meeting
from send_tracker.services import board_entities as entities
from send_tracker.services.board_reading import read_board
from send_tracker.services.closed_days import working_days
from send_tracker.services.programme import made, set_fields
from send_tracker.services.session import Edited, Session

_LONGEST = 250
"""Working days that a step can lie before a meeting: about a year."""


def add_meeting(session: Session, day: date, type: str = "board", **values: Value) -> str:
    """Plan a meeting; return its id.

    Args:
        session: the open file. day: its date.
        type: a code of :data:`send_tracker.domain.board_rows.MEETING_TYPES`.
        values: title, chair, theme, cutoff (ISO) and note.

    Raises:
        Problem: the type is unknown, a board of that day is there already, or the cut-off lies after the meeting.
    """
    entities.require_code(type, MEETING_TYPES, "a type of meeting")
    if any(m.day == day and m.type == type for m in session.meetings):
        raise Problem(f"There is a {MEETING_TYPES[type].lower()} on {long_date(day)} already.", "exists")
    values.setdefault("title", MEETING_TYPES[type])
    _check_cutoff(day, values.get("cutoff"))
    id, drafts = entities.new_drafts(session, "meeting", {"date": day.isoformat(), "type": type, **values})
    session.edit("add-meeting", drafts)
    return id


def change_meeting(session: Session, meeting: str, reason: str | None = None, **values: Value) -> Edited:
    """Change a meeting: date (ISO), type, title, chair, theme, cutoff, note. A position that was frozen stays.

    Raises:
        Problem: there is no such meeting, it would have no date, or the cut-off lies after it.
    """
    known = next((m for m in session.meetings if m.id == meeting), None)
    if "date" in values and not values["date"]:
        raise Problem("A meeting needs a date. The old one was kept.", "no-date")
    if "type" in values:
        entities.require_code(str(values["type"]), MEETING_TYPES, "a type of meeting")
    if known and ("cutoff" in values or "date" in values):
        day = PartialDate.parse(str(values.get("date") or known.date)).first
        _check_cutoff(day, values.get("cutoff", known.cutoff))
    return entities.change(session, "meeting", meeting, values, reason)


def _check_cutoff(day: date, cutoff: Value) -> None:
    if cutoff and PartialDate.parse(str(cutoff)).last > day:
        raise Problem("The data cut-off lies after the meeting.", "bad-cutoff")


def withdraw_meeting(session: Session, meeting: str, reason: str) -> Edited:
    """Take a meeting out of the cycle, as one that was cancelled.

    Raises:
        Problem: there is no such meeting, or no reason was given.
    """
    entities.require_text(reason, "Say why the meeting is taken out.")
    return entities.withdraw(session, "meeting", meeting, reason)


# The cycle and the backwards timetable


def timetable(session: Session, meeting: Meeting) -> tuple[Deadline, ...]:
    """Return the steps before a meeting, each on its day, by the programme's own offsets."""
    return deadlines(meeting, read_board(session).steps, working_days(session))


def coming_deadlines(session: Session) -> tuple[Deadline, ...]:
    """Return the steps before every board that is still to come, by day; those that have passed among them."""
    steps, working = read_board(session).steps, working_days(session)
    boards = [m for m in coming(session.meetings, session.today) if m.type == "board"]
    found = [deadline for board in boards for deadline in deadlines(board, steps, working)]
    return tuple(sorted(found, key=lambda d: (d.day, d.meeting.day)))


def papers_words(session: Session) -> str:
    """Return how many days are left until the papers of the next board go out: "papers in 33"; empty for none."""
    steps = [d for d in coming_deadlines(session) if d.day >= session.today]
    last = max((d.day for d in steps if d.meeting is steps[0].meeting), default=None)
    return f"papers in {(last - session.today).days}" if last else ""


def set_timetable(session: Session, steps: Sequence[tuple[str, int]]) -> Edited:
    """Give the programme its own steps before a board: (title, working days before it), in their order.

    Raises:
        Problem: there is none, a title is empty, or a number is out of bounds.
    """
    if not steps:
        raise Problem("A timetable needs at least one step.", "nothing")
    for title, days in steps:
        entities.require_text(title, "A step needs a title.")
        if not 0 <= days <= _LONGEST:
            raise Problem(f"A step lies 0 to {_LONGEST} working days before the meeting.", "bad-value")
    gone = [Draft("timetable_step", s.id, EXISTS, False) for s in own_steps(session)]
    drafts = [
        draft
        for place, (title, days) in enumerate(steps)
        for draft in made("timetable_step", new_id(), {"title": title, "days": days, "order": place})
    ]
    return session.edit("set-timetable", [*gone, *drafts])


def own_steps(session: Session) -> tuple[TimetableStep, ...]:
    """Return the programme's own steps; none while it goes by the usual ones."""
    return tuple(step for step in read_board(session).steps if step.id)


def propose(session: Session, count: int = 6) -> tuple[Proposed, ...]:
    """Return the next dates that the cycle gives after the last board planned."""
    return proposed_dates(session.meetings, session.today, session.programme.cycle_weeks, count, working_days(session))


# The running order


def add_item(session: Session, meeting: str, title: str, **values: Value) -> str:
    """Put an item at the end of a running order; return its id.

    Args:
        session: the open file. meeting: its id. title: of the item.
        values: purpose, lead (person), length (minutes), about (an id), note.

    Raises:
        Problem: there is no such meeting, the title is empty, or the purpose is unknown.
    """
    entities.require(session, "meeting", meeting)
    entities.require_text(title, "An agenda item needs a title.")
    entities.require_code(str(values.get("purpose", "discussion")), PURPOSES, "a purpose")
    last = max((i.order for i in read_board(session).items if i.meeting == meeting), default=0)
    given: dict[str, Value] = {"meeting": meeting, "title": title, "order": last + 1, **values}
    id, drafts = entities.new_drafts(session, "agenda_item", given)
    session.edit("add-agenda-item", drafts)
    return id


def change_item(session: Session, item: str, **values: Value) -> Edited:
    """Change an agenda item."""
    if "title" in values:
        entities.require_text(str(values["title"] or ""), "An agenda item needs a title. The old one was kept.")
    return entities.change(session, "agenda_item", item, values)


def order_items(session: Session, items: Iterable[str]) -> Edited:
    """Put the items of a running order into this order, as one edit.

    Raises:
        Problem: one of them is unknown, or there is none.
    """
    wanted = [entities.require(session, "agenda_item", item) for item in items]
    if not wanted:
        raise Problem("There is nothing to put into order.", "nothing")
    drafts = [d for place, id in enumerate(wanted, 1) for d in set_fields("agenda_item", id, {"order": place})]
    return session.edit("order-agenda", drafts)


def withdraw_item(session: Session, item: str) -> Edited:
    """Take an item off a running order."""
    return entities.withdraw(session, "agenda_item", item)


def agenda(session: Session, meeting: Meeting) -> tuple[tuple[AgendaItem, ...], tuple[Commitment, ...]]:
    """Return the items of a running order, and the commitments that are carried to it: those open by then.

    A commitment that was made at this meeting or a later one is not carried to it.
    """
    book = read_board(session)
    items = tuple(i for i in book.items if i.meeting == meeting.id)
    return items, carried_to(book, session.meetings, meeting)


def carried_to(book: BoardBook, meetings: Sequence[Meeting], meeting: Meeting) -> tuple[Commitment, ...]:
    """Return the commitments of earlier meetings that are open by a meeting, or were when it sat."""
    days = {m.id: m.day for m in meetings}
    return tuple(
        c for c in book.commitments if days.get(c.meeting or "", date.min) < meeting.day and _open_on(c, meeting)
    )


def _open_on(commitment: Commitment, meeting: Meeting) -> bool:
    """Tell whether a commitment is open, or was when a past meeting sat."""
    if commitment.is_open:
        return True
    return commitment.closed_on is not None and commitment.closed_on >= meeting.date
