"""The foot of the panel: who leads the action, and when anything was last said of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.gui.widgets.detail import PAD
from send_tracker.gui.widgets.label import ElidedLabel
from send_tracker.services.action_view import ActionDetail


class Foot(QWidget):
    """One line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead, self._updated = ElidedLabel("", "small", token="muted"), ElidedLabel("", "small", token="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(PAD, 6, PAD, 10)
        row.addWidget(self._lead, 1)
        row.addWidget(self._updated, 0)

    def show_detail(self, detail: ActionDetail) -> None:
        """Show an action's."""
        self._lead.set_text("; ".join(detail.leads) or "No lead")
        on = detail.action.updated_on
        self._updated.set_text(f"Last update {long_date(date.fromisoformat(on))}" if on else "Not updated yet")
