"""How far an action has slipped: days against the date first agreed and the date approved now, and its moves.

Sources: domain notes 8.9 (original and approved date, moves with who approved them) and the date rules of
Birmingham and Middlesbrough (2.2, 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.dates import PartialDate, show
from send_tracker.domain.register import Action
from send_tracker.domain.text import plural


@dataclass(frozen=True, slots=True)
class Slippage:
    """Days that an action is, or is expected to be, after its dates; negative is early, None with no date.

    Attributes:
        end: what is counted to, as people read it: "delivered on …", "forecast for …", "today".
        original: days against the date first agreed. approved: days against the date approved now.
    """

    end: str
    original: int | None
    approved: int | None


def slippage(action: Action, today: date, is_open: bool) -> Slippage:
    """Return how far an action has slipped.

    It is counted to the day it was delivered; of an open one to its forecast, or to its due date where there is no
    forecast, but never to a day before today: what is not done cannot end in the past.
    """
    if action.actual_date and not is_open:
        end, words = PartialDate.parse(action.actual_date).last, f"delivered on {show(action.actual_date)}"
    else:
        hope = action.forecast_date or action.due
        end = PartialDate.parse(hope).last if hope else today
        words = f"forecast for {show(hope)}" if action.forecast_date else f"due {show(hope)}" if hope else "not dated"
        if is_open and end < today:
            end, words = today, "not done today"
    return Slippage(words, _days(action.original_date, end), _days(action.due, end))


def _days(date_text: str | None, end: date) -> int | None:
    return (end - PartialDate.parse(date_text).last).days if date_text else None


def forecast_after(due: str | None, forecast: str | None) -> int:
    """Return how many days a forecast lies after the date an action is held to; 0 where it does not."""
    if not due or not forecast:
        return 0
    return max(0, (PartialDate.parse(forecast).last - PartialDate.parse(due).last).days)


def days_words(days: int) -> str:
    """Return "88 days after", "3 days before" or "on"."""
    if not days:
        return "on"
    return f"{plural(abs(days), 'day')} {'after' if days > 0 else 'before'}"


def slippage_words(slip: Slippage, action: Action, moves: Sequence[object]) -> str:
    """Return the slippage in a sentence or two; nothing without a date."""
    if slip.original is None and slip.approved is None:
        return ""
    parts = []
    if slip.approved is not None and action.approved_date:
        parts.append(f"{days_words(slip.approved)} the approved date")
    if slip.original is not None:
        parts.append(f"{days_words(slip.original)} the original date")
    moved = f" Moved {plural(len(moves), 'time')}." if moves else " Never moved."
    return f"{slip.end[:1].upper()}{slip.end[1:]}: {' and '.join(parts)}.{moved}"
