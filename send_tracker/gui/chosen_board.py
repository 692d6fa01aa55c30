"""The board that this officer compares with in a file, kept on their own computer until another board is held.

It is what one officer looks at and nobody else's business, so it is not in the file. It is kept together with the
board that would be compared with as usual: once that is another one, the choice was of a cycle that is over.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Final

from send_tracker.domain.board import board_dates
from send_tracker.gui.preferences import Preferences
from send_tracker.services.session import Session

_KEY: Final = "boards_chosen"
_MOST_FILES = 40


def usual_board(session: Session) -> date | None:
    """Return the board that is compared with while nobody chooses another."""
    return board_dates(session.meetings, session.today, session.programme.cycle_weeks).compared


def keep_choice(session: Session, preferences: Preferences, board: date | None) -> None:
    """Compare with a board from now on, also when the file is opened again; None takes the usual one."""
    session.board_chosen = board
    if session is not session.present:
        return  # what is chosen for a day gone by goes with it
    kept, usual = dict(preferences.get(_KEY)), usual_board(session)
    kept.pop(str(session.home), None)
    if board is not None and usual is not None:
        kept[str(session.home)] = [board.isoformat(), usual.isoformat()]
    preferences.set(_KEY, dict(list(kept.items())[-_MOST_FILES:]))


def recall_choice(session: Session, preferences: Preferences) -> None:
    """Compare with the board that was chosen when this file was last open, if its cycle is not over."""
    if session.board_chosen is not None or session is not session.present:
        return
    usual = usual_board(session)
    match preferences.get(_KEY).get(str(session.home)):
        case [str(board), str(of)] if usual is not None and of == usual.isoformat():
            with suppress(ValueError):  # somebody edited the settings by hand
                session.board_chosen = date.fromisoformat(board)
