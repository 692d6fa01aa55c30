"""Preferences: theme, text size, the officer's name. Each holds at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from send_tracker.gui.dialogs.house_dialog import HouseDialog, fill
from send_tracker.gui.forms.ui_preferences import Ui_PreferencesForm
from send_tracker.gui.preferences import Preferences

THEMES = [("system", "Follow the system"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast")]
SIZES = (100, 110, 125, 150, 175, 200)


class PreferencesDialog(HouseDialog):
    """What this computer remembers of the officer's liking."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.form = Ui_PreferencesForm()
        self.form.setupUi(self)
        fill(self.form.theme, THEMES, preferences.get("theme"))
        fill(self.form.textSize, [(str(size), f"{size} %") for size in SIZES], str(preferences.get("text_percent")))
        self.form.officer.setText(preferences.get("officer"))
        self.form.officer.setMaxLength(120)
        self.form.theme.currentIndexChanged.connect(self._theme)
        self.form.textSize.currentIndexChanged.connect(self._size)
        self.form.officer.editingFinished.connect(self._officer)
        self.form.close.clicked.connect(self.accept)
        self.finish_form()

    def _theme(self) -> None:
        self._preferences.set("theme", self.form.theme.currentData())

    def _size(self) -> None:
        self._preferences.set("text_percent", int(self.form.textSize.currentData()))

    def _officer(self) -> None:
        self._preferences.set("officer", " ".join(self.form.officer.text().split()))

    def done(self, result: int) -> None:
        """Keep what was typed however the dialog is left: every setting here holds at once."""
        self._officer()
        super().done(result)
