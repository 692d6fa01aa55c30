"""The day on which calendars begin the week, as the officer prefers it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt

_DAYS = {"monday": Qt.DayOfWeek.Monday, "sunday": Qt.DayOfWeek.Sunday}
_chosen: list[str] = ["monday"]


def set_start(choice: str) -> None:
    """Begin weeks on ``monday``, on ``sunday``, or where the ``system`` does."""
    _chosen[0] = choice


def first_day() -> Qt.DayOfWeek:
    """Return the day on which a calendar begins."""
    return _DAYS.get(_chosen[0]) or QLocale.system().firstDayOfWeek()
