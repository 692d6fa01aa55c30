"""The head of the Measures page: small charts instead of the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.register_head import RegisterHead


class MeasuresHead(RegisterHead):
    """The head; the other way to see the measures is as small charts."""

    search_widths = (110, 150, 216)
    wide_from = 670

    def __init__(self, can_edit: bool, parent: QWidget | None = None) -> None:
        """Make the head; nothing can be added to a file open for reading only."""
        self._shows_charts = False
        super().__init__("Measures", "Search measures", "Add figures", can_edit, parent)

    def between(self) -> Sequence[QWidget]:
        """Make the switch."""
        self.charts = IconButton("chart-line", "Show as small charts", self._toggle, side=32)
        return (self.charts,)

    @property
    def is_switched(self) -> bool:
        """Whether small charts are shown."""
        return self._shows_charts

    def switch(self, on: bool) -> None:
        """Show small charts, or the table."""
        if on != self._shows_charts:
            self._toggle()

    def _toggle(self) -> None:
        on = self._shows_charts = not self._shows_charts
        self.charts.set_icon("table" if on else "chart-line", "Show as a table" if on else "Show as small charts")
        self.switched.emit(on)
