"""Position statements: internal, board and public wording kept apart, with live fields answered as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from send_tracker.domain.dates import show
from send_tracker.domain.evidence_filter import Target
from send_tracker.domain.live_facts import LiveFacts
from send_tracker.domain.live_text import problems, render
from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.domain.problem import Problem
from send_tracker.gui import theme
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.fields import ChoiceField, DateField, TextField
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.widgets.late_stack import scrolling
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.link_list import KIND_WORDS
from send_tracker.gui.workspace import Workspace
from send_tracker.services.live_figures import offered_figures
from send_tracker.services.statements import Audience, live_facts, set_statement, withdraw_statement

_WORDS = {
    Audience.INTERNAL: "Internal wording",
    Audience.BOARD: "Wording for the board",
    Audience.PUBLIC: "Public wording",
}


class WordingField(KeptField):
    """The wording for one reader, and below it how it will read; a field that means nothing is named at once."""

    def __init__(self, part: StatementsPart, audience: Audience) -> None:
        """Make it empty."""
        self.text_field = TextField(least_lines=2, most_lines=9)
        super().__init__(_WORDS[audience], self.text_field, lambda value: part.save(audience.value, value or ""))
        self._part = part
        self.preview = Label("", "body", token="muted", wrap=True)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(self.preview)
        # As high as its words at its width: the policy of a short field would let the preview lie over the text.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.text_field.textChanged.connect(self.look)

    def look(self) -> None:
        """Say how the text reads now, or which field of it means nothing."""
        text, facts = self.text_field.toPlainText(), self._part.facts()
        wrong = problems(text, facts) if "{" in text or "}" in text else ()
        red = theme.current().status(NOTTINGHAMSHIRE["at_risk"])[2]
        self.preview.set_token(red if wrong else "muted")
        if wrong:
            self.preview.setText(" ".join(wrong))
        else:
            self.preview.setText(f"Reads: {render(text, facts)}" if "{" in text else "")
        self.preview.setVisible(bool(self.preview.text()))


class StatementsPart(QWidget):
    """The list of what can be stated about, and the wording of the one that is chosen."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session
        self._facts: LiveFacts | None = None
        self._cycle: Cycle | None = None
        self.id = ""
        self.table = RowsTable("Statements", ("About", "", "Statement"), 1, most_rows=0)
        self.table.currentCellChanged.connect(self._cell_moved)
        self.table.removed.connect(lambda _id: self.withdraw())
        self.withdraw_button = Button("Withdraw statement", "outline", "x", self.withdraw)
        self.withdraw_button.setToolTip("Delete in the list; Ctrl+Z brings it back")
        self.title = ElidedLabel("", "body", 600)
        self.figures = ChoiceField(placeholder="Insert figure…")
        self.figures.setAccessibleName("Insert figure")
        self.figures.committed.connect(self._insert)
        self.fields = {audience: WordingField(self, audience) for audience in Audience}
        for field in self.fields.values():
            field.text_field.cursorPositionChanged.connect(lambda field=field: self._last(field))
        self.day = KeptField(
            "Speaks of", DateField(today=lambda: self.session.today), lambda v: self.save("date", v or "")
        )
        self._into = self.fields[Audience.BOARD]
        if self.session.read_only:
            for kept in (*self.fields.values(), self.day):
                kept.set_read_only()
        if self.session.read_only:
            self.figures.hide()
            self.withdraw_button.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(12)
        column.addWidget(self.title)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.day, 1)
        row.addWidget(self.figures, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        for audience in (Audience.BOARD, Audience.PUBLIC, Audience.INTERNAL):
            column.addWidget(self.fields[audience])
        column.addWidget(self.withdraw_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(16, 10, 8, 8)
        side.addWidget(self.table)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(scrolling(inner))
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    # Showing

    def facts(self) -> LiveFacts:
        """Return what live fields are answered from, read once until an edit."""
        if self._facts is None:
            self._facts = live_facts(self.session)
        return self._facts

    def show_cycle(self, cycle: Cycle) -> None:
        """Show what there is to state about, and what was stated."""
        self._cycle, self._facts = cycle, None
        self.table.blockSignals(True)
        self.table.show_rows([self._row(t) for t in self._targets()])
        self.table.blockSignals(False)
        figures = offered_figures(self.facts())
        self.figures.set_choices([(field, f"{words}: {value}") for field, words, value in figures])
        self._moved()

    def _targets(self) -> list[Target]:
        assert self._cycle is not None
        return [t for t in self._cycle.names.values() if t.kind in ("area", "outcome", "theme")]

    def _row(self, target: Target) -> RowsEntry:
        assert self._cycle is not None
        statement = self._cycle.book.statement_of(target.id)
        texts = [getattr(statement, a.value) for a in Audience] if statement else []
        words = show(statement.date) or "Written" if statement and any(texts) else "–"
        if any(problems(text, self.facts()) for text in texts if "{" in text):
            words = "Field in error"
        name = f"{KIND_WORDS[target.kind]} {target.ref}" if target.kind == "area" else target.ref
        return RowsEntry(target.id, (name, target.title, words))

    def _cell_moved(self, row: int, _column: int, before: int, _from: int) -> None:
        if row != before:
            self._moved()

    def _moved(self) -> None:
        assert self._cycle is not None
        id = self.table.id
        if id != self.id:
            self.flush()
        is_other, self.id = id != self.id, id
        target, statement = self._cycle.names.get(id), self._cycle.book.statement_of(id)
        self.title.set_text(target.words if target else "")
        show_it = KeptField.show_value if is_other else KeptField.refresh_value
        for audience, field in self.fields.items():
            show_it(field, getattr(statement, audience.value) if statement else "")
            field.look()
        show_it(self.day, statement.date if statement else None)
        self.withdraw_button.setEnabled(statement is not None)

    def go_to(self, id: str) -> None:
        """Choose what a statement is about."""
        self.table.go_to(id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save what was typed and not left yet."""
        for field in (*self.fields.values(), self.day):
            field.flush()

    # Changing

    def save(self, name: str, value: str) -> str:
        """Save a wording or the day that it speaks of; return why it could not be."""
        if not self.id or self.session.read_only:
            return ""
        try:
            set_statement(self.session, self.id, as_at=None, **{name: value})
        except Problem as problem:
            return problem.sentence
        return ""

    def withdraw(self) -> None:
        """Take the chosen statement away; undo brings it back, and its wording stays in the history."""
        if self.session.read_only or self._cycle is None or self._cycle.book.statement_of(self.id) is None:
            return
        target = self._cycle.names[self.id]
        self.flush()
        if self.workspace.attempt(withdraw_statement, self.session, self.id) is not None:
            self.workspace.notice.emit(f"The statement about {target.words} is withdrawn. Ctrl+Z brings it back.")
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _last(self, field: WordingField) -> None:
        """Remember the field that was typed in last: a figure goes there."""
        if field.text_field.hasFocus():
            self._into = field

    def _insert(self, figure: str | None) -> None:
        """Put a live field where the cursor was last."""
        self.figures.set_value(None)
        if figure:
            self._into.text_field.insertPlainText(f"{{{figure}}}")
            self._into.text_field.setFocus(Qt.FocusReason.OtherFocusReason)
