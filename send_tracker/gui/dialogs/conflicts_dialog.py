"""Tools > Settle conflicts: what two officers said of one field, side by side, for a person to decide."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QListWidgetItem, QRadioButton, QVBoxLayout, QWidget

from send_tracker.domain.dates import long_date, show
from send_tracker.domain.kinds import EXISTS, KINDS, FieldType, Value, field_of
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import one_line, plural
from send_tracker.gui import theme
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.forms.ui_conflicts import Ui_ConflictsForm
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField, TextField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.conflicts import Claim, Conflict, conflicts, settle
from send_tracker.services.session import Session

LIST_WIDTH = 260


class ConflictsDialog(HouseDialog):
    """A list of what is in conflict, and one at a time with its values, a third one and a reason."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = workspace.session
        self.found: list[Conflict] = []
        self.choice: ConflictChoice | None = None
        self.form = Ui_ConflictsForm()
        self.form.setupUi(self)
        self.form.list.setFixedWidth(theme.px(LIST_WIDTH))
        self._side = QVBoxLayout(self.form.side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self.form.close.clicked.connect(self.accept)
        self.form.settle.clicked.connect(self.settle)
        self.form.list.currentRowChanged.connect(self._show)
        self.fill()
        self.finish_form()

    def fill(self, row: int = 0) -> None:
        """List what is open, and show the one at ``row`` or the last."""
        self.found = conflicts(self._session)
        listed = self.form.list
        listed.blockSignals(True)
        listed.clear()
        for conflict in self.found:
            listed.addItem(QListWidgetItem(one_line(f"{conflict.ref}  {conflict.label}", 60)))
        listed.blockSignals(False)
        listed.setVisible(bool(self.found))
        self.form.settle.setEnabled(bool(self.found) and not self._session.read_only)
        if self.found:
            listed.setCurrentRow(-1)
            listed.setCurrentRow(min(row, len(self.found) - 1))
        else:
            self._show(-1)

    def _show(self, row: int) -> None:
        while self._side.count():
            item = self._side.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        if 0 <= row < len(self.found):
            self.choice = ConflictChoice(self._session, self.found[row])
            self._side.addWidget(self.choice)
            self.choice.setFocus()
        else:
            self.choice = None
            self._side.addWidget(Label("No conflict is open. Nothing needs to be settled.", wrap=True))
            self.form.close.setFocus()
        self._side.addStretch(1)

    def settle(self) -> None:
        """Settle the one that is shown, and go on to the next."""
        choice = self.choice
        if choice is None:
            return
        conflict = choice.conflict
        chosen = self.attempt(choice.value)
        if self.problem.isVisibleTo(self):
            return
        done = self.attempt(
            settle, self._session, conflict.kind, conflict.entity, conflict.field, chosen, choice.reason.value() or None
        )
        if done is not None:
            self.fill(self.form.list.currentRow())
            self.setAccessibleDescription(f"{plural(len(self.found), 'conflict')} left")


class ConflictChoice(QWidget):
    """One conflict: each value with its author and days, and a field for another value."""

    def __init__(self, session: Session, conflict: Conflict) -> None:
        super().__init__()
        self._session = session
        self.conflict = conflict
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(f"{conflict.label} of {conflict.ref}", "body", 600, wrap=True))
        if conflict.title != conflict.ref:
            column.addWidget(Label(conflict.title, token="muted", wrap=True))
        self.group = QButtonGroup(self)
        for number, claim in enumerate(conflict.claims):
            self._add_claim(column, number, claim)
        self.other = _field_for(session, conflict)
        if self.other is not None:
            column.addSpacing(8)
            self._add_other(column, self.other)
        self.reason = LineField(placeholder="Why, for the history")
        column.addSpacing(8)
        column.addWidget(LabelledField("Reason", self.reason))
        first = self.group.button(0)
        first.setChecked(True)
        self.setFocusProxy(first)

    def _add_claim(self, column: QVBoxLayout, number: int, claim: Claim) -> None:
        column.addSpacing(8)
        button = QRadioButton(one_line(claim.words, 90).replace("&", "&&"))
        when = datetime.fromisoformat(claim.recorded_at).astimezone()
        said = f"{claim.author}, typed {long_date(when.date())} at {when:%H:%M}, holds from {show(claim.as_at)}"
        button.setAccessibleName(f"{claim.words}, {said}")
        self.group.addButton(button, number)
        column.addWidget(button)
        if self.conflict.field == "status" and self.conflict.kind == "action":
            column.addWidget(Chip(self._session.scale[str(claim.value)]), 0, Qt.AlignmentFlag.AlignLeft)
        elif len(claim.words) > 90 or "\n" in claim.words:
            column.addWidget(Label(claim.words, wrap=True))
        column.addWidget(Label(said, "small", token="muted", wrap=True))

    def _add_other(self, column: QVBoxLayout, field: QWidget) -> None:
        number = len(self.conflict.claims)
        button = QRadioButton("Another value")
        self.group.addButton(button, number)
        column.addWidget(button)
        field.setAccessibleName("Another value")
        column.addWidget(field)
        for changed in _changes_of(field):
            changed.connect(lambda *_given: button.setChecked(True))

    def value(self) -> Value:
        """Return the value that is chosen.

        Raises:
            Problem: another value is wanted, and none that can be read was given.
        """
        number = self.group.checkedId()
        if number < len(self.conflict.claims):
            return self.conflict.claims[number].value
        field = self.other
        if isinstance(field, DateField):
            field.commit()
            if field.problem:
                raise Problem(field.problem, "bad-date")
        elif isinstance(field, ChoiceField):
            field.commit()
        assert isinstance(field, ChoiceField | DateField | LineField | TextField)
        found = field.value()
        if isinstance(field, LineField) and found:
            try:
                return int(found)
            except ValueError:
                raise Problem(f"“{found}” is not a whole number. Nothing was changed.", "bad-value") from None
        return found or None


def _field_for(session: Session, conflict: Conflict) -> QWidget | None:
    """Return a field for a third value, by the type of the field in conflict; None where there is no third one."""
    if conflict.field == EXISTS or conflict.field not in KINDS.get(conflict.kind, {}):
        return None
    field = field_of(conflict.kind, conflict.field)
    if (conflict.kind, conflict.field) == ("action", "status"):
        return ChoiceField([(level.code, level.label) for level in session.scale])
    if field.type is FieldType.DATE:
        return DateField(today=lambda: session.today, days_only=field.whole_day)
    if field.type is FieldType.ENTITY:
        register = session.register()
        named = {
            "person": [(p.id, p.name) for p in register.people],
            "organisation": [(o.id, o.name) for o in register.organisations],
            "outcome": [(o.id, f"{o.ref} {o.name}") for o in register.outcomes],
        }.get(field.of)
        return ChoiceField(named) if named else None
    if field.type is FieldType.INTEGER:
        return LineField()
    return None if field.type in (FieldType.FLAG, FieldType.DECIMAL) else TextField()


def _changes_of(field: QWidget) -> list[SignalInstance]:
    """Return the signals by which a field tells that a person gives another value."""
    if isinstance(field, ChoiceField):
        line = field.lineEdit()
        return [field.activated, *([line.textEdited] if line else [])]
    if isinstance(field, DateField):
        return [field.line.textEdited, field.committed]
    if isinstance(field, TextField):
        return [field.textChanged]
    return [field.textEdited] if isinstance(field, LineField) else []
