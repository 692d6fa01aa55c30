"""Saying later why something left the plan: withdrawing is quick, and the reason is one line away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField, LineField
from send_tracker.gui.widgets.label import Label

_WIDTH, _HEIGHT = 480, 210


class ReasonDialog(HouseDialog):
    """One line and a button; ``keep`` gets the reason, and may refuse it with a :class:`Problem`."""

    def __init__(self, whose: str, keep: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self.setWindowTitle("Add a reason")
        self.reason = LineField(placeholder="For the history, and for whoever asks")
        # The default button answers Enter; nothing else here commits.
        self.keep_button = Button("&Keep the reason", "primary", on_click=self.keep)
        self.keep_button.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(Button("Cancel", "outline", on_click=self.reject))
        foot.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label("Add a reason", "heading", 600))
        column.addWidget(LabelledField(f"Why {whose}", self.reason))
        column.addStretch(1)
        column.addLayout(foot)
        self.resize(_WIDTH, _HEIGHT)
        self.finish_form()
        self.reason.setFocus()

    def keep(self) -> None:
        """Keep it and close; on a problem say it and stay."""
        if self.attempt(self._keep, self.reason.text()) is not None:
            self.accept()
        else:
            self.reason.setFocus()
