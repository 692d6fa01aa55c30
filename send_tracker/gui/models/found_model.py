"""The rows of the search over everything: the head of each group, its hits, and a line for those not shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from send_tracker.domain.finding.found import Findings, FoundGroup, Hit
from send_tracker.domain.finding.sources import GROUP_WORDS, Group
from send_tracker.gui.widgets.label import tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group."""

    group: Group
    count: str

    @property
    def words(self) -> str:
        """What it is called."""
        return GROUP_WORDS[self.group]


@dataclass(frozen=True, slots=True)
class More:
    """The line that shows all hits of a group, or says that not all can be shown."""

    group: Group
    words: str
    opens: bool


Row = Head | Hit | More


class FoundModel(QAbstractListModel):
    """What was found, a row each."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: list[Row] = []

    def show_findings(self, findings: Findings, only: Group | None) -> None:
        """Show what was found, in all groups or in one."""
        self.beginResetModel()
        self.rows = []
        for group in findings.groups:
            if only in (None, group.group):
                self.rows += _rows(group, whole=only is not None)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the arrows pass over the heads."""
        row = self.rows[index.row()]
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags if not _is_chosen(row) else chosen

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
            case Qt.ItemDataRole.ToolTipRole if isinstance(row, Hit):
                return tip(f"{row.title.text}\n{row.excerpt.text}" if row.excerpt else row.title.text)
        return None

    def step(self, start: int, way: int) -> int:
        """Return the nearest row that can be chosen from a place on, that way; the place itself where there is none."""
        at = start + way
        while 0 <= at < len(self.rows):
            if _is_chosen(self.rows[at]):
                return at
            at += way
        return start


def _rows(group: FoundGroup, *, whole: bool) -> list[Row]:
    rows: list[Row] = [Head(group.group, group.count_words), *group.hits]
    if group.count > len(group.hits):
        if whole:
            words = f"The first {len(group.hits):,} are shown. Another word narrows them down."
            rows.append(More(group.group, words, opens=False))
        else:
            rows.append(More(group.group, f"Show all {group.count_words}", opens=True))
    return rows


def _is_chosen(row: Row) -> bool:
    return isinstance(row, Hit) or (isinstance(row, More) and row.opens)


def spoken(row: Row) -> str:
    """Return a row as a screen reader says it."""
    if isinstance(row, Head):
        return f"{row.words}, {row.count}"
    if isinstance(row, More):
        return row.words
    gone = "Withdrawn." if row.is_gone else ""
    where = f"{row.where}: {row.excerpt.text}" if row.where else row.excerpt.text
    return " ".join(part for part in (row.ref, f"{row.title.text}.", gone, where, row.day) if part)
