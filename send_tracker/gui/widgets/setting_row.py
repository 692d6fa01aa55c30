"""One setting under Preferences: its title, what chooses it, and a way back to the default."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from send_tracker.gui.preferences import Preferences
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label
from send_tracker.settings import Setting, SettingKind

MOST_LETTERS = 120


class SettingRow(QWidget):
    """What is chosen holds at once. The button is there where there is something to put back."""

    def __init__(self, setting: Setting, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._preferences = preferences
        self.problem = Label("", "small", token="muted", wrap=True)
        self.reset = Button("Reset", "quiet", on_click=self._reset)
        self.reset.setAccessibleName(f"Reset: {setting.title}")
        self.reset.setAutoDefault(False)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # or every line would change its width with the first choice
        self.reset.setSizePolicy(policy)
        self.control: QComboBox | QLineEdit = self._combo() if setting.kind is SettingKind.CHOICE else self._line()
        self.control.setAccessibleName(setting.title)
        self._lay_out()
        self.show_value()

    def _combo(self) -> QComboBox:
        combo = QComboBox()
        for value, words in self.setting.choices:
            combo.addItem(words, value)
        combo.currentIndexChanged.connect(lambda _index: self._keep(combo.currentData()))
        return combo

    def _line(self) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(MOST_LETTERS if self.setting.kind is SettingKind.TEXT else 1000)
        line.editingFinished.connect(self.keep_typed)
        return line

    def _lay_out(self) -> None:
        title = Label(self.setting.title, "small", 500, "muted")
        title.setBuddy(self.control)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.control, 1)
        if self.setting.kind is SettingKind.FOLDER:
            choose = Button("Choose…", on_click=self._choose_folder)
            choose.setAccessibleName(f"Choose a folder: {self.setting.title}")
            choose.setAutoDefault(False)
            row.addWidget(choose)
        row.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(title)
        column.addLayout(row)
        column.addWidget(self.problem)

    def show_value(self) -> None:
        """Show what is kept."""
        value = self._preferences.get(self.setting.name)
        if isinstance(self.control, QComboBox):
            self.control.blockSignals(True)
            self.control.setCurrentIndex(max(0, self.control.findData(value)))
            self.control.blockSignals(False)
        else:
            self.control.setText(value)
        self._say(self.setting.hint)
        self.reset.setVisible(not self._preferences.is_default(self.setting.name))

    def keep_typed(self) -> None:
        """Keep what was typed; a folder that is not there stays in the field with a sentence, and is not kept."""
        if isinstance(self.control, QComboBox):
            return
        text = " ".join(self.control.text().split())
        if self.setting.kind is SettingKind.FOLDER and text and not _is_folder(text):
            self._say("There is no such folder, so backups go where they went before. Choose one that exists.")
            return
        self._keep(text)

    def _keep(self, value: object) -> None:
        self._preferences.set(self.setting.name, value)
        self._say(self.setting.hint)
        self.reset.setVisible(not self._preferences.is_default(self.setting.name))

    def _reset(self) -> None:
        self._preferences.reset(self.setting.name)
        self.show_value()
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.setting.title, self._preferences.get(self.setting.name))
        if chosen and isinstance(self.control, QLineEdit):
            self.control.setText(chosen)
            self.keep_typed()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def _is_folder(text: str) -> bool:
    path = Path(text)
    return path.is_absolute() and path.is_dir()
