"""Starts the window: application, look, file, event loop."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from send_tracker import APP_NAME, __version__
from send_tracker.gui import theme
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.opener import Opener
from send_tracker.gui.preferences import Preferences
from send_tracker.resource_files import resource
from send_tracker.settings import FILE_NAME

AFTER_PAINT_MS = 1500


def run(path: Path | None, opener: Opener, preferences_path: Path | None = None) -> int:
    """Open the window on a file, else on the last one, else on the welcome page; return when it is closed.

    Args:
        path: the file to open.
        opener: how files are opened and made.
        preferences_path: where settings are kept; in the data folder if left out.
    """
    application = make_application()
    preferences = Preferences(preferences_path or opener.data_folder / FILE_NAME)
    theme.apply(application, preferences.get("theme"), preferences.get("text_percent") / 100)
    window = open_window(path, opener, preferences)
    if sys.platform == "darwin":  # an event filter of ours sees every event, so only where it is needed
        from send_tracker.gui.file_open import FileOpener

        application.installEventFilter(FileOpener(window))
    window.show()
    QTimer.singleShot(AFTER_PAINT_MS, gc.enable)  # __main__ turned it off for the first paint
    QTimer.singleShot(AFTER_PAINT_MS, window, lambda: _afterwards(application, window))
    return application.exec()


def _afterwards(application: QApplication, window: MainWindow) -> None:
    """Do what can wait until the first page was painted: the icon, and what the last run left behind."""
    from PySide6.QtGui import QIcon

    from send_tracker.gui import accessible_roles
    from send_tracker.gui.last_fault import offer

    accessible_roles.install()
    application.setWindowIcon(QIcon(str(resource("app", "send-tracker.svg"))))
    offer(window)


def make_application() -> QApplication:
    """Return the application, with its names."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(APP_NAME)
    application.setApplicationDisplayName(APP_NAME)
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("send-tracker")
    theme.load_fonts(resource("fonts"))
    return application


def open_window(path: Path | None, opener: Opener, preferences: Preferences) -> MainWindow:
    """Return the window with its file open, not yet shown: so that the first thing painted is the plan."""
    window = MainWindow(opener, preferences)
    last = preferences.get("last_file")
    if path is not None:
        window.files.open(path)
    elif last and Path(last).exists():
        window.files.open(Path(last))
    else:
        window.show_file(None)
    if opener.after_open is not None:
        QTimer.singleShot(AFTER_PAINT_MS, window.after_open)
    return window
