"""Preferences: a row for each setting that has a title. Each holds at once, and can be put back by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.forms.ui_preferences import Ui_PreferencesForm
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.widgets.setting_row import SettingRow
from send_tracker.settings import SHOWN


class PreferencesDialog(HouseDialog):
    """What this computer remembers of the officer's liking."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Ui_PreferencesForm()
        self.form.setupUi(self)
        self.rows = {setting.name: SettingRow(setting, preferences) for setting in SHOWN}
        column = QVBoxLayout(self.form.rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for row in self.rows.values():
            column.addWidget(row)
        self.form.close.clicked.connect(self.accept)
        self.finish_form()
        self.rows[SHOWN[0].name].control.setFocus()

    def done(self, result: int) -> None:
        """Keep what was typed however the dialog is left: every setting here holds at once."""
        for row in self.rows.values():
            row.keep_typed()
        super().done(result)
