"""The sitting of a review, kept with this copy of the file and never in its history."""

from __future__ import annotations

import json

from send_tracker.domain.review import Sitting, board_reviewed, can_resume
from send_tracker.domain.review_plain import from_plain, to_plain
from send_tracker.services.session import Session

_MARK = "review"


def board_of(session: Session) -> str:
    """Return the board that a sitting of now would be for, ISO; empty where none is known."""
    return board_reviewed(session.meetings, session.boards, session.today)


def read_sitting(session: Session) -> Sitting | None:
    """Return the sitting that was left in this copy; None where there is none, or its board is past."""
    try:
        found = from_plain(json.loads(session.file.mark(_MARK) or "null"))
    except ValueError:
        return None
    good = found is not None and can_resume(found, board_of(session), session.today)
    return found if good else None


def write_sitting(session: Session, sitting: Sitting | None) -> None:
    """Keep a sitting, or none. A file that cannot be written to keeps what it has."""
    if session.read_only:
        return
    text = json.dumps(to_plain(sitting), ensure_ascii=False, sort_keys=True) if sitting is not None else None
    if text != session.file.mark(_MARK):
        session.file.set_mark(_MARK, text)


def new_sitting(session: Session) -> Sitting:
    """Return a sitting that begins now, over the whole plan."""
    return Sitting(board_of(session), session.clock.now().isoformat(timespec="seconds"))
