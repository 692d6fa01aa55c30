"""Help > About: the version, the promise, and where things lie on this computer."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from send_tracker import APP_NAME, __version__
from send_tracker.crash import log_folder
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.forms.ui_about import Ui_AboutForm


class AboutDialog(HouseDialog):
    """Everything in it can be copied."""

    def __init__(self, file: Path | None, data_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Ui_AboutForm()
        self.form.setupUi(self)
        self._version = f"Version {__version__}, with Qt {qVersion()} and Python {platform.python_version()}"
        self.form.version.setText(self._version)
        paths = ((self.form.file, str(file) if file else "None"), (self.form.data, str(data_folder)))
        for line, text in (*paths, (self.form.log, str(log_folder()))):
            line.setText(text)
            line.setReadOnly(True)
            line.setCursorPosition(0)
        self.form.copy.clicked.connect(self.copy)
        self.form.close.clicked.connect(self.accept)
        self.finish_form()
        self.form.close.setFocus()

    def text(self) -> str:
        """Return what the dialog says, for whoever looks after the computer."""
        lines = (("File", self.form.file), ("Data", self.form.data), ("Log", self.form.log))
        return "\n".join([f"{APP_NAME}. {self._version}", *(f"{name}: {line.text()}" for name, line in lines)])

    def copy(self) -> None:
        """Put it on the clipboard and say so on the button."""
        QGuiApplication.clipboard().setText(self.text())
        self.form.copy.setText("Copied")
