"""What changed since the last board: which board that is, and the comparison with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.compare import Comparison, Travel, travel
from send_tracker.domain.positions import Position
from send_tracker.domain.register import Meeting
from send_tracker.domain.status import StatusScale
from send_tracker.services.compare import Point, compare_points, held_at, point_on
from send_tracker.services.reading import read_scale
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class Since:
    """A comparison with the two sides that it is between."""

    before: Point
    after: Point
    found: Comparison

    def travel_of(self, action: str) -> Travel:
        """Return which way an action's status went; SAME for one that is on both sides and not in the comparison."""
        if any(a.id == action for a in self.found.added):
            return Travel.NEW
        for change in self.found.actions.changed:
            if change.after.id == action:
                return travel(change.before.status, change.after.status, self.found.was, self.found.now)
        return Travel.SAME

    def travels(self) -> dict[str, Travel]:
        """Return which way each action went that did not stay as it was, by id."""
        found = {a.id: Travel.NEW for a in self.found.added}
        for change in self.found.actions.changed:
            way = travel(change.before.status, change.after.status, self.found.was, self.found.now)
            if way is not Travel.SAME:
                found[change.after.id] = way
        return found


def since_last_board(session: Session) -> Since | None:
    """Return what changed since the board that the session compares with; None where there was none.

    That is the last one held, but in the week after a board the one before it
    (:data:`send_tracker.domain.board.WRITING_UP`). Its frozen position counts, or the day where it was not frozen.
    """
    compared = session.boards.compared
    return since(session, compared, Point(session.today)) if compared else None


@dataclass(frozen=True, slots=True)
class BoardStatuses:
    """What each action was rated at a board, for the arrows beside the ratings of now.

    Read it once for a board and keep it: it changes only when another board is chosen, or a late entry changes a board
    that was not frozen.

    Attributes:
        point: the board, by its frozen position or its day. scale: what the codes meant. codes: by the action's id.
    """

    point: Point
    scale: StatusScale
    codes: Mapping[str, str]

    def travel(self, action: str, code: str, scale: StatusScale) -> Travel:
        """Return which way an action went up to the code it has now, by the scale of now."""
        return travel(self.codes.get(action), code, self.scale, scale)


def board_statuses(session: Session, board: date | None = None) -> BoardStatuses | None:
    """Return what each action was rated at a board; at the one that the session compares with if none is named."""
    day = board or session.boards.compared
    if day is None:
        return None
    point, stored = point_on(session, day), session.present.file.positions
    held = held_at(stored, point)
    return BoardStatuses(point, read_scale(stored.frame(held)), stored.statuses(held))


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
