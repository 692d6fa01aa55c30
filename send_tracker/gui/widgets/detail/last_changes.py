"""The last few changes of an action, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.dates import MONTHS
from send_tracker.gui import theme
from send_tracker.gui.widgets.label import ElidedLabel, Label, Rule
from send_tracker.services.story import StoryEntry

LINES = 3


class LastChanges(QWidget):
    """A rule, and up to three lines below it; nothing for an action that nothing happened to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = [_ChangeLine() for _ in range(LINES)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 4)
        column.setSpacing(6)
        column.addWidget(Rule())
        column.addSpacing(10)
        for line in self._lines:
            column.addWidget(line)

    def show_entries(self, entries: Sequence[StoryEntry], today: date) -> None:
        """Show the newest of these."""
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(entries))
            if at < len(entries):
                line.show_entry(entries[at], today.year)
        self.setVisible(bool(entries))


class _ChangeLine(QWidget):
    """One change: its day, and what it was on one line."""

    def __init__(self) -> None:
        super().__init__()
        self._day = Label("", "small", token="muted")
        self._words = ElidedLabel("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._day)
        row.addWidget(self._words, 1)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Take the width of the days again."""
        self._day.setFixedWidth(_widest_day())

    def show_entry(self, entry: StoryEntry, year: int) -> None:
        """Show a change."""
        self._day.setText(_short_day(date.fromisoformat(entry.day), year))
        self._words.set_text(entry.headline)


def _widest_day() -> int:
    """Return the room that any day takes in these words."""
    metrics, year = theme.metrics("small"), 2028
    days = [date(year, month, 28) for month in range(1, 13)]
    words = [_short_day(day, shown) for day in days for shown in (year, year + 1)]
    return ceil(max(metrics.horizontalAdvance(word) for word in words)) + 2


def _short_day(day: date, year: int) -> str:
    """Return "1 July", "12 Sep" or "Sep 2024"; months of four letters stay whole."""
    name = MONTHS[day.month - 1]
    month = name if len(name) <= 4 else name[:3]
    return f"{day.day} {month}" if day.year == year else f"{month} {day.year}"
