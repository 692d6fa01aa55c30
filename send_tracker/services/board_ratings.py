"""What actions were rated at the board that is compared with, a block of rows at a time: for the plan's arrows.

The frozen position counts where the board has one, so that late entries move no arrow; else the board's day by what
is known now. The same as :func:`send_tracker.services.since_board.board_statuses`, which reads the whole plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from send_tracker.domain.positions import Position
from send_tracker.domain.problem import Problem
from send_tracker.services.positions import position_on
from send_tracker.services.session import Session


class BoardRatings:
    """Reads them. It remembers the position of the board until :meth:`forget`."""

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        self._session = session
        self._found: tuple[date, Position | None] | None = None

    def forget(self) -> None:
        """Look for the position again: an edit may have frozen or withdrawn one."""
        self._found = None

    def _position(self, board: date) -> Position | None:
        """Return the position of a board; none where two wait for a person to choose one."""
        if self._found is None or self._found[0] != board:
            try:
                self._found = (board, position_on(self._session, board))
            except Problem:
                self._found = (board, None)
        return self._found[1]

    def ratings(self, keys: Sequence[int]) -> dict[int, str]:
        """Return the status of each of some actions at the board, by number; those not in the plan are left out."""
        session = self._session
        board = session.boards.compared
        if board is None:
            return {}
        position = self._position(board)
        if position is None:
            return session.file.plan_rows.statuses_at(keys, board)
        stored = session.present.file.positions
        held = stored.held(position.n, position.cutoff.isoformat())
        if session is session.present:
            return stored.statuses_of(held, keys)
        # In the past the same action has another number.
        ids = dict(zip(session.file.plan_rows.ids(keys), keys, strict=False))
        numbers = {session.present.file.plan_rows.key(id): n for id, n in ids.items()}
        found = stored.statuses_of(held, [key for key in numbers if key is not None])
        return {numbers[key]: code for key, code in found.items()}
