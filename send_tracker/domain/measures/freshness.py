"""How old a figure is, when the next one is due, and whether it is late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from send_tracker.domain.dates import PartialDate, long_date
from send_tracker.domain.measures.periods import Period, span
from send_tracker.domain.measures.rows import Measure, Observation
from send_tracker.domain.text import plural

_MONTHS: Final = {"month": 1, "quarter": 3, "term": 4, "half_year": 6, "year": 12}
_GRACE: Final = {"month": 42, "quarter": 42, "term": 42, "half_year": 91, "year": 182}
"""Days after the end of a period until its figure is late.

Six weeks is the distance of two boards, so a figure that is not late was to be had for the next board. Yearly figures
of the Department for Education come out in the summer after their calendar year, which is half a year.
"""


def age_in_days(period: Period, observation: Observation, today: date) -> int:
    """Return how old a figure is: from the end of its period, or from its recording while the period still runs."""
    if period.last <= today:
        return (today - period.last).days
    if observation.recorded_on:
        return max(0, (today - date.fromisoformat(observation.recorded_on)).days)
    return 0


def due_by(measure: Measure, period: Period | None, observation: Observation | None = None) -> date | None:
    """Return the last day on which the next figure is in time: what a person set, or else what the frequency says.

    A figure for a year that had not ended when it was recorded, such as that of a survey, is as old as its recording.
    """
    if measure.next_due:
        return PartialDate.parse(measure.next_due).last
    months = _MONTHS.get(measure.frequency)
    if months is None or period is None:
        return None
    last = period.last
    if observation is not None and observation.recorded_on:
        last = min(last, date.fromisoformat(observation.recorded_on))
    end = last.year * 12 + last.month - 1 + months
    return span(end, end).last + timedelta(days=_GRACE[measure.frequency])


def stale_text(due: date | None, today: date) -> str:
    """Return that the next figure is late, in words; empty while it is not."""
    if due is None or due >= today:
        return ""
    return f"the next figure was due on {long_date(due)}, {plural((today - due).days, 'day')} ago"
