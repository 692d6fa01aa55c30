"""A register in place: its rows, a line that adds to it, and the form of the row that is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.problem import Problem
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable
from send_tracker.gui.widgets.meetings.ask_line import AskLine, Given
from send_tracker.gui.widgets.meetings.record_form import WIDE, FieldAsk, RecordForm
from send_tracker.gui.workspace import Workspace

WITHDRAW = "withdraw"


class Verb(NamedTuple):
    """A button under the form: its key, its words, and what its line asks for; without asks it runs at once."""

    key: str
    words: str
    asks: tuple[FieldAsk, ...] = ()
    icon: str = ""


class RecordsPart(QWidget):
    """The part. What its rows and fields are, and how they are saved, is said by whoever builds on it.

    Signals:
        chosen(str): the cursor went to another row. opened(str): the id of something to go to.
    """

    chosen = Signal(str)
    opened = Signal(str)
    noun = "row"
    adding = "Add"
    empty = "None yet."
    heads: Sequence[str] = ("Ref", "Words")
    stretch = 1
    fields: Sequence[FieldAsk] = ()
    verbs: Sequence[Verb] = ()
    add_asks: Sequence[FieldAsk] = ()
    most_rows = 6

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay it out, empty."""
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session
        self.table = RowsTable(self.noun, self.heads, self.stretch, most_rows=self.most_rows)
        self.nothing = Label(self.empty, "body", token="muted", wrap=True)
        self.adder = AskLine(
            self.add_asks or (FieldAsk("words", self.adding, width=WIDE),), "Add", self._add, stays=True
        )
        self.form = RecordForm(workspace, self.fields, self.save)
        self.lines: dict[str, AskLine] = {}
        self.buttons: dict[str, Button] = {}
        self._foot = QWidget()
        self._body = QWidget()
        self._lay_out()
        self.table.currentCellChanged.connect(self._cell_moved)
        self.table.opened.connect(lambda _id: self.form.begin(self.fields[0].key))
        self.table.removed.connect(lambda _id: self.ask(WITHDRAW))

    @property
    def can_edit(self) -> bool:
        """Whether anything can be changed here."""
        return not self.session.read_only

    def _today(self) -> date:
        """Return the programme's today."""
        return self.session.today

    # Layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(10)
        column.addWidget(self.table)
        column.addWidget(self.nothing)
        column.addWidget(self.adder)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 6, 0, 0)
        inner.setSpacing(10)
        inner.addWidget(self.form)
        for widget in self.below():
            inner.addWidget(widget)
        row = FlowLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        for verb in self.verbs:
            self._verb(verb, row, inner)
        inner.insertWidget(inner.count() - len(self.lines), self._foot)
        column.addWidget(self._body)
        column.addStretch(1)
        self.adder.setVisible(self.can_edit)
        self._foot.setVisible(self.can_edit and bool(self.verbs))

    def _verb(self, verb: Verb, row: FlowLayout, column: QVBoxLayout) -> None:
        button = Button(verb.words, "outline", verb.icon, lambda: self.ask(verb.key))
        self.buttons[verb.key] = button
        row.addWidget(button)
        if verb.asks:
            line = AskLine(
                verb.asks, verb.words.rstrip("…"), lambda given: self._run(verb.key, given), today=self._today
            )
            line.done.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
            self.lines[verb.key] = line
            column.addWidget(line)

    def below(self) -> Sequence[QWidget]:
        """Return what stands between the form and the buttons."""
        return ()

    # To be said by whoever builds on it

    def rows(self) -> Sequence[RowsEntry]:
        """Return the rows."""
        return ()

    def values(self, id: str) -> Mapping[str, str | None]:
        """Return the fields of a row."""
        return {}

    def save(self, id: str, key: str, value: Any) -> object:
        """Save one field; raise a Problem for what is refused."""

    def add(self, given: Given) -> str:
        """Add what was typed; return its id."""
        return ""

    def run(self, key: str, id: str, given: Given) -> object:
        """Do what a button asks for; raise a Problem for what is refused."""

    def filled(self, id: str) -> None:
        """Show what else belongs to the chosen row; "" for none."""

    # Filling

    def fill(self) -> None:
        """Read the rows again and show the chosen one."""
        rows = self.rows()
        self.table.blockSignals(True)
        self.table.show_rows(rows)
        self.table.blockSignals(False)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._moved()

    def _cell_moved(self, row: int, _column: int, before: int, _from: int) -> None:
        if row != before:
            self._moved()

    def _moved(self) -> None:
        id = self.table.id
        self._body.setVisible(bool(id))
        if id != self.form.record:
            for line in self.lines.values():
                line.hide()
        self.form.show_record(id, self.values(id) if id else {})
        self.filled(id)
        self.chosen.emit(id)

    def go_to(self, id: str) -> None:
        """Put the cursor on a row."""
        self.table.go_to(id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Doing

    def begin(self) -> None:
        """Put the cursor into the line that adds."""
        self.adder.begin()

    def ask(self, key: str) -> None:
        """Open the line of a button, or do at once what needs no words."""
        if not self.can_edit or key not in self.buttons or not self.table.id:
            return
        if key in self.lines:
            for name, line in self.lines.items():
                line.setVisible(name == key)
            self.asking(key)
            self.lines[key].begin()
            return
        try:
            self.run(key, self.table.id, {})
        except Problem as problem:
            self.workspace.problem.emit(problem.sentence)

    def asking(self, key: str) -> None:
        """Fill the lists of a line that is about to be opened."""

    def _run(self, key: str, given: Given) -> None:
        self.run(key, self.table.id, given)

    def _add(self, given: Given) -> None:
        if not any(given.values()):
            raise Problem("Type a few words first.", "no-text")
        id = self.add(given)
        self.fill()
        self.table.go_to(id)


def reason(words: str) -> tuple[FieldAsk, ...]:
    """Return what a line asks for that takes only a reason."""
    return (FieldAsk("reason", words, width=WIDE),)
