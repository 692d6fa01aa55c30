"""Finding the meeting that a date means."""

from __future__ import annotations

from datetime import date

from send_tracker.domain.dates import long_date
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Meeting
from send_tracker.services.session import Session


def meeting_on(session: Session, day: date) -> Meeting:
    """Return the meeting of a day, the board where there are several.

    Raises:
        Problem: there is none; the sentence names the nearest.
    """
    meetings = session.meetings
    on_day = [m for m in meetings if m.day == day]
    if on_day:
        return next((m for m in on_day if m.type == "board"), on_day[0])
    nearest = sorted(sorted({m.day for m in meetings}, key=lambda d: abs(d - day))[:2])
    known = " and ".join(long_date(d) for d in nearest)
    hint = f" The nearest are those of {known}." if nearest else ""
    raise Problem(f"There is no meeting on {long_date(day)}.{hint}", "no-meeting")
