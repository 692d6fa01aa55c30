"""The board that change is shown against: its frozen position where it has one, else its day. The one place for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_tracker.domain.dates import long_date
from send_tracker.domain.positions import Position
from send_tracker.domain.problem import Problem
from send_tracker.domain.status import StatusScale
from send_tracker.services.positions import position_on
from send_tracker.services.reading import read_scale
from send_tracker.services.session import Session
from send_tracker.storage.held import Held


@dataclass(frozen=True, slots=True)
class ComparedBoard:
    """A board to compare with.

    Attributes:
        day: its day. position: what was frozen for it; None where that was not done, or is not settled.
        unsettled: two positions were frozen for it, and nobody has chosen between them.
    """

    day: date
    position: Position | None = None
    unsettled: bool = False

    @property
    def words(self) -> str:
        """What it is called, with the source of what is said of it: "the board of 22 May 2025, as frozen"."""
        if self.position is not None:
            return f"the board of {long_date(self.day)}, as frozen"
        why = "two positions to choose from" if self.unsettled else "not frozen"
        return f"the board of {long_date(self.day)} ({why})"


def compared_board(session: Session) -> ComparedBoard | None:
    """Return the board that the session compares with; None where there was none."""
    day = session.boards.compared
    if day is None:
        return None
    try:
        return ComparedBoard(day, position_on(session, day))
    except Problem:
        return ComparedBoard(day, unsettled=True)


def held_at_board(session: Session, board: ComparedBoard) -> Held | None:
    """Return the changes in force at a board that was frozen; None where its day counts."""
    position = board.position
    if position is None:
        return None
    return session.present.file.positions.held(position.n, position.cutoff.isoformat())


def scale_at(session: Session, held: Held | None) -> StatusScale:
    """Return the status scale that the codes of a board are of: the frozen one, or that of now."""
    return session.scale if held is None else read_scale(session.present.file.positions.kinds(held, ("status",)))
