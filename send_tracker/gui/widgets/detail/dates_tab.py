"""The Dates tab: what was first agreed, what is agreed now, what is expected, and the steps on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.dates import show
from send_tracker.domain.register import Milestone
from send_tracker.domain.slippage import forecast_after, slippage_words
from send_tracker.domain.status import Group
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.detail.date_moves import DateMoves
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.fields import DateField, LabelledField, LineField
from send_tracker.gui.widgets.label import Label, Rule
from send_tracker.services import due_dates, plan
from send_tracker.services.action_view import ActionDetail

_DATES = (
    ("approved_date", "Approved date"),
    ("forecast_date", "Forecast date"),
    ("actual_date", "Delivered on"),
)


class DatesTab(QWidget):
    """Each date and each step saves itself; a date that moves asks first.

    Signals:
        move_wanted(str | None): the approved date is to move. answer_wanted: to what was asked about it before.
    """

    move_wanted = Signal(object)
    answer_wanted = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._today = lambda: editing.session.today
        self._original = LineField()
        self._original.setReadOnly(True)
        self._rows: dict[str, MilestoneRow] = {}
        self._dates = {name: self._date(name, word) for name, word in _DATES}
        self._stored: str | None = None
        self._dates["approved_date"].saved.connect(self._put_back)
        self.late = Banner("warning", "")
        self.slip = Label("", "chip", token="muted", wrap=True)
        self.moves = DateMoves()
        self.late.acted.connect(self.answer_wanted)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(8)
        self.new_step = KeptField("Add a milestone", LineField(placeholder="What is reached on the way"), self._add)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(LabelledField("Original date", self._original), 0, 0, top)
        for at, part in enumerate(self._dates.values(), start=1):
            grid.addWidget(part, at // 2, at % 2, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 11, 0, 12)
        column.setSpacing(8)
        column.addWidget(self.late)
        column.addLayout(grid)
        column.addWidget(self.slip)
        column.addWidget(self.moves)
        column.addSpacing(6)
        column.addWidget(Rule())
        column.addSpacing(2)
        column.addWidget(Label("Milestones", "body", 600))
        column.addLayout(self._steps)
        column.addWidget(self.new_step)
        self.new_step.setVisible(not self._editing.session.read_only)
        column.addStretch(1)

    def _date(self, name: str, word: str) -> KeptField:
        return KeptField(word, DateField(today=self._today), lambda value: self._give(name, value))

    def _give(self, name: str, value: str | None) -> str:
        """Set a date; the approved one is what the action is held to, and asks before it moves."""
        if name == "approved_date":
            session, ids = self._editing.session, self._editing.ids
            if not self._editing.withdrawn and due_dates.moved_by(session, ids, value):
                self.move_wanted.emit(value)
                return ""
            return self._editing.run(due_dates.set_due, session, ids, value)
        values: dict[str, Any] = {name: value}
        return self._editing.change(**values)

    def _put_back(self) -> None:
        """Show the date that holds until the move is answered."""
        self._dates["approved_date"].refresh_value(self._stored)

    def _add(self, title: str) -> str:
        if not title.strip():
            return ""
        sentence = self._editing.run(plan.add_milestone, self._editing.session, self._editing.ids[0], title)
        if not sentence:
            self.new_step.show_value("")
        return sentence

    def show_detail(self, detail: ActionDetail, fresh: bool) -> None:
        """Show an action's dates."""
        action = detail.action
        self._original.set_value(show(action.original_date))
        self._stored = action.approved_date
        self._show_slippage(detail)
        typed = self._editing.drafts.of(self._editing.ids) if fresh else {}
        for name, part in self._dates.items():
            value = getattr(action, name)
            part.show_value(value, typed.get(name)) if fresh else part.refresh_value(value)
        if fresh:
            self.new_step.show_value("")
        self._show_steps(detail.milestones)

    def _show_slippage(self, detail: ActionDetail) -> None:
        """Say at once what is forecast too late, how far it slipped, and who agreed to each move."""
        action, found = detail.action, due_dates.date_story(self._editing.session, detail.action.id)
        self.slip.setText(slippage_words(found.slip, action, found.moves))
        self.slip.setVisible(bool(self.slip.text()))
        self.moves.show_moves(found.moves)
        waits = "move_due" in self._editing.drafts.of(self._editing.ids)
        after = forecast_after(action.due, action.forecast_date)
        is_open = self._editing.session.scale[action.status].group is Group.OPEN
        sentence = "Not saved yet: a move of the approved date waits for its reason." if waits else ""
        if not sentence and after and is_open:
            sentence = f"Forecast for {show(action.forecast_date)}, {plural(after, 'day')} after its date of "
            sentence += f"{show(action.due)}. A new date takes an approval."
        self.late.setVisible(bool(sentence))
        self.late.set_banner("warning", sentence, "Answer" if waits else "")

    def _show_steps(self, steps: tuple[Milestone, ...]) -> None:
        kept = {step.id for step in steps}
        for id in [id for id in self._rows if id not in kept]:
            row = self._rows.pop(id)
            self._steps.removeWidget(row)
            row.deleteLater()
        for step in steps:
            if step.id not in self._rows:
                self._rows[step.id] = MilestoneRow(self._editing, step.id)
            row = self._rows[step.id]
            row.show_step(step)
            self._steps.addWidget(row)

    def _parts(self) -> list[KeptField]:
        return [*self._dates.values(), self.new_step, *(part for row in self._rows.values() for part in row.parts())]

    def flush(self) -> None:
        """Give what was typed."""
        for part in self._parts():
            part.flush()

    def typed(self) -> dict[str, str | None]:
        """Return what was typed and could not be given, by field."""
        return {name: part.typed() for name, part in self._dates.items()}


class MilestoneRow(QWidget):
    """One step: its title, when it is due, when it was reached."""

    def __init__(self, editing: Editing, id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing, self._id = editing, id
        today: Callable[[], Any] = lambda: editing.session.today  # noqa: E731
        self.title = KeptField("Milestone", LineField(), lambda v: self._give(title=v))
        self.due = KeptField("Due", DateField(today=today), lambda v: self._give(due=v))
        self.reached = KeptField("Reached on", DateField(today=today), lambda v: self._give(reached=v))
        self.title.label.hide()
        remove = IconButton("x", "Take this milestone away", self._remove)
        remove.setEnabled(not editing.session.read_only)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.title, 1)
        first.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)
        second.setSpacing(12)
        second.addWidget(self.due, 1, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.reached, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def parts(self) -> list[KeptField]:
        """Return its fields."""
        return [self.title, self.due, self.reached]

    def show_step(self, step: Milestone) -> None:
        """Show the step as it is in the file."""
        for part, value in ((self.title, step.title), (self.due, step.due), (self.reached, step.reached)):
            part.refresh_value(value)

    def _give(self, **values: Any) -> str:
        return self._editing.run(plan.change_milestone, self._editing.session, self._id, **values)

    def _remove(self) -> None:
        sentence = self._editing.run(plan.withdraw_milestone, self._editing.session, self._id)
        if sentence:
            self._editing.workspace.problem.emit(sentence)
