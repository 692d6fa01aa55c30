"""Help > About: the version, the promise, where things lie on this computer, and a report that can be sent."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from send_tracker import __version__
from send_tracker.crash import log_folder
from send_tracker.gui.diagnostics import report_text
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.dialogs.licences_dialog import LicencesDialog
from send_tracker.gui.forms.ui_about import Ui_AboutForm
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.workspace import Workspace


class AboutDialog(HouseDialog):
    """The places can be copied one by one; the report leaves them out."""

    def __init__(
        self, workspace: Workspace | None, preferences: Preferences, data_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._preferences = workspace, preferences
        self.form = Ui_AboutForm()
        self.form.setupUi(self)
        self.form.version.setText(f"Version {__version__}, with Qt {qVersion()} and Python {platform.python_version()}")
        file = str(workspace.session.home) if workspace else "None"
        paths = ((self.form.file, file), (self.form.data, str(data_folder)), (self.form.log, str(log_folder())))
        for line, text in paths:
            line.setText(text)
            line.setReadOnly(True)
            line.setCursorPosition(0)
        self.form.copy.clicked.connect(self.copy)
        self.form.licences.clicked.connect(self.show_licences)
        self.form.close.clicked.connect(self.accept)
        self.finish_form()
        self.form.close.setFocus()

    def text(self) -> str:
        """Return the report for whoever looks after the program."""
        return report_text(self._preferences, self._workspace)

    def copy(self) -> None:
        """Put the report on the clipboard and say so on the button."""
        QGuiApplication.clipboard().setText(self.text())
        self.form.copy.setText("Copied")
        self.form.copy.setAccessibleName("Report copied")

    def show_licences(self) -> None:
        """Open the list of what is shipped."""
        LicencesDialog(self).open()
