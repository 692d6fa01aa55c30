"""What actions were rated at the board that is compared with, a block of rows at a time: for the plan's arrows.

The frozen position counts where the board has one, so that late entries move no arrow; else the board's day by what
is known now. The same as :func:`send_tracker.services.since_board.board_statuses`, which reads the whole plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from send_tracker.domain.status import StatusLevel, StatusScale
from send_tracker.services.compared_board import ComparedBoard, compared_board, held_at_board, scale_at
from send_tracker.services.session import Session
from send_tracker.storage.held import Held


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
