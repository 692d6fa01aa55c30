"""What a briefing or a board paper is made from: the plan at a board, its measures, its board cycle. Gathered once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from send_tracker.domain.audience import by_role
from send_tracker.domain.board import is_held
from send_tracker.domain.board_rows import BoardBook, Commitment, Decision, Inspection
from send_tracker.domain.dates import long_date
from send_tracker.domain.live_facts import LiveFacts, RegisterFacts
from send_tracker.domain.measures.reporting import reporting_day
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.suppression import publishable_results
from send_tracker.domain.positions import Position, default_cutoff
from send_tracker.domain.problem import Problem
from send_tracker.domain.progress import PlanProgress, register_progress
from send_tracker.domain.register import Meeting, Register
from send_tracker.exchange.register_names import RegisterNames
from send_tracker.services.board_reading import read_board
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.positions import position_for
from send_tracker.services.session import Session
from send_tracker.services.since_board import Since, since_board_before


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a document about one board prints.

    Attributes:
        register: the plan at the board's frozen position, or on its data cut-off where none was frozen.
        reported: the last day of the month that its data report is about. then: the progress on that day.
        results: every measure as it may be published: small numbers are left out.
        book: the board cycle as it was known for the board. decisions: what the board decided, typed after it.
        commitments: what was promised by each decision, by the decision's id.
        coming: the next meeting of the same kind.
    """

    register: Register
    names: RegisterNames
    progress: PlanProgress
    reported: date
    then: PlanProgress
    results: tuple[MeasureResult, ...]
    facts: LiveFacts
    book: BoardBook
    meeting: Meeting | None
    position: Position | None
    decisions: tuple[Decision, ...]
    commitments: tuple[Commitment, ...]
    coming: Meeting | None
    since: Since | None
    made_at: datetime

    @property
    def day(self) -> date:
        """The last day that counts."""
        return self.register.as_at

    def of_decision(self, decision: Decision) -> tuple[Commitment, ...]:
        """Return what was promised by a decision."""
        return tuple(c for c in self.commitments if c.id in decision.links)

    def results_of(self, outcome: str, *sections: str) -> list[MeasureResult]:
        """Return the measures of an outcome in some parts of the data report, in their order."""
        return [r for r in self.results if r.measure.outcome == outcome and r.measure.section in sections]

    @property
    def inspection(self) -> Inspection | None:
        """The inspection that is on its way or was last announced by then."""
        announced = [i for i in self.book.inspections if (i.notified or i.starts or "9999") <= self.day.isoformat()]
        return announced[-1] if announced else None


def gather(
    session: Session, meeting: date | None, made_at: datetime, *, ahead: bool = False, roles: bool = False
) -> Material:
    """Read all that a document about a board needs.

    Args:
        session: the open file.
        meeting: the day of the board; if left out the last one held, or ``ahead`` the next one that is planned.
        made_at: when the document is made.
        ahead: a board that is still to come may be meant: the plan is read as it is now.
        roles: call people by their role titles.

    A meeting with a frozen position means that position; what the board decided is read as it is known now, because
    it was typed after the position was frozen.

    Raises:
        Problem: there is no meeting on that day, it has two positions, or no board was held yet.
    """
    day = meeting or (_planned(session) if ahead else None) or session.boards.last
    board = meeting_on(session, day) if day else None
    if board is not None and not is_held(board.day, session.today) and not ahead:
        raise Problem(
            f"The meeting of {long_date(board.day)} is still to come. A document is about a board that was held.",
            "future",
        )
    position = position_for(session, board) if board else None
    with _then(session, board, position) as known:
        found = _gathered(session, known, board, position, made_at)
    return replace(found, names=RegisterNames(by_role(found.register))) if roles else found


def _planned(session: Session) -> date | None:
    """Return the next board that is in the list of meetings."""
    coming = [m.day for m in session.meetings if m.type == "board" and not is_held(m.day, session.today)]
    return min(coming, default=None)


@contextmanager
def _then(session: Session, board: Meeting | None, position: Position | None) -> Iterator[Session]:
    """Give the file as it was known for the board."""
    if position is not None:
        with closing(session.known(position.heads, position.cutoff)) as known:
            yield known
        return
    cutoff = default_cutoff(board, session.today) if board else session.today
    if cutoff < session.today:
        with closing(session.at(cutoff)) as known:
            yield known
        return
    yield session


def _gathered(
    session: Session, known: Session, board: Meeting | None, position: Position | None, made_at: datetime
) -> Material:
    register = known.register()
    if position is not None:
        register = replace(register, heads=position.heads, edits=position.edits)
    results = publishable_results(read_measures(known), register.as_at)
    reported = reporting_day(results.values(), register.as_at)
    now = read_board(session)
    decisions = tuple(d for d in now.decisions if board is not None and d.meeting == board.id)
    promised = {link for d in decisions for link in d.links}
    kept = (c for c in now.commitments if c.id in promised or (board is not None and c.meeting == board.id))
    since = since_board_before(session, board, register.as_at, position) if board else None
    return Material(
        register,
        RegisterNames(register),
        register_progress(register),
        reported,
        register_progress(known.register(reported)) if reported < register.as_at else register_progress(register),
        tuple(results.values()),
        RegisterFacts(register, results),
        read_board(known),
        board,
        position,
        decisions,
        tuple(kept),
        _coming(session, board),
        since,
        made_at,
    )


def _coming(session: Session, board: Meeting | None) -> Meeting | None:
    """Return the next meeting of the same kind after a board."""
    if board is None:
        return None
    later = [m for m in session.meetings if m.type == board.type and m.day > board.day]
    return min(later, key=lambda m: m.day, default=None)
