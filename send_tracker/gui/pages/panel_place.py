"""Where the detail panel of a page stands: beside the table, or over it in a narrow window."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.widgets.detail_panel import NARROW_WIDTH, WIDTH, DetailPanel

NARROW, OVER = 1200, 1000


class PanelPlace:
    """Places a panel in the row of its page, by the width of the window and by what was chosen."""

    def __init__(self, page: QWidget, row: QHBoxLayout, panel: DetailPanel, preferences: Preferences) -> None:
        self._page, self._row, self._panel, self._preferences = page, row, panel, preferences
        self.over = False

    def show(self, on: bool) -> None:
        """Show or hide the panel. Where it lies over the table, that is not remembered."""
        if self.over:
            self._panel.setVisible(on)
            self.place()
        else:
            self._preferences.set("panel_shown", on)

    def place(self) -> None:
        """Put the panel beside the table, or over it."""
        page, panel = self._page, self._panel
        if self.over:
            panel.setGeometry(page.width() - panel.width(), 0, panel.width(), page.height())
            panel.raise_()
        else:
            panel.setVisible(bool(self._preferences.get("panel_shown")))

    def set_width_class(self, width: int) -> None:
        """Take a narrower panel below 1200 px, and lay it over the table below 1000."""
        narrow, over = width < NARROW, width < OVER
        self._panel.set_narrow(narrow)
        if over is not self.over:
            self.over = over
            if over:
                self._row.removeWidget(self._panel)
                self._panel.hide()
            else:
                self._row.addWidget(self._panel)
        self._size(narrow)
        self.place()

    def resized(self) -> None:
        """Follow the size of the page where the panel lies over it."""
        if self.over:
            self._size(narrow=True)
            self.place()

    def _size(self, narrow: bool) -> None:
        wanted = theme.px(NARROW_WIDTH if narrow else WIDTH)
        self._panel.setFixedWidth(min(wanted, self._page.width()) if self.over else wanted)
