"""Which days an axis of time names: at most five, that do not meet, with the year where it is news."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from send_tracker.domain.chart_data import MOST_LABELS
from send_tracker.domain.dates import MONTHS
from send_tracker.gui import theme

_STEPS = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120)
_APART = 14.0


def time_labels(
    points: Sequence[tuple[date, str]], ends: Sequence[date], seen: tuple[float, float], room: float
) -> list[tuple[float, str]]:
    """Return (ordinal, words) for an axis.

    Args:
        points: days with figures and their periods as words; they are named where there are few.
        ends: other days that count, such as that of the target.
        seen: the first and the last day, as ordinals. room: the pixels between them.
    """
    inside = [(day, words) for day, words in points if seen[0] <= day.toordinal() <= seen[1]]
    months = all(words == month_words(day) for day, words in points)
    if inside and (len(inside) <= MOST_LABELS or not months):
        step = -(-len(inside) // MOST_LABELS)
        picked = [(float(day.toordinal()), words) for day, words in inside[::-1][::step]][::-1]
    else:
        days = [day for day, _ in inside] + [d for d in ends if seen[0] <= d.toordinal() <= seen[1]]
        picked = _months(days or [date.fromordinal(max(1, round(seen[0])))])
    return _apart(picked, seen, room)


def month_words(day: date) -> str:
    """Return "May 25"."""
    return f"{MONTHS[day.month - 1][:3]} {day.year % 100:02}"


def _months(days: Sequence[date]) -> list[tuple[float, str]]:
    first, last = min(days), max(days)
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    step = next((s for s in _STEPS if (end - start) // s < MOST_LABELS), _STEPS[-1])
    found, year = [], 0
    for month in range(start, end + 1, step):
        day = date(month // 12, month % 12 + 1, calendar.monthrange(month // 12, month % 12 + 1)[1])
        words = MONTHS[day.month - 1][:3] if day.year == year else month_words(day)
        year = day.year
        found.append((float(day.toordinal()), words))
    return found


def _apart(labels: Sequence[tuple[float, str]], seen: tuple[float, float], room: float) -> list[tuple[float, str]]:
    """Leave out what would meet the label before it; the last one stays."""
    fm = theme.metrics("small")
    scale = room / max(seen[1] - seen[0], 1.0)
    kept: list[tuple[float, str]] = []
    edge = 1e12
    for at, words in reversed(labels):
        middle, half = at * scale, fm.horizontalAdvance(words) / 2
        if middle + half + _APART <= edge:
            kept.append((at, words))
            edge = middle - half
    return kept[::-1]
