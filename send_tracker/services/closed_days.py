"""The programme's calendar of working days: England's, less the days on which this council is closed.

Each closed day is a setting of the programme by itself, so that two officers who add different ones have both after
combining. Settings are numbers, and a day is one: 20251229.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from send_tracker.domain.kinds import EXISTS, Value, link_id
from send_tracker.domain.log import Draft
from send_tracker.domain.working_days import WorkingDays
from send_tracker.services.bank_holidays import bank_holidays
from send_tracker.services.programme import describing, made
from send_tracker.services.session import Edited, Session

_KIND: Final = "threshold"
_NAME: Final = "closed_on"


def closed_days(session: Session) -> tuple[date, ...]:
    """Return the days that the programme names as closed, in order."""
    given = (row["value"] for row in session.file.reading.listed(_KIND) if row["name"] == _NAME)
    return tuple(sorted(day for value in given if (day := _day(value)) is not None))


def working_days(session: Session) -> WorkingDays:
    """Return the calendar that the programme's papers are counted back in."""
    return WorkingDays(bank_holidays() | set(closed_days(session)))


def save_programme(session: Session, closed: Iterable[date], **values: Value) -> Edited | None:
    """Describe the programme and name the days on which the council is closed, as one edit; None where nothing changes.

    Raises:
        Problem: a number is out of bounds.
    """
    wanted, before = set(closed), set(closed_days(session))
    drafts = describing(session, **values) if values else []
    drafts += [draft for day in sorted(wanted - before) for draft in _closing(day)]
    drafts += [Draft(_KIND, _id(day), EXISTS, False) for day in sorted(before - wanted)]
    if not drafts:
        return None
    return session.edit("describe-programme" if values else "set-closed-days", drafts)


def _closing(day: date) -> list[Draft]:
    return made(_KIND, _id(day), {"name": _NAME, "value": day.year * 10_000 + day.month * 100 + day.day})


def _id(day: date) -> str:
    return link_id(_KIND, f"{_NAME} {day.isoformat()}")


def _day(value: object) -> date | None:
    """Return the day that a number stands for; None for one that no calendar has."""
    try:
        return date.fromisoformat(f"{int(str(value)):08d}") if value is not None else None
    except ValueError:
        return None
