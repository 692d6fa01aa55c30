"""The board that change is shown against: its frozen position where it has one, else its day. The one place for it.

:class:`BoardRatings` reads a block of rows at a time, for the plan's arrows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.dates import long_date
from send_tracker.domain.positions import Position
from send_tracker.domain.problem import Problem
from send_tracker.domain.status import StatusLevel, StatusScale
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
        return f"the board of {self.shorter}"

    @property
    def shorter(self) -> str:
        """The same by its day alone."""
        if self.position is not None:
            return f"{long_date(self.day)}, as frozen"
        why = "two positions to choose from" if self.unsettled else "not frozen"
        return f"{long_date(self.day)} ({why})"


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


class BoardRatings:
    """Reads them. It remembers the board with its position and its scale until :meth:`forget`."""

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        self._session = session
        self._board: ComparedBoard | None = None
        self._scale: StatusScale | None = None

    def forget(self) -> None:
        """Look for the position again: an edit may have frozen or withdrawn one, or changed the scale."""
        self._board = self._scale = None

    def board(self) -> ComparedBoard | None:
        """Return the board that is compared with; None where there was none."""
        day = self._session.boards.compared
        if self._board is None or self._board.day != day:
            self.forget()
            self._board = compared_board(self._session)
        return self._board

    def ratings(self, keys: Sequence[int]) -> dict[int, StatusLevel]:
        """Return the status of each of some actions at the board, by number; those not in the plan are left out.

        It is a level of the scale as it was then, so that a scale that was changed since turns no arrow round.
        """
        board = self.board()
        if board is None:
            return {}
        held = held_at_board(self._session, board)
        if self._scale is None:
            self._scale = scale_at(self._session, held)
        codes = self._codes(board, held, keys)
        return {n: self._scale[code] for n, code in codes.items()}

    def _codes(self, board: ComparedBoard, held: Held | None, keys: Sequence[int]) -> Mapping[int, str]:
        session = self._session
        if held is None:
            return session.file.plan_rows.statuses_at(keys, board.day)
        stored = session.present.file.positions
        if session is session.present:
            return stored.statuses_of(held, keys)
        # In the past the same action has another number.
        ids = dict(zip(session.file.plan_rows.ids(keys), keys, strict=False))
        numbers = {session.present.file.plan_rows.key(id): n for id, n in ids.items()}
        found = stored.statuses_of(held, [key for key in numbers if key is not None])
        return {numbers[key]: code for key, code in found.items()}
