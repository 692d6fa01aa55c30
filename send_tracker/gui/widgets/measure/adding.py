"""A list in the panel of a measure with a line below it that adds to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.problem import Problem
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.choice_field import ChoiceField
from send_tracker.gui.widgets.fields import LineField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that the line asks for: its key, its words, an example, or what can be chosen."""

    key: str
    words: str
    example: str = ""
    choices: tuple[tuple[str, str], ...] = ()


class AddingPart(QWidget):
    """The list and its line.

    Signals:
        wanted(dict): add what was typed, by key. removed(str): take a row away.
    """

    wanted = Signal(object)
    removed = Signal(str)

    def __init__(
        self, title: str, heads: Sequence[str], asks: Sequence[Ask], verb: str, parent: QWidget | None = None
    ) -> None:
        """Make it empty; ``verb`` stands on the button that adds."""
        super().__init__(parent)
        self._asks = tuple(asks)
        self.table = RowsTable(title, heads, stretch=len(heads) - 1)
        self.table.removed.connect(self._remove)
        self.problem = Banner("error", "")
        self.problem.hide()
        self.fields: dict[str, LineField | ChoiceField] = {}
        self.button = Button(verb, "outline", "plus", self._add)
        self._line = QWidget()
        self._can_edit = True
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for ask in asks:
            row.addWidget(self._field(ask), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(title, "small", 500, "muted"))
        for widget in (self.table, self._line, self.problem):
            column.addWidget(widget)
        column.addLayout(foot)

    def _field(self, ask: Ask) -> QWidget:
        field: LineField | ChoiceField
        if ask.choices:
            field = ChoiceField(list(ask.choices))
            field.set_value(ask.choices[0][0])
        else:
            field = LineField(placeholder=ask.example or ask.words)
            field.returnPressed.connect(self._add)
        field.setAccessibleName(ask.words)
        field.setMinimumWidth(48)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.fields[ask.key] = field
        return field

    def set_can_edit(self, on: bool) -> None:
        """Leave the line away where nothing can be changed."""
        self._can_edit = on
        self._line.setVisible(on)
        self.button.setVisible(on)

    def show_rows(self, rows: Sequence[RowsEntry]) -> None:
        """Show what there is."""
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))

    def begin(self) -> None:
        """Put the cursor into the line."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """Empty the line."""
        for ask in self._asks:
            field = self.fields[ask.key]
            field.set_value(ask.choices[0][0] if ask.choices else "")
        self._say("")

    def attempt(self, verb: Callable[[dict[str, str]], object], given: dict[str, str]) -> bool:
        """Run a verb, and tell whether it went well; a :class:`Problem` is said under the line."""
        try:
            verb(given)
        except Problem as problem:
            self._say(problem.sentence)
            return False
        self._say("")
        return True

    def _say(self, sentence: str) -> None:
        self.problem.set_banner("error", sentence)
        self.problem.setVisible(bool(sentence))

    def _add(self) -> None:
        given = {}
        for ask in self._asks:
            field = self.fields[ask.key]
            if isinstance(field, ChoiceField):
                field.commit()
            given[ask.key] = (field.value() or "").strip()
        self.wanted.emit(given)

    def _remove(self, id: str) -> None:
        if self._can_edit:
            self.removed.emit(id)
