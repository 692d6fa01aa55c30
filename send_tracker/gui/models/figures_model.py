"""The entry grid as a table model: the first column is the period, each other one a measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from send_tracker.domain.measures.entry import Cell, Checked, Finding, Sheet
from send_tracker.domain.measures.numbers import unit_words
from send_tracker.gui.widgets.label import tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
CHECKED_ROLE = Qt.ItemDataRole.UserRole
KEPT_ROLE = Qt.ItemDataRole.UserRole + 1


class FiguresModel(QAbstractTableModel):
    """The sheet. ``checked_again`` says that cells were read again."""

    checked_again = Signal()

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        """Make it of a sheet."""
        super().__init__(parent)
        self.sheet = sheet
        self.checked: dict[Cell, Checked] = {}
        self.kept: Mapping[tuple[int, int], str] = {}

    def set_kept(self, kept: Mapping[tuple[int, int], str]) -> None:
        """Show what the file holds already, faintly, where nothing is typed."""
        self.kept = kept
        self._all_changed()

    def read_again(self) -> None:
        """Read every cell."""
        self.checked = self.sheet.checked()
        self._all_changed()
        self.checked_again.emit()

    def _all_changed(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def paste(self, index: Index, text: str) -> int:
        """Put a paste in, and return how many cells it filled."""
        rows = len(self.sheet.periods)
        filled = self.sheet.paste(index.row(), max(index.column() - 1, 0), text)
        if len(self.sheet.periods) != rows:
            self.beginInsertRows(QModelIndex(), rows, len(self.sheet.periods) - 1)
            self.endInsertRows()
        self.read_again()
        return filled

    def add_row(self) -> None:
        """Add an empty row at the foot."""
        rows = len(self.sheet.periods)
        self.beginInsertRows(QModelIndex(), rows, rows)
        self.sheet.periods.append("")
        self.endInsertRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.periods)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.measures) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section < 0:
            return self.sheet.periods[section] if role == Qt.ItemDataRole.DisplayRole and section >= 0 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return "Period" if section == 0 else self.sheet.measures[section - 1].ref
        if role == Qt.ItemDataRole.ToolTipRole and section:
            measure = self.sheet.measures[section - 1]
            return tip(f"{measure.ref} {measure.title}, {unit_words(measure)}")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if column == 0:
            shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
            return self.sheet.periods[row] if shown else None
        cell = (row, column - 1)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.sheet.texts.get(cell, "")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(cell)
            case Qt.ItemDataRole.ToolTipRole:
                found = self.checked.get(cell)
                return tip(found.sentence if found and found.sentence else "")
        if role == CHECKED_ROLE:
            return self.checked.get(cell)
        return self.kept.get(cell, "") if role == KEPT_ROLE else None

    def _spoken(self, cell: Cell) -> str:
        found, measure = self.checked.get(cell), self.sheet.measures[cell[1]]
        where = f"{measure.title}, {self.sheet.periods[cell[0]] or 'no period'}"
        if found is None:
            kept = self.kept.get(cell)
            return f"{where}: empty" + (f", the file holds {kept}" if kept else "")
        return found.sentence or f"{where}: {found.text}"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        if index.column() == 0:
            self.sheet.periods[index.row()] = str(value).strip()
        else:
            self.sheet.set(index.row(), index.column() - 1, str(value))
        self.read_again()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


def first_refused(checked: Mapping[Cell, Checked]) -> Cell | None:
    """Return the first cell that must be put right."""
    return next((cell for cell, found in checked.items() if found.finding is Finding.REFUSED), None)
