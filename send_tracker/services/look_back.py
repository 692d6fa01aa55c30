"""The days of a file that are worth looking back to."""

from __future__ import annotations

from datetime import date

from send_tracker.domain.look_back import Stop, stops
from send_tracker.services.session import Session


def first_day(session: Session) -> date | None:
    """Return the first day on which there was an action in the plan; None for an empty plan."""
    found = session.present.file.reading.first_day("action")
    return date.fromisoformat(found) if found else None


def stops_of(session: Session) -> list[Stop]:
    """Return the boards and month ends of a file's history, newest first, whichever day the session looks at."""
    present, first = session.present, first_day(session)
    if first is None:
        return []
    return stops(first, present.today, (m.day for m in present.meetings if m.type == "board"))
