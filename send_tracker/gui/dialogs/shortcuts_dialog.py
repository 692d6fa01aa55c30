"""Help > Keyboard shortcuts: one sheet of every key, from the menus themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from send_tracker.gui import theme
from send_tracker.gui.commands import MENUS, Command
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.forms.ui_shortcuts import Ui_ShortcutsForm
from send_tracker.gui.menus import key_words, plain_words

ELSEWHERE = (
    ("Ctrl+1", "Set the status of the selected rows: 1 to 9, in the order of the scale", "Action"),
    ("Enter", "Commit a cell and move down", "Tables"),
    ("Tab", "Commit a cell and move across", "Tables"),
    ("Ctrl+C", "Copy the selected rows with their heads, for a spreadsheet", "Tables"),
    ("Esc", "Put back what was there", "Fields and tables"),
    ("Ctrl+;", "Today", "Dates"),
    ("Alt+Down", "Open a list or a calendar", "Fields"),
    ("A", "Accept the chosen evidence, with a note", "Evidence"),
    ("R", "Reject the chosen evidence, with a note", "Evidence"),
    ("Right", "Next action (Page Down too)", "Review"),
    ("Left", "Previous action (Page Up too)", "Review"),
    ("1", "Set the first status, and so on to 9", "Review"),
    ("N", "Note for the minutes", "Review"),
    ("E", "Evidence of the action", "Review"),
    ("S", "Skip the action", "Review"),
    ("F", "Filter", "Review"),
    ("W", "Waive the first challenge", "Review"),
    ("Esc", "Leave the field, then the review", "Review"),
    ("Alt+Up", "Move an agenda item up (Alt+Down: down)", "Meetings"),
    ("Right", "Next item (Page Down and Space too)", "Meeting mode"),
    ("Left", "Item before (Page Up too)", "Meeting mode"),
    ("D", "Record a decision", "Meeting mode"),
    ("C", "Record a commitment", "Meeting mode"),
    ("Q", "Record a challenge or question", "Meeting mode"),
    ("N", "Add a note to the item", "Meeting mode"),
    ("F11", "Take the whole screen, or give it back", "Meeting mode"),
    ("Esc", "Put the line away, then leave", "Meeting mode"),
)
"""Keys that are no menu entry."""


_WORDS = ["Keys", "What it does", "Where"]


def shortcut_rows() -> list[tuple[str, str, str]]:
    """Return every key with what it does and where, in the order of the menus."""
    rows = [
        (key_words(entry.key), plain_words(entry.words), plain_words(menu))
        for menu, entries in MENUS.items()
        for entry in entries
        if entry.key and entry.command is not Command.SET_STATUS
    ]
    return rows + [(key_words(key), words, where) for key, words, where in ELSEWHERE]


class ShortcutsDialog(HouseDialog):
    """A table to read and to search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Ui_ShortcutsForm()
        self.form.setupUi(self)
        self._fill(self.form.table)
        self.form.find.textChanged.connect(self._narrow)
        self.form.close.clicked.connect(self.accept)
        self.finish_form()
        self.form.find.setFocus()

    def _fill(self, table: QTableWidget) -> None:
        rows = shortcut_rows()
        table.setColumnCount(len(_WORDS))
        table.setHorizontalHeaderLabels(_WORDS)
        table.setRowCount(len(rows))
        for line, row in enumerate(rows):
            for column, words in enumerate(row):
                cell = QTableWidgetItem(words)
                cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(line, column, cell)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px(30))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)

    def _narrow(self, text: str) -> None:
        for line, row in enumerate(shortcut_rows()):
            self.form.table.setRowHidden(line, text.casefold().strip() not in " ".join(row).casefold())
