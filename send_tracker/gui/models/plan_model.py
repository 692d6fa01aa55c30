"""The rows of the plan for a table: keys of areas, outcomes and actions; rows are read in blocks.

Every row has a key, the number of its entity in the file, so that selection, open groups and repainting
survive another filter or order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from send_tracker.domain.dates import day_month
from send_tracker.domain.status import Group, StatusScale
from send_tracker.gui.models.plan_columns import LOOKS, Column, cell_text, cell_words, forecast_words
from send_tracker.gui.widgets.label import tip
from send_tracker.services.plan_view import Head, Listing, PlanLine, PlanView

BLOCK: Final = 128
KEY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
TRAVEL_WORDS: Final = {1: "better", 0: "the same", -1: "worse"}
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_GROUP_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_ACTION_FLAGS: Final = _GROUP_FLAGS | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
"""Made once: Qt asks several times for each cell that it paints."""


class PlanModel(QAbstractTableModel):
    """Grouped or flat rows of a :class:`Listing`."""

    def __init__(self, view: PlanView, scale: StatusScale, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._scale, self._today = scale, today
        self._listing = Listing()
        self._rows: list[int] = []
        self._places: dict[int, int] = {}
        self._heads: dict[int, Head] = {}
        self._lines: dict[int, PlanLine] = {}
        self._closed: set[int] = set()
        self.drafts: frozenset[str] = frozenset()
        """Actions with something typed that is not given yet."""

    # What it holds

    def show(self, listing: Listing, scale: StatusScale, today: date) -> None:
        """Show another list; everything that was read before is read again."""
        self.beginResetModel()
        self._scale, self._today = scale, today
        self._listing = listing
        self._lines.clear()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        """Put keys in rows: groups, and below each open one its actions."""
        self._heads = {head.key: head for head in self._listing.heads}
        if not self._listing.heads:
            self._rows = [k.n for k in self._listing.keys]
        else:
            self._rows = self._grouped_rows()
        self._places = {key: row for row, key in enumerate(self._rows)}

    def _grouped_rows(self) -> list[int]:
        """Return groups with their open rows; groups that the filter emptied are left out."""
        under: dict[int, list[int]] = defaultdict(list)
        for key in self._listing.keys:
            under[key.outcome if key.outcome in self._heads else 0].append(key.n)
        rows: list[int] = []
        for area, outcomes in self._tree():
            shown = [head.key for head in outcomes if under[head.key] or not self._listing.filtered]
            if area is not None and (shown or not self._listing.filtered):
                rows.append(area.key)
            if area is not None and area.key in self._closed:
                continue
            for outcome in shown:
                rows.append(outcome)
                rows += under[outcome] if outcome not in self._closed else []
        return rows

    def _tree(self) -> list[tuple[Head | None, list[Head]]]:
        """Return areas with their outcomes; outcomes without an area stand alone."""
        found: list[tuple[Head | None, list[Head]]] = []
        for head in self._listing.heads:
            if head.is_area:
                found.append((head, []))
            elif head.area:
                found[-1][1].append(head)
            else:
                found.append((None, [head]))
        return found

    def key_at(self, row: int) -> int:
        """Return the key of a row."""
        return self._rows[row]

    def row_of(self, key: int) -> int | None:
        """Return the row of a key, or None where it is hidden."""
        return self._places.get(key)

    def head(self, row: int) -> Head | None:
        """Return the group of a row, or None for an action."""
        return self._heads.get(self._rows[row])

    def line(self, row: int) -> PlanLine | None:
        """Return the action of a row, reading its block where it was not read yet."""
        key = self._rows[row]
        if key in self._heads:
            return None
        if key not in self._lines:
            start = row // BLOCK * BLOCK
            wanted = [k for k in self._rows[start : start + BLOCK] if k not in self._heads and k not in self._lines]
            self._lines |= {line.row.n: line for line in self._view.lines(wanted)}
        return self._lines.get(key)

    @property
    def scale(self) -> StatusScale:
        """The status scale."""
        return self._scale

    def is_late(self, line: PlanLine) -> bool:
        """Tell whether an action is past its date; what is done cannot be late."""
        due = line.row.due_on
        return bool(due and due < self._today.isoformat()) and self._scale[line.row.status].group is Group.OPEN

    def forecast_late(self, line: PlanLine) -> str:
        """Return in words that an open action is forecast after its date; empty where it is not."""
        return forecast_words(line) if self._scale[line.row.status].group is Group.OPEN else ""

    # Repainting

    def refresh(self, keys: Iterable[int]) -> bool:
        """Read some rows again and have them painted; tell whether a reference changed, which moves its row."""
        renumbered = False
        for key in keys:
            before, row = self._lines.pop(key, None), self._places.get(key)
            if before is not None and row is not None:
                now = self.line(row)
                renumbered |= now is not None and now.row.ref != before.row.ref
            self._changed(key)
        return renumbered

    def refresh_challenges(self) -> None:
        """Look which of the rows read so far are questioned otherwise now, and have them painted."""
        for key, line in list(self._lines.items()):
            found = self._view.challenged(line.row.id)
            if found != line.challenges:
                self._lines[key] = replace(line, challenges=found)
                self._changed(key)

    def _changed(self, key: int) -> None:
        row = self._places.get(key)
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def update(self, listing: Listing) -> None:
        """Take a list with the same rows in the same order, and groups with new counts."""
        self._listing = listing
        if self._heads:
            old, self._heads = self._heads, {head.key: head for head in listing.heads}
            for key, head in self._heads.items():
                if old.get(key) != head:
                    self._changed(key)

    # Groups

    def is_open(self, row: int) -> bool:
        """Tell whether a group shows what it holds."""
        return self._rows[row] not in self._closed

    def set_open(self, keys: Iterable[int], on: bool) -> None:
        """Open or close groups."""
        closed = self._closed - set(keys) if on else self._closed | set(keys)
        if closed != self._closed:
            self.beginResetModel()
            self._closed = closed
            self._arrange()
            self.endResetModel()

    def group_rows(self) -> list[int]:
        """Return the rows of the groups."""
        return [row for row, key in enumerate(self._rows) if key in self._heads]

    def groups(self) -> list[int]:
        """Return the keys of all groups."""
        return [head.key for head in self._listing.heads]

    def open_to(self, key: int) -> None:
        """Open the groups that an action is in."""
        place = next((k for k in self._listing.keys if k.n == key), None)
        head = self._heads.get(place.outcome if place else -1)
        if head is not None:
            self.set_open([head.key, *(h.key for h in self._listing.heads if h.is_area and h.id == head.area)], True)

    def parent_row(self, row: int) -> int | None:
        """Return the row of the group that a row is in."""
        head = self.head(row)
        if head is not None and (head.is_area or not head.area):
            return None
        for above in range(row - 1, -1, -1):
            found = self.head(above)
            if found is not None and (head is None or found.is_area):
                return above
        return None

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let groups be walked over and not selected: a status is set on actions only."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _GROUP_FLAGS if self._rows[index.row()] in self._heads else _ACTION_FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == KEY_ROLE:
            return self._rows[index.row()]
        head = self.head(index.row())
        if head is not None:
            return self._head_data(head, index, role)
        line = self.line(index.row())
        if line is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._scale[line.row.status].text if column is Column.STATUS else cell_text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, column)
        return None

    def _head_data(self, head: Head, index: Index, role: int) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{head.sentence}, {'open' if self.is_open(index.row()) else 'closed'}"
        if role == Qt.ItemDataRole.DisplayRole and index.column() in (Column.REF, Column.TITLE):
            return head.ref if index.column() == Column.REF else head.title
        return None

    def _spoken(self, line: PlanLine, column: Column) -> str:
        """Return a cell as it is read out; a screen reader reads one cell of a row, so each names its action."""
        status = self._scale[line.row.status].label
        if column in (Column.REF, Column.TITLE):
            late = ", past its date" if self.is_late(line) else ""
            typed = ", something typed is not saved" if line.row.id in self.drafts else ""
            challenged = f", {line.questioned}" if line.challenges else ""
            return f"{line.row.ref} {line.row.title}, {status}{late}{typed}{challenged}"
        if column is Column.STATUS:
            return f"{line.row.ref} status: {status}"
        if column is Column.MOVE:
            return f"{line.row.ref} {self.travel_words(line)}"
        late = self.forecast_late(line) if column is Column.DUE else ""
        return f"{line.row.ref} {cell_words(line, column)}{f', {late}' if late else ''}"

    def travel_words(self, line: PlanLine) -> str:
        """Return the direction of travel in words: from what, to what, since when."""
        board = self._view.compared
        if board is None:
            return "No board to compare with"
        if line.before is None:
            return f"Not in the plan at the board of {day_month(board)}"
        before, now = line.before.label, self._scale[line.row.status].label
        change = f"{before} then and now" if before == now else f"from {before} to {now}"
        return f"Since {day_month(board)} {TRAVEL_WORDS[line.travel]}: {change}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        look = LOOKS[Column(section)]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return look.word
        if role == Qt.ItemDataRole.ToolTipRole:
            if section == Column.MOVE:
                board = self._view.compared_words
                return tip(f"Direction of travel since {board}" if board else "Direction of travel")
            return tip(look.more)
        return None
