"""Counting in working days: no weekends, no bank holidays. The holidays are handed in as dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_WEEKDAYS = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A calendar of working days. Whoever makes it knows the holidays of every year that is asked for."""

    holidays: Collection[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Tell whether people work on a day."""
        return day.weekday() < _WEEKDAYS and day not in self.holidays

    def on_or_after(self, day: date) -> date:
        """Return the first working day from a day on."""
        while not self.is_working(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Return the last working day up to a day."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def after(self, day: date, number: int) -> date:
        """Return the working day that is so many after a day, which itself is not counted."""
        for _ in range(number):
            day = self.on_or_after(day + _DAY)
        return day

    def before(self, day: date, number: int) -> date:
        """Return the working day that is so many before a day, which itself is not counted.

        Of a day that is no working day, 0 before it is the last working day up to it.
        """
        day = self.on_or_before(day) if number == 0 else day
        for _ in range(number):
            day = self.on_or_before(day - _DAY)
        return day

    def between(self, first: date, last: date) -> int:
        """Return the working days after a day, up to and with another; 0 where that is not later.

        So a notice on 30 June for a visit on 14 July 2025 gives ten working days, as inspectorates count.
        """
        return sum(1 for day in _days(first + _DAY, last) if self.is_working(day))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY
