"""Which boards a document can be about, and which one is meant first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_tracker.domain.problem import Problem
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.positions import position_for
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class ReportBoards:
    """The days of boards, the latest first, and the one that is proposed."""

    days: tuple[date, ...] = ()
    proposed: date | None = None


def report_boards(session: Session, which: str) -> ReportBoards:
    """Return the boards that were held, or ``all`` of them: then the next one is proposed, since papers go before it.

    Args:
        session: the open file. which: "held", "all", or "" for none.
    """
    if not which:
        return ReportBoards()
    days = sorted({m.day for m in session.meetings if m.type == "board"}, reverse=True)
    held = tuple(d for d in days if d <= session.today)
    last = held[0] if held else None
    if which == "held":
        return ReportBoards(held, last)
    coming = [d for d in days if d > session.today]
    return ReportBoards(tuple(days), coming[-1] if coming else last)


def is_frozen(session: Session, day: date | None) -> bool:
    """Tell whether a board's position is frozen: a document about it says what was known then, whatever is corrected.

    A board that cannot be told from another is not frozen here; whoever makes the document is told why.
    """
    if day is None:
        return False
    try:
        board = meeting_on(session, day)
        return position_for(session, board) is not None
    except Problem:
        return False
