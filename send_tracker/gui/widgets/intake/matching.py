"""Tables in which columns are matched to fields, and status words and colours to the scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from send_tracker.domain.intake.statuses import colour_words
from send_tracker.domain.status import StatusScale
from send_tracker.domain.text import one_line
from send_tracker.gui import theme
from send_tracker.gui.widgets.label import tip


class MatchingTable(QTableWidget):
    """A row for each thing that was found, with samples, and a list to choose from at its end.

    Signals:
        chosen(str, str): another choice was made for a key.
    """

    chosen = Signal(str, str)

    def __init__(self, title: str, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(heads), parent)
        self._keys: list[str] = []
        self.setAccessibleName(title)
        self.setHorizontalHeaderLabels(list(heads))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Take heights and fonts again."""
        self.verticalHeader().setDefaultSectionSize(theme.px(38))
        self.horizontalHeader().setFixedHeight(theme.px(28))
        self.horizontalHeader().setFont(theme.font("small", 500))
        self.setFont(theme.font())

    def clear_rows(self) -> None:
        """Take every row out."""
        self._keys = []
        self.setRowCount(0)

    def add_row(
        self, key: str, words: Sequence[str], choices: Sequence[tuple[str, str]], choice: str, swatch: str = ""
    ) -> None:
        """Add a row.

        Args:
            key: what the choice is for. words: the texts before the choice; the first names the row.
            choices: codes with their words. choice: the code that is chosen.
            swatch: a colour shown before the first text, as six hexadecimal digits.
        """
        row = self.rowCount()
        self.insertRow(row)
        self._keys.append(key)
        for column, text in enumerate(words):
            item = QTableWidgetItem(one_line(text, 160))
            item.setToolTip(tip(text))
            if swatch and column == 0:
                picture = QPixmap(theme.px(18), theme.px(18))
                picture.fill(QColor(f"#{swatch}"))
                item.setIcon(picture)
            self.setItem(row, column, item)
        combo = QComboBox()
        combo.setAccessibleName(f"{words[0]} is read as")
        for code, label in choices:
            combo.addItem(label, code)
        combo.setCurrentIndex(max(0, combo.findData(choice)))
        combo.currentIndexChanged.connect(lambda _i, key=key, combo=combo: self.chosen.emit(key, combo.currentData()))
        self.setCellWidget(row, self.columnCount() - 1, combo)

    def combo(self, key: str) -> QComboBox:
        """Return the list of a key."""
        found = self.cellWidget(self._keys.index(key), self.columnCount() - 1)
        assert isinstance(found, QComboBox)
        return found

    def choices(self) -> dict[str, str]:
        """Return what is chosen for each key."""
        return {key: str(self.combo(key).currentData()) for key in self._keys}


class ColumnTable(MatchingTable):
    """The columns of a source, what they hold, and the field of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Columns of the sheet", ("Column", "Holds", "Goes into"), parent)

    def show_columns(self, columns: Sequence[Mapping[str, Any]], fields: Sequence[tuple[str, str]]) -> None:
        """Show the columns of a source; a field is taken by one column only."""
        self.clear_rows()
        for column in columns:
            samples = " · ".join(one_line(s, 40) for s in column["samples"][:3])
            coloured = f"cells filled {', '.join(column['colours'])}" if column.get("colours") else "nothing"
            self.add_row(column["head"], (column["head"], samples or coloured), fields, column["field"])


class StatusTable(MatchingTable):
    """The status words and colours of a source, and the status of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Status words and colours", ("Found", "Read as"), parent)

    def show_statuses(self, statuses: Mapping[str, str], colours: Mapping[str, str], scale: StatusScale) -> None:
        """Show what was found, what could not be matched first."""
        self.clear_rows()
        choices = [("", "Not a status: a person decides"), *((s.code, s.text) for s in scale)]
        for word, code in sorted(statuses.items(), key=lambda pair: (bool(pair[1]), pair[0])):
            self.add_row(f"word:{word}", (f"“{word}”",), choices, code)
        for fill, code in sorted(colours.items(), key=lambda pair: (bool(pair[1]), pair[0])):
            self.add_row(f"fill:{fill}", (f"Cells filled {colour_words(fill)} ({fill})",), choices, code, fill)

    def matched(self, kind: str) -> dict[str, str]:
        """Return the choices of ``word`` or ``fill``, by what was found."""
        found = self.choices()
        return {key.partition(":")[2]: code for key, code in found.items() if key.startswith(f"{kind}:")}
