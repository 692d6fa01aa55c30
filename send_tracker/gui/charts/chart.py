"""What every chart can do, whatever draws it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from send_tracker.domain.chart_data import ChartTable
from send_tracker.domain.status import StatusLevel


class Chart(Protocol):
    """A chart is a widget with the same numbers as a table and as one sentence."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def sentence(self) -> str:
        """What it shows, in one sentence."""

    @property
    def table(self) -> ChartTable:
        """Its numbers."""

    @property
    def legend(self) -> tuple[StatusLevel, ...]:
        """The statuses it shows, in their order."""

    def paper_copy(self) -> QWidget:
        """Return another chart of the same numbers, made in the theme now in force, for a picture."""


def say(chart: QWidget, words: str) -> None:
    """Tell a screen reader which part of a chart the keyboard is on."""
    if chart.accessibleDescription() != words:
        chart.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleEvent(chart, QAccessible.Event.DescriptionChanged))
