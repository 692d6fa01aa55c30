"""Opens the window where nobody sees it, goes through every page and dialog of a kind, and closes it again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from send_tracker.gui import theme
from send_tracker.gui.app import make_application, open_window
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.opener import Opener
from send_tracker.gui.pages.registry import PAGES
from send_tracker.gui.preferences import Preferences

_SIZE = (1366, 768)
_WAIT_MS = 400


def walk(file: Path, opener: Opener) -> Iterator[tuple[str, bool]]:
    """Open the window on a file and yield, for each page, its words and whether something was drawn on it."""
    application = make_application()
    theme.apply(application, "light")
    window = open_window(file, opener, Preferences(None))
    window.resize(*_SIZE)
    window.show()
    try:
        yield "Window", window.workspace is not None and window.isVisible()
        for entry in PAGES:
            page = window.show_page(entry.key)
            _wait(application)
            yield f"{entry.word} page", page is not None and _is_drawn(window)
        yield "Icons and status shapes", _has_icons()
    finally:
        window.close()
        _wait(application)


def _wait(application: QApplication) -> None:
    """Let the page take its charts and counts, which follow after its first paint."""
    done: list[bool] = []
    QTimer.singleShot(_WAIT_MS, lambda: done.append(True))
    while not done:
        application.processEvents()


def _is_drawn(window: MainWindow) -> bool:
    """Tell whether the page is more than one colour."""
    picture = window.pages.grab().toImage()
    across = range(0, picture.width(), 7)
    return len({picture.pixel(x, y) for x in across for y in range(0, picture.height(), 7)}) > 3


def _has_icons() -> bool:
    """Tell whether a drawing of ours can be read here: it needs the SVG part of Qt and the shipped files."""
    from PySide6.QtGui import QIcon

    from send_tracker.resource_files import resource

    picture = QIcon(str(resource("app", "send-tracker.svg"))).pixmap(32, 32).toImage()
    return not picture.isNull() and picture.pixelColor(16, 16).alpha() > 0


class _FirstRows(QObject):
    """Ends the process once a table with rows was painted; closing down is not part of what is measured."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the paint of a table that has rows."""
        if event.type() == QEvent.Type.Paint:
            table = watched.parent()
            if isinstance(table, QTableView) and table.model() is not None and table.model().rowCount() > 0:
                QTimer.singleShot(0, lambda: os._exit(0))
        return False


def end_at_first_rows(run: Callable[[], int]) -> int:
    """Run the window as always, until its first rows were painted."""
    watch = _FirstRows()
    make_application().installEventFilter(watch)
    return run()
