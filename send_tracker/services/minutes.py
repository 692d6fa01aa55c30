"""What a meeting left behind, put together for its minutes and its action log. Nothing is worded here."""

from __future__ import annotations

from dataclasses import dataclass

from send_tracker.domain.board_rows import AgendaItem, Commitment, Decision, Question
from send_tracker.domain.evidence_filter import Target
from send_tracker.domain.register import Meeting
from send_tracker.services.board_reading import read_board
from send_tracker.services.link_names import link_names, people_names
from send_tracker.services.meetings import agenda
from send_tracker.services.positions import positions
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class Minuted:
    """An item of the running order with what was decided under it."""

    item: AgendaItem
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a meeting.

    Attributes:
        loose: decisions that stand under no item. made, carried: commitments of this meeting, and from those before.
        names: what ids are called. people: names of people by id.
        frozen: the digests of the positions that were frozen for it; more than one waits for a person.
    """

    programme: str
    sample_note: str
    meeting: Meeting
    items: tuple[Minuted, ...]
    loose: tuple[Decision, ...]
    made: tuple[Commitment, ...]
    carried: tuple[Commitment, ...]
    questions: tuple[Question, ...]
    names: dict[str, Target]
    people: dict[str, str]
    frozen: tuple[str, ...]


def read_minutes(session: Session, meeting: Meeting) -> Minutes:
    """Return the minutes of a meeting as they stand."""
    book = read_board(session)
    items, carried = agenda(session, meeting)
    decisions = [d for d in book.decisions if d.meeting == meeting.id]
    known = {item.id for item in items}
    return Minutes(
        session.programme.name,
        session.programme.sample_note,
        meeting,
        tuple(Minuted(item, tuple(d for d in decisions if d.item == item.id)) for item in items),
        tuple(d for d in decisions if d.item not in known),
        tuple(c for c in book.commitments if c.meeting == meeting.id),
        carried,
        tuple(q for q in book.questions if q.meeting == meeting.id),
        link_names(session, book),
        dict(people_names(session)),
        tuple(p.digest for p in positions(session) if p.meeting == meeting.id),
    )
