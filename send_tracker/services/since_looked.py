"""Since you last looked: what others changed, what is past its date, and what the next board wants first.

No server tells anybody anything here. So it is said when a file is opened, from the file alone. Where somebody left
off is remembered on their own computer and never in the file: it is nobody else's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from send_tracker.domain.dates import long_date
from send_tracker.domain.headlines import only
from send_tracker.domain.plan_filter import Due, PlanFilter, SortBy
from send_tracker.domain.text import plural
from send_tracker.services.meetings import coming_deadlines
from send_tracker.services.plan_view import PlanView
from send_tracker.services.session import Session

_SOON: Final = 14
"""Days ahead that a step before a board is told."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Where an officer left off in a file: the newest edit there was, and the day."""

    edit: int
    day: date

    def plain(self) -> list[object]:
        """Return it for a settings file."""
        return [self.edit, self.day.isoformat()]


@dataclass(frozen=True, slots=True)
class News:
    """One thing to know, and the rows of the plan that it is about; None where it is about the meetings."""

    words: str
    wanted: PlanFilter | None = None


@dataclass(frozen=True, slots=True)
class SinceLooked:
    """What to say, and whether there is any of it."""

    title: str = ""
    news: tuple[News, ...] = ()


def looked_of(plain: object) -> Looked | None:
    """Return where an officer left off, from a settings file; None for anything that is not that."""
    match plain:
        case [int(edit), str(day)]:
            try:
                return Looked(edit, date.fromisoformat(day))
            except ValueError:
                return None
    return None


def looking_now(session: Session) -> Looked:
    """Return where an officer is who looks at a file now."""
    return Looked(session.file.looked_rows.last(), session.today)


def since_looked(session: Session, last: Looked | None) -> SinceLooked:
    """Return what to say to somebody who last looked then.

    To a first look there is nothing to say, and neither on the same day, unless others changed something meanwhile.
    """
    if last is None:
        return SinceLooked()
    changed = _changed(session, last)
    if not changed and last.day >= session.today:
        return SinceLooked()
    news = (*changed, *_overdue(session), *_papers(session))
    return SinceLooked(f"Since you last looked, {long_date(last.day)}:", news) if news else SinceLooked()


def _changed(session: Session, last: Looked) -> tuple[News, ...]:
    found = session.file.looked_rows.since(last.edit, session.author)
    if not found.edits:
        return ()
    others = len(found.authors) - 1
    who = found.authors[0] + (f" and {plural(others, 'other')}" if others else "")
    if not found.actions:
        return (News(f"{who} made {plural(found.edits, 'change')}"),)
    words = f"{who} changed {plural(len(found.actions), 'action')}"
    return (News(words, only(found.actions, "actions that others changed since you last looked")),)


def _overdue(session: Session) -> tuple[News, ...]:
    wanted = PlanFilter(due=frozenset({Due.OVERDUE}))
    count = len(PlanView(session).listing(wanted, SortBy.REF, descending=False, grouped=False).keys)
    return (News(f"{plural(count, 'action')} past {'its' if count == 1 else 'their'} date", wanted),) if count else ()


def _papers(session: Session) -> tuple[News, ...]:
    step = next((d for d in coming_deadlines(session) if d.day >= session.today), None)
    days = (step.day - session.today).days if step else 0
    if step is None or days > _SOON:
        return ()
    when = "today" if not days else "tomorrow" if days == 1 else f"in {days} days"
    return (News(f"{step.title} for the board of {long_date(step.meeting.day)}: {when}"),)
