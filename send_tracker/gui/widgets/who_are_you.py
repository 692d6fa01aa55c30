"""Asks once, on the welcome page and in place, under which name or role somebody's changes are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField, LineField
from send_tracker.gui.widgets.label import Label

_MOST = 120


class WhoAreYou(QWidget):
    """A field, a button that keeps it, and one that leaves it. Either way it does not ask again."""

    answered = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.name = LineField(placeholder="SEND programme officer")
        self.name.setMaxLength(_MOST)
        self.name.setFixedWidth(theme.px(300))
        self.name.returnPressed.connect(self.keep)
        self.keep_button = Button("Keep", "outline", on_click=self.keep)
        self.keep_button.setAccessibleName("Keep this name")
        self.later = Button("Not now", "quiet", on_click=self.skip)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(LabelledField("Your name or role", self.name))
        row.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.later, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(4)
        column.addLayout(row)
        words = "It stands beside each change that you make. It stays in your files and on this computer."
        column.addWidget(Label(words, "small", token="muted", wrap=True))
        self.setVisible(not preferences.get("welcomed") and not preferences.get("officer"))

    def keep(self) -> None:
        """Keep what was typed, if anything was, and ask no more."""
        name = " ".join(self.name.text().split())
        if name:
            self._preferences.set("officer", name)
        self.skip()

    def skip(self) -> None:
        """Ask no more; the name of the account is used, and Preferences has the same field."""
        self._preferences.set("welcomed", True)
        self.hide()
        self.answered.emit()
