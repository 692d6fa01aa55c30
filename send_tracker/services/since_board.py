"""What changed since the last board: which board that is, and the comparison with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_tracker.domain.compare import Comparison
from send_tracker.domain.positions import Position
from send_tracker.domain.register import Meeting
from send_tracker.services.compare import Point, compare_points, point_on
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class Since:
    """A comparison with the two sides that it is between."""

    before: Point
    after: Point
    found: Comparison


def since_last_board(session: Session) -> Since | None:
    """Return what changed since the board that the session compares with; None where there was none.

    That is the last one held, but in the week after a board the one before it
    (:data:`send_tracker.domain.board.WRITING_UP`). Its frozen position counts, or the day where it was not frozen.
    """
    compared = session.boards.compared
    return since(session, compared, Point(session.today)) if compared else None


def since_board_before(session: Session, meeting: Meeting | None, day: date, position: Position | None) -> Since | None:
    """Return what changed up to a day or a frozen position since the board before it; None where there was none.

    Args:
        session: the open file. meeting: the board that the position or the day is for, if any.
        day: the last day that counts. position: the position, where one was frozen.
    """
    limit = meeting.day if meeting else None
    if limit is None:
        return since_last_board(session) if day == session.today else _before(session, day, Point(day), inclusive=True)
    return _before(session, limit, Point(day, position), inclusive=False)


def _before(session: Session, limit: date, after: Point, *, inclusive: bool) -> Since | None:
    """Return what changed since the last board before a day, or on it."""
    boards = [m.day for m in session.meetings if m.type == "board"]
    earlier = [d for d in boards if d < limit or (inclusive and d == limit and d != after.day)]
    return since(session, max(earlier), after) if earlier else None


def since(session: Session, board: date, after: Point) -> Since:
    """Return what changed from a board's position, or from its day where it was not frozen."""
    before = point_on(session, board)
    return Since(before, after, compare_points(session, before, after))
