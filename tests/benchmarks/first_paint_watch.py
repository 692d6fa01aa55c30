"""What test_startup.py watches for, and the bare window; apart from first_paint.py because this imports Qt."""

from __future__ import annotations

import os
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


def watch_application() -> None:
    """Have the process end once the application runs and rows were painted."""
    watch, execute = Watch(), QApplication.exec

    def watched(*_: object) -> int:
        QCoreApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
        return execute()

    QApplication.exec = watched  # type: ignore[method-assign]


def show_bare_window() -> None:
    """Show the plain window, and wait for its rows."""
    watch_application()
    application = QApplication(sys.argv[:1])
    view, model = QTableView(), Plain()
    view.setModel(model)
    view.resize(1280, 800)
    view.show()
    sys.exit(application.exec())
