"""A register as a table model: what its columns are, its lines, and the heads over its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from send_tracker.domain.text import plural
from send_tracker.gui.widgets.label import tip

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class Line(Protocol):
    """What stands in a row: it has the id of the entity that it shows."""

    @property
    def id(self) -> str:
        """The entity."""


C = TypeVar("C", bound=StrEnum)
L = TypeVar("L", bound=Line)


@dataclass(frozen=True)
class RegisterColumns(Generic[C, L]):
    """All that is said of the columns of a register.

    Attributes:
        noun: what a line is, for counts.
        names: the columns in their order, each with its name.
        texts: what a column says of a line.
        tip: what a cell has no room for.
        title: the column that takes the room that is left.
        title_least: the room that it always has, at 100 %.
        widths: how wide the others are, at 100 %.
        fixed: columns that nobody can put away.
        always: columns that are shown however little room there is, until others are chosen.
        wanted: what is added to those, in this order, while there is room.
        unnamed: columns that need no words over them.
        right: columns of numbers, which stand at the right.
    """

    noun: str
    names: Mapping[C, str]
    texts: Mapping[C, Callable[[L], str]]
    tip: Callable[[L, C], str]
    title: C
    title_least: int
    widths: Mapping[C, int]
    fixed: frozenset[C]
    always: frozenset[C]
    wanted: Sequence[C]
    unnamed: frozenset[C] = frozenset()
    right: frozenset[C] = frozenset()
    order: tuple[C, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the order, which is asked for at every cell."""
        object.__setattr__(self, "order", tuple(self.names))

    def text(self, line: L, column: C) -> str:
        """Return what a cell says."""
        return self.texts[column](line)

    def head(self, column: C) -> str:
        """Return the words over a column."""
        return "" if column in self.unnamed else self.names[column]

    def chosen(self, names: Sequence[str]) -> list[C]:
        """Return columns by the names that the settings keep, in their order; those that are fixed are among them."""
        return [column for column in self.order if column.value in names or column in self.fixed]

    def fitting(self, room: float) -> list[C]:
        """Return the columns that fit into so many pixels at 100 %: the most useful first, the title readable."""
        shown = set(self.always)
        left = room - self.title_least - sum(self.widths[c] for c in shown if c in self.widths)
        for column in self.wanted:
            if self.widths[column] > left:
                break
            shown.add(column)
            left -= self.widths[column]
        return [column for column in self.order if column in shown]


@dataclass(frozen=True, slots=True)
class Head:
    """A row over the lines of a part of the register."""

    words: str
    count: int

    @property
    def id(self) -> str:
        """What tells it from the other rows."""
        return self.words


class RegisterModel(QAbstractTableModel, Generic[C, L]):
    """The lines that are shown, in their order; where they are of several parts, each part under its head."""

    def __init__(self, columns: RegisterColumns[C, L], parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.columns = columns
        self.lines: list[L] = []
        self._rows: list[L | Head] = []

    def set_lines(self, lines: Sequence[L]) -> None:
        """Show other lines. Where only their content changed, rows are repainted and nothing is reset."""
        old, new = self._rows, self.parted(lines)
        if [row.id for row in old] == [row.id for row in new]:
            changed = [at for at, (was, now) in enumerate(zip(old, new, strict=True)) if was is not now]
            self._take(new)
            if changed:
                self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], self.columnCount() - 1))
            return
        self.beginResetModel()
        self._take(new)
        self.endResetModel()

    def _take(self, rows: list[L | Head]) -> None:
        self._rows = rows
        self.lines = [row for row in rows if not isinstance(row, Head)]

    def parted(self, lines: Sequence[L]) -> list[L | Head]:
        """Return the rows of these lines, with the heads that stand over them."""
        return list(lines)

    def line_at(self, row: int) -> L | None:
        """Return the line in a row; None for a head, or past the end."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return None if isinstance(found, Head) else found

    def head_at(self, row: int) -> Head | None:
        """Return the head in a row; None for a line."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Head) else None

    def head_words(self, head: Head) -> str:
        """Return how many lines stand under a head: "9 measures"."""
        return plural(head.count, self.columns.noun)

    def row_of(self, id: str) -> int:
        """Return the row of a line, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.id == id and not isinstance(row, Head)), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns.order)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keys pass over the heads."""
        return Qt.ItemFlag.NoItemFlags if self.head_at(index.row()) else super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns.head(self.columns.order[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, columns = self._rows[index.row()], self.columns
        if isinstance(row, Head):
            spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return f"{row.words}, {self.head_words(row)}" if role in spoken else None
        column = columns.order[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return columns.text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{columns.names[column]}: {columns.text(row, column).replace('–', '') or 'none'}"
            case Qt.ItemDataRole.ToolTipRole:
                return tip(columns.tip(row, column))
        return row if role == LINE_ROLE else None
