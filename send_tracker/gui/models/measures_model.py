"""The measures as a table model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from send_tracker.domain.measures.comparison import Comparison
from send_tracker.domain.measures.lines import Column, MeasureLine, sections
from send_tracker.domain.measures.numbers import narrow
from send_tracker.domain.measures.trends import change_short
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.label import tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

COLUMN_WORDS: Final = {
    Column.REF: "Ref",
    Column.TITLE: "Measure",
    Column.OUTCOME: "Outcome",
    Column.TREND: "Trend",
    Column.LATEST: "Latest",
    Column.PERIOD: "Period",
    Column.AGE: "Age",
    Column.PREVIOUS: "On the last",
    Column.YEAR: "On last year",
    Column.TARGET: "Target",
    Column.GAP: "Gap",
    Column.RATING: "Rating",
    Column.SPC: "Variation",
}
HEADS: Final = {**COLUMN_WORDS, Column.OUTCOME: ""}
"""What stands over the columns; the outcome's reference needs no word."""
COLUMNS: Final = tuple(COLUMN_WORDS)
LINE_ROLE = Qt.ItemDataRole.UserRole


_TEXTS: Final[Mapping[Column, Callable[[MeasureLine], str]]] = {
    Column.REF: lambda v: v.measure.ref,
    Column.TITLE: lambda v: v.measure.title,
    Column.OUTCOME: lambda v: v.outcome_ref,
    Column.TREND: lambda v: v.spc.sentence,
    Column.LATEST: lambda v: narrow(v.measure, v.result.value, v.result.short_text) or "–",
    Column.PERIOD: lambda v: v.result.period.short if v.result.period else "",
    Column.AGE: lambda v: "" if v.result.age_days is None else plural(v.result.age_days, "day"),
    Column.PREVIOUS: lambda v: change_short(v.measure, v.result.previous),
    Column.YEAR: lambda v: change_short(v.measure, v.result.year_ago),
    Column.TARGET: lambda v: narrow(v.measure, v.result.target, v.result.target_text) or "–",
    Column.GAP: lambda v: v.result.gap_text,
    Column.RATING: lambda v: v.result.rating_text,
    Column.SPC: lambda v: v.spc_word,
}


def cell_text(line: MeasureLine, column: Column) -> str:
    """Return what a cell says."""
    return _TEXTS[column](line)


def comparison_of(line: MeasureLine, column: Column) -> Comparison | None:
    """Return what a column of changes compares with."""
    found = {Column.PREVIOUS: line.result.previous, Column.YEAR: line.result.year_ago}
    return found.get(column)


@dataclass(frozen=True, slots=True)
class Head:
    """A row over the measures of a part of the page."""

    words: str
    count: int


class MeasuresModel(QAbstractTableModel):
    """The lines that are shown, in their order; where they are of several parts of the page, each under its head."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.lines: list[MeasureLine] = []
        self._rows: list[MeasureLine | Head] = []

    def set_lines(self, lines: Sequence[MeasureLine]) -> None:
        """Show other lines. Where only their content changed, rows are repainted and nothing is reset."""
        parts = sections(lines)
        new: list[MeasureLine | Head] = []
        for words, part in parts:
            new += [Head(words, len(part)), *part] if len(parts) > 1 else part
        old, self.lines = self._rows, [v for v in new if isinstance(v, MeasureLine)]
        if [_row_id(v) for v in new] == [_row_id(v) for v in old]:
            changed = [row for row, (a, b) in enumerate(zip(old, new, strict=True)) if a is not b]
            self._rows = new
            for row in changed:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def line_at(self, row: int) -> MeasureLine | None:
        """Return the measure of a row; None for a head, or past the end."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, MeasureLine) else None

    def head_at(self, row: int) -> Head | None:
        """Return the head in a row; None for a measure."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Head) else None

    def row_of(self, id: str) -> int:
        """Return the row of a measure, or -1."""
        return next((n for n, v in enumerate(self._rows) if isinstance(v, MeasureLine) and v.id == id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keys pass over the heads."""
        return Qt.ItemFlag.NoItemFlags if self.head_at(index.row()) else super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[COLUMNS[section]]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self._rows[index.row()], COLUMNS[index.column()]
        if isinstance(line, Head):
            spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return f"{line.words}, {plural(line.count, 'measure')}" if role in spoken else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(line, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                words = cell_text(line, column).replace("–", "")
                return f"{COLUMN_WORDS[column]}: {words or 'none'}"
            case Qt.ItemDataRole.ToolTipRole:
                return tip(_tip(line, column))
        return line if role == LINE_ROLE else None


def _row_id(row: MeasureLine | Head) -> object:
    return row.id if isinstance(row, MeasureLine) else row.words


def _tip(line: MeasureLine, column: Column) -> str:
    """Return what a cell has no room for."""
    result = line.result
    match column:
        case Column.TITLE | Column.REF:
            return result.sentence
        case Column.OUTCOME:
            return line.outcome_name
        case Column.LATEST | Column.PERIOD:
            rivals = f"\n{plural(len(result.rivals), 'other source says', 'other sources say')} something else."
            return f"{result.value_text}, {result.period.label if result.period else ''}" + (
                rivals if result.rivals else ""
            )
        case Column.AGE:
            return result.stale_text
        case Column.PREVIOUS | Column.YEAR:
            compared = comparison_of(line, column)
            return (compared.text or compared.why_not) if compared else ""
        case Column.TARGET:
            return result.aim_text
        case Column.RATING:
            return line.measure.rating_reason if result.overridden else result.gap_text
    return line.spc.sentence
