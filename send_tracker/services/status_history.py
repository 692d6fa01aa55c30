"""Progress on many days at once: what charts of status over time are drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from send_tracker.domain.progress import PlanProgress, plan_progress
from send_tracker.services.session import Session


def status_history(session: Session, days: Iterable[date]) -> list[tuple[date, PlanProgress]]:
    """Return the progress of the plan at the end of each day, in the order of ``days``.

    Late entries count from the day that they hold for. The outcomes and the scale are those of now, so that
    the lines of a chart keep one meaning from end to end.
    """
    wanted = list(days)
    tallies = session.file.reading.tallies([day.isoformat() for day in wanted])
    area_of = {g.id: g.area for g in session.file.overview_rows.outcomes()}
    found = []
    for day in wanted:
        rows = [(outcome, code, count) for (outcome, code), count in tallies[day.isoformat()].items()]
        found.append((day, plan_progress(rows, area_of, session.scale)))
    return found
