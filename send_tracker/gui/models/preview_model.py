"""Every row of a preview with its changes beneath it, each with a tick: what is ticked is applied."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from send_tracker.domain.intake.preview import FieldChange, Preview, PreviewRow, Verdict
from send_tracker.domain.text import one_line
from send_tracker.gui import theme
from send_tracker.gui.widgets.label import tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
VERDICT_WORDS = {
    Verdict.NEW: "New",
    Verdict.CHANGED: "Changed",
    Verdict.UNCHANGED: "Unchanged",
    Verdict.DOUBTFUL: "Doubtful",
    Verdict.REJECTED: "Rejected",
}
_SHOWN = 200


class Column(IntEnum):
    """The columns of the preview."""

    ROW = 0
    VERDICT = 1
    REF = 2
    WHAT = 3
    NOW = 4
    THEN = 5


HEADS = ("Row", "", "Reference", "Action or field", "Now", "Becomes, or why not")


class PreviewModel(QAbstractTableModel):
    """Lines of a preview: a row, and under it its changes where it is open.

    Signals:
        ticked(): what is ticked has changed.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PreviewRow, ...] = ()
        self._lines: list[tuple[int, int]] = []
        self._shown: Verdict | None = None
        self._open: set[int] = set()
        self._accepted: set[tuple[int, str]] = set()

    # What is shown

    def show_preview(self, preview: Preview) -> None:
        """Show another preview: what is sure is ticked, what is doubtful is open and is not."""
        self._rows = preview.rows
        sure = (Verdict.NEW, Verdict.CHANGED)
        rows = enumerate(self._rows)
        self._accepted = {(n, c.field) for n, r in rows if r.verdict in sure for c in r.changes}
        self._open = {n for n, r in enumerate(self._rows) if r.verdict in (Verdict.CHANGED, Verdict.DOUBTFUL)}
        self._lay_out()

    def show_only(self, verdict: Verdict | None) -> None:
        """Show the rows of one verdict, or all."""
        self._shown = verdict
        self._lay_out()

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._lines = []
        for n, row in enumerate(self._rows):
            if self._shown is None or row.verdict is self._shown:
                self._lines.append((n, -1))
                if n in self._open:
                    self._lines += [(n, c) for c in range(len(row.changes))]
        self.endResetModel()

    def line(self, line: int) -> tuple[PreviewRow, FieldChange | None]:
        """Return the row of a line, and its change where the line is one."""
        n, place = self._lines[line]
        row = self._rows[n]
        return row, row.changes[place] if place >= 0 else None

    def toggle_open(self, line: int) -> int:
        """Show or hide the changes of a line's row; return the line where the row is now."""
        n, _ = self._lines[line]
        if self._rows[n].changes:
            self._open ^= {n}
            self._lay_out()
        return self._lines.index((n, -1))

    def is_open(self, line: int) -> bool:
        """Tell whether the changes of a line's row are shown."""
        return self._lines[line][0] in self._open

    # What is ticked

    def set_accepted(self, line: int, on: bool) -> None:
        """Tick or untick a line: a row with all its changes, or one change."""
        n, place = self._lines[line]
        row = self._rows[n]
        if row.verdict is Verdict.REJECTED:
            return
        changes = row.changes if place < 0 else (row.changes[place],)
        self._tick({(n, c.field) for c in changes}, on)

    def accept_shown(self, on: bool) -> None:
        """Tick or untick every row that is shown."""
        numbers = {n for n, place in self._lines if place < 0 and self._rows[n].can_apply}
        self._tick({(n, c.field) for n in numbers for c in self._rows[n].changes}, on)

    def _tick(self, fields: set[tuple[int, str]], on: bool) -> None:
        self._accepted = self._accepted | fields if on else self._accepted - fields
        if self._lines:
            last = self.index(len(self._lines) - 1, len(HEADS) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()

    def accepted(self) -> list[PreviewRow]:
        """Return the rows with what is ticked of them."""
        found = []
        for n, row in enumerate(self._rows):
            left_out = [c.field for c in row.changes if (n, c.field) not in self._accepted]
            kept = row.without(left_out)
            if kept.changes and row.verdict is not Verdict.REJECTED and self._is_whole(kept, left_out):
                found.append(kept)
        return found

    @staticmethod
    def _is_whole(row: PreviewRow, left_out: Iterable[str]) -> bool:
        """Tell whether a row can be applied: what is new needs its wording, and an action its place."""
        return row.action is not None or not {"title", "outcome"} & set(left_out)

    def _check_state(self, line: int) -> Qt.CheckState | None:
        n, place = self._lines[line]
        row = self._rows[n]
        if not row.can_apply:
            return None
        if place >= 0:
            on = (n, row.changes[place].field) in self._accepted
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        count = sum((n, c.field) in self._accepted for c in row.changes)
        if count == len(row.changes):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked

    # Qt's questions

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == Column.ROW and self._check_state(index.row()) is not None:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, change = self.line(index.row())
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(self._text(row, change, column), _SHOWN)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._text(row, change, column))
            case Qt.ItemDataRole.CheckStateRole if column is Column.ROW:
                return self._check_state(index.row())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, change, column)
            case Qt.ItemDataRole.FontRole:
                return theme.font("body", 500) if change is None and column is not Column.ROW else theme.font()
            case Qt.ItemDataRole.ForegroundRole:
                return theme.colour(self._token(row, change, column))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != Column.ROW:
            return False
        self.set_accepted(index.row(), Qt.CheckState(value) is not Qt.CheckState.Unchecked)
        return True

    def _text(self, row: PreviewRow, change: FieldChange | None, column: Column) -> str:
        if change is not None:
            return self._change_text(change, column)
        match column:
            case Column.ROW:
                return str(row.row)
            case Column.VERDICT:
                return VERDICT_WORDS[row.verdict]
            case Column.REF:
                return row.ref
            case Column.WHAT:
                return row.title
            case Column.THEN:
                return "; ".join(row.why) if row.why else _brief(row.changes)
        return ""

    @staticmethod
    def _change_text(change: FieldChange, column: Column) -> str:
        match column:
            case Column.WHAT:
                return f"    {change.label}"
            case Column.NOW:
                return (change.yours if change.conflict else change.old) or "nothing"
            case Column.THEN:
                return change.new or "nothing"
        return "    clash" if change.conflict and column is Column.VERDICT else ""

    def _spoken(self, row: PreviewRow, change: FieldChange | None, column: Column) -> str:
        """Return a line in one sentence for a screen reader, in its first column."""
        if column is not Column.ROW:
            return self._text(row, change, column)
        if change is None:
            return f"Row {row.row}, {VERDICT_WORDS[row.verdict]}, {row.ref} {row.title}. {' '.join(row.why)}"
        return f"{change.label}, from {change.old or 'nothing'} to {change.new or 'nothing'}"

    @staticmethod
    def _token(row: PreviewRow, change: FieldChange | None, column: Column) -> str:
        quiet = row.verdict in (Verdict.UNCHANGED, Verdict.REJECTED) or column in (Column.ROW, Column.NOW)
        return "muted" if quiet or (change is not None and column is Column.WHAT) else "text"


def _brief(changes: Iterable[FieldChange]) -> str:
    """Return what a row sets, in a few words."""
    return ", ".join(c.label for c in changes)
