"""What review mode says of an action: what changed since the board, for how long it has held, how old its evidence is.

Plain sentences from plain values, so that they can be tested without a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from send_tracker.domain.dates import PartialDate, day_month, show
from send_tracker.domain.register import Action, Evidence
from send_tracker.domain.status import Group, StatusLevel, StatusScale
from send_tracker.domain.text import plural

UNKNOWN = "Not recorded"


def since_board(action: Action, before: StatusLevel | None, board: date | None, moved: bool) -> str:
    """Return what became of a status since the board that is compared with: "No change since 22 May."."""
    if board is None:
        return ""
    day = day_month(board)
    if before is None:
        return f"Not in the plan on {day}."
    if before.code != action.status:
        return f"Was {before.label} on {day}."
    return f"Set again since {day}, to the same." if moved else f"No change since {day}."


def boards_held(since: str | None, boards: Iterable[date]) -> int:
    """Return at how many boards a status has stood: those held on or after the day it holds from."""
    return sum(board.isoformat() >= since for board in boards) if since else 0


def held_for(scale: StatusScale, action: Action, boards: Sequence[date]) -> str:
    """Return for how long a status has held: "Complete for 2 boards", or since when where none has met."""
    label, since = scale[action.status].label, action.status_since
    if not since:
        return label
    count = boards_held(since, boards)
    return f"{label} for {plural(count, 'board')}" if count else f"{label} since {day_month(date.fromisoformat(since))}"


def newest(evidence: Iterable[Evidence]) -> PartialDate | None:
    """Return the latest day that any of the evidence speaks about, or was logged on where it does not say."""
    days = [PartialDate.parse(day) for e in evidence if (day := e.about_date or e.logged_date)]
    return max(days, key=lambda d: d.last, default=None)


def evidence_age(scale: StatusScale, action: Action, evidence: Sequence[Evidence], today: date) -> str:
    """Return how old the newest evidence is; of none, that only where the status asks for some."""
    found = newest(evidence)
    if found is None:
        return "" if not scale[action.status].needs_evidence else "there is no evidence"
    days = (today - found.last).days
    return f"the evidence is {plural(days, 'day')} old" if days > 0 else "the evidence is new"


def standing(
    scale: StatusScale,
    action: Action,
    evidence: Sequence[Evidence],
    boards: Sequence[date],
    today: date,
) -> str:
    """Return "Complete for 2 boards; the evidence is 71 days old."."""
    parts = [held_for(scale, action, boards), evidence_age(scale, action, evidence, today)]
    return f"{'; '.join(p for p in parts if p)}."


def due_words(scale: StatusScale, action: Action, today: date) -> tuple[str, str]:
    """Return the label, which says how late an open action is, and the date that it is held to."""
    late = action.days_late(today) if scale[action.status].group is Group.OPEN else 0
    return (f"Due, {plural(late, 'day')} late" if late > 0 else "Due"), show(action.due) or UNKNOWN


def end_words(scale: StatusScale, action: Action) -> tuple[str, str]:
    """Return the label and the day of completion of a done action, or of the forecast of an open one."""
    if scale[action.status].group is Group.DONE:
        return "Completed", show(action.actual_date) or UNKNOWN
    return "Forecast", show(action.forecast_date) or "As due"


def evidence_words(evidence: Sequence[Evidence], today: date) -> str:
    """Return "4 items, newest 24 April"; the year is said where it is another."""
    if not evidence:
        return "None"
    words, found = plural(len(evidence), "item"), newest(evidence)
    if found is None:
        return words
    is_day = found.first == found.last
    day = day_month(found.first) if is_day and found.first.year == today.year else str(found)
    return f"{words}, newest {day}"


def board_words(board: str) -> str:
    """Return what the sitting is for, as it stands after the page's name."""
    return f"for the board of {show(board)}" if board else "of the plan"
