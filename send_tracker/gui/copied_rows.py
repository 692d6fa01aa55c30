"""Copying rows of a table: the columns that are shown, in their order, with their heads, for a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

_SHOWN = Qt.ItemDataRole.DisplayRole


def copy_rows(table: QTableView) -> int:
    """Put the selected rows, else the current one, on the clipboard, and return how many there were."""
    rows = selected_rows(table)
    if rows:
        QGuiApplication.clipboard().setText(as_text(table, rows))
    return len(rows)


def selected_rows(table: QTableView) -> list[int]:
    """Return the numbers of the selected rows, from the top; of the current row where none is selected."""
    ranges = table.selectionModel().selection().toList()
    found = {row for part in ranges for row in range(part.top(), part.bottom() + 1)}
    current = table.currentIndex()
    return sorted(found) or ([current.row()] if current.isValid() else [])


def as_text(table: QTableView, rows: list[int]) -> str:
    """Return heads and rows with tabs between the cells. No cell is more than one line, and none is a formula."""
    heads, model = table.horizontalHeader(), table.model()
    order = [heads.logicalIndex(place) for place in range(heads.count())]
    columns = [column for column in order if not table.isColumnHidden(column)]
    lines = [[model.headerData(column, Qt.Orientation.Horizontal, _SHOWN) for column in columns]]
    lines += [[model.index(row, column).data(_SHOWN) for column in columns] for row in rows]
    return "\n".join("\t".join(_cell(value) for value in line) for line in lines)


def _cell(value: object) -> str:
    """Return a cell on one line; what a spreadsheet would take for a formula begins with an apostrophe."""
    text = " ".join(str(value).split()) if value is not None else ""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") and len(text) > 1 else text
