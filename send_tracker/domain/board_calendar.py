"""The backwards timetable of a meeting, the next dates of the cycle, and the clock of an inspection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from send_tracker.domain.board import is_held
from send_tracker.domain.board_rows import Inspection, TimetableStep
from send_tracker.domain.register import Meeting
from send_tracker.domain.text import plural
from send_tracker.domain.working_days import WorkingDays

DEFAULT_STEPS: Final = (
    ("Returns out to leads", 20),
    ("Returns back from leads", 13),
    ("Challenge of ratings", 10),
    ("Sign-off of the pack", 8),
    ("Papers despatched", 6),
)
"""What happens before a board and how many working days before it, until the programme says otherwise.

Papers six working days before leave five clear days, as council committees must (Local Government Act 1972,
section 100B); the other steps are our own guess at what officers need.
"""

_MOST_PROPOSED = 60


@dataclass(frozen=True, slots=True)
class Deadline:
    """A step before a meeting, on its day."""

    meeting: Meeting
    title: str
    day: date
    days: int

    @property
    def words(self) -> str:
        """How long before the meeting it is."""
        return f"{plural(self.days, 'working day')} before" if self.days else "on the day"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A date that the cycle gives for a meeting; ``cycle_day`` is the day it was moved from where that is a holiday."""

    day: date
    cycle_day: date

    @property
    def was_moved(self) -> bool:
        """Tell whether the cycle's own day is no working day."""
        return self.day != self.cycle_day


def deadlines(meeting: Meeting, steps: Iterable[TimetableStep], working: WorkingDays) -> tuple[Deadline, ...]:
    """Return the steps before a meeting, earliest first, each counted back in working days."""
    found = [Deadline(meeting, s.title, working.before(meeting.day, s.days), s.days) for s in steps]
    return tuple(sorted(found, key=lambda d: (d.day, -d.days)))


def proposed_dates(
    meetings: Sequence[Meeting], today: date, cycle_weeks: int, count: int, working: WorkingDays
) -> tuple[Proposed, ...]:
    """Return the next dates of the cycle after the last board that is held or planned, and after today.

    The cycle is kept by the day it gives, so that one meeting moved by a holiday does not move those after it.
    """
    boards = sorted(m.day for m in meetings if m.type == "board")
    if not boards or cycle_weeks <= 0:
        return ()
    step, day = timedelta(weeks=cycle_weeks), boards[-1]
    found: list[Proposed] = []
    while len(found) < min(count, _MOST_PROPOSED):
        day += step
        if day > today:
            found.append(Proposed(working.on_or_after(day), day))
    return tuple(found)


def coming(meetings: Iterable[Meeting], today: date) -> tuple[Meeting, ...]:
    """Return the meetings that are still to come, the next first; one of today counts as held."""
    return tuple(sorted((m for m in meetings if not is_held(m.day, today)), key=lambda m: (m.day, m.type)))


@dataclass(frozen=True, slots=True)
class InspectionClock:
    """Where an inspection stands on a day.

    Attributes:
        notice: working days from the notice to the first day on site; None where a date is missing.
        left: working days until then; 0 once it has begun.
        words: for the status bar: "6 working days until inspectors are on site"; empty once they have left.
    """

    notice: int | None
    left: int
    words: str


def inspection_clock(
    inspection: Inspection, today: date, working: WorkingDays, theirs: WorkingDays | None = None
) -> InspectionClock:
    """Return the clock of an inspection on a day.

    Args:
        inspection: it. today: the day. working: the days that the partnership works.
        theirs: the days that the inspectorate counts, where those are others.
    """
    if not inspection.starts:
        return InspectionClock(None, 0, "")
    starts = date.fromisoformat(inspection.starts)
    ends = date.fromisoformat(inspection.ends) if inspection.ends else starts
    notice = (
        (theirs or working).between(date.fromisoformat(inspection.notified), starts) if inspection.notified else None
    )
    left = working.between(today, starts)
    if today < starts:
        return InspectionClock(notice, left, f"{plural(left, 'working day')} until inspectors are on site")
    on_site = "Inspectors are on site" if today <= ends else ""
    return InspectionClock(notice, 0, on_site)
