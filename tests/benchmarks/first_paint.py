"""Run by test_startup.py as a whole process: ends when the first table with rows has been painted.

``bare`` shows a plain window with a QTableView; otherwise the arguments are the program's own. What was
loaded by then is printed, so that nothing slow slips in before the first paint.
"""

from __future__ import annotations

import os
import runpy
import sys

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QApplication, QTableView

HEAVY = ("numpy", "pyqtgraph", "openpyxl", "sqlite_utils")
ROWS = 61


class Watch(QObject):
    """Ends the process after the paint of a table that has rows."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            table = watched.parent()
            if isinstance(table, QTableView) and table.model() is not None and table.model().rowCount() > 0:
                QTimer.singleShot(0, end)
        return False


def end() -> None:
    """Say what was loaded, and stop at once: closing down is not measured."""
    print(" ".join(name for name in HEAVY if name in sys.modules), flush=True)
    os._exit(0)


class Plain(QAbstractTableModel):
    """As many cells as the sample's plan, with a word in each."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 8

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return "word" if role == Qt.ItemDataRole.DisplayRole else None


def main() -> None:
    """Show the plain window, or start the program, and wait for its first rows."""
    watch = Watch()
    execute = QApplication.exec

    def watched(*_: object) -> int:
        QCoreApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
        return execute()

    if sys.argv[1] == "bare":
        application = QApplication(sys.argv[:1])
        view, model = QTableView(), Plain()
        view.setModel(model)
        view.resize(1280, 800)
        view.show()
        application.installEventFilter(watch)
        sys.exit(execute())
    from send_tracker import qt_check

    qt_check.has_screen = lambda: True  # nobody sees it, but it is painted all the same
    QApplication.exec = watched  # type: ignore[method-assign]
    sys.argv[0] = "send-tracker"
    runpy.run_module("send_tracker", run_name="__main__")


if __name__ == "__main__":
    main()
