"""What actions were rated at the board that is compared with: block by block the same as from the whole position."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from send_tracker import bootstrap
from send_tracker.services.compared_board import BoardRatings
from send_tracker.services.session import Session
from tests.services.board_oracle import board_codes, board_point


def _ratings(session: Session) -> dict[str, str]:
    rows = session.file.plan_rows
    keys = [key for a in session.register().actions if (key := rows.key(a.id)) is not None]
    found = BoardRatings(session).ratings(keys)
    return {rows.ids([key])[0]: level.code for key, level in found.items()}


def test_the_frozen_position_of_whichever_board_is_chosen_counts(pristine_sample: Path) -> None:
    with closing(bootstrap.open_tracker(pristine_sample, read_only=True)) as session:
        for board in (None, date(2024, 6, 20)):
            session.board_chosen = board
            assert board_point(session).position is not None
            assert _ratings(session) == board_codes(session) != {}
        session.board_chosen = date(2025, 1, 1)
        assert session.boards.compared == date(2025, 5, 22), "a day without a board is not compared with"


def test_in_the_past_the_same_actions_are_found(pristine_sample: Path) -> None:
    with closing(bootstrap.open_tracker(pristine_sample, read_only=True)) as session:
        past = session.at(date(2025, 5, 31))
        try:
            assert _ratings(past) == board_codes(past) != {}
        finally:
            past.close()
