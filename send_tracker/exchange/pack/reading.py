"""What is read of the file for a pack, whatever is then chosen of it: once for many looks at what it would hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from send_tracker.domain.challenge.worsening import Worsening
from send_tracker.domain.dates import long_date
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.positions import Position, default_cutoff
from send_tracker.domain.problem import Problem
from send_tracker.domain.progress import PlanProgress
from send_tracker.domain.register import Meeting, Register
from send_tracker.exchange.measure_tables import measure_rows
from send_tracker.services.conflicts import open_words
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.positions import position_for
from send_tracker.services.risks import RiskRegister, risk_register
from send_tracker.services.session import Session
from send_tracker.services.since_board import Since, since_board_before
from send_tracker.services.status_history import status_history
from send_tracker.services.worsening import worsenings


@dataclass(frozen=True, slots=True)
class PackReading:
    """Everything that was read, before it is gated for its readers.

    Attributes:
        session: what it was read from: the open file, or the file as it was known for a frozen position.
        register: all of the plan. as_at: the day that was asked for; None for the plan as it is now.
        board: the meeting that the pack is for. position: the frozen position that is printed, if it is one.
        since: what changed since the board before. worse: the measures that got worse.
        measures: as they may be exported. earlier: the progress at each board before the day of the pack.
    """

    session: Session
    register: Register
    as_at: date | None
    board: Meeting | None
    position: Position | None
    since: Since | None
    worse: Mapping[str, Worsening]
    measures: tuple[MeasureResult, ...]
    risks: RiskRegister
    earlier: tuple[tuple[date, PlanProgress], ...]
    conflicts: str

    @property
    def words(self) -> str:
        """What the pack is of, in words, as the cover prints it."""
        if self.board is not None and self.position is not None:
            return f"The position frozen for {long_date(self.board.day)}"
        when = f"The plan at the end of {long_date(self.as_at)}" if self.as_at else "The plan as it is now"
        return f"{when}; {f'for the meeting of {long_date(self.board.day)}' if self.board else 'no meeting named'}"

    def close(self) -> None:
        """Let go of the file as it was known; the open file stays open."""
        if self.position is not None:
            self.session.close()


def read_pack(session: Session, as_at: date | None, meeting: date | None) -> PackReading:
    """Read what a pack of a day, of a meeting or of the plan as it is now needs. Close it when it is done with.

    Raises:
        Problem: the day is in the future, there is no meeting on that day, or it has two positions.
    """
    if as_at is not None and as_at > session.today:
        raise Problem(f"{long_date(as_at)} is in the future; a pack shows a day up to today.", "future")
    board = meeting_on(session, meeting) if meeting else None
    position = position_for(session, board) if board and as_at is None else None
    if board and position:
        since = since_board_before(session, board, position.cutoff, position)
        then = session.known(position.heads, position.cutoff)
        try:
            register = replace(then.register(), heads=position.heads, edits=position.edits)
            return _read(then, register, None, board, position, since)
        except BaseException:
            then.close()
            raise
    if as_at is None and board is not None and default_cutoff(board, session.today) < session.today:
        as_at = default_cutoff(board, session.today)
    since = since_board_before(session, board, as_at or session.today, None)
    return _read(session, session.register(as_at), as_at, board, None, since)


def _read(
    session: Session,
    register: Register,
    as_at: date | None,
    board: Meeting | None,
    position: Position | None,
    since: Since | None,
) -> PackReading:
    return PackReading(
        session,
        register,
        as_at,
        board,
        position,
        since,
        worsenings(session, as_at),
        tuple(measure_rows(session, as_at, register.as_at)),
        risk_register(session, as_at),
        tuple(status_history(session, (d for d in board_days(register) if d < register.as_at))),
        open_words(session, as_at),
    )


def board_days(register: Register) -> list[date]:
    """Return the days of the boards in the list of meetings, in order."""
    return sorted({m.day for m in register.meetings if m.type == "board"})
