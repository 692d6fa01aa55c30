"""One conflict: each of its values beside the other with author and days, a field for another value, and why."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from send_tracker.domain.dates import long_date, show
from send_tracker.domain.kinds import EXISTS, KINDS, FieldType, Value, field_of
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import one_line
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField, TextField
from send_tracker.gui.widgets.label import Label
from send_tracker.services.conflicts import Claim, Conflict
from send_tracker.services.session import Session

_ROW = 2
"""Values beside each other; a third officer's stands below."""

_SHORT = 32
"""Characters of a value that stand on its button; a longer one is written out below."""


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
        column.addSpacing(6)
        column.addLayout(self._claims())
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

    def _claims(self) -> QGridLayout:
        """Return the values side by side, two in a row."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for number, claim in enumerate(self.conflict.claims):
            grid.addLayout(self._claim(number, claim), number // _ROW, number % _ROW)
            grid.setColumnStretch(number % _ROW, 1)
        return grid

    def _claim(self, number: int, claim: Claim) -> QVBoxLayout:
        """Return one value with who gave it, when, and from which day it holds."""
        column = QVBoxLayout()
        column.setSpacing(4)
        button = QRadioButton(one_line(claim.words, _SHORT).replace("&", "&&"))
        when = datetime.fromisoformat(claim.recorded_at).astimezone()
        typed = f"typed {long_date(when.date())} at {when:%H:%M}"
        why = f", because: {claim.reason}" if claim.reason else ""
        button.setAccessibleName(f"{claim.words}, {claim.author}, {typed}, holds from {show(claim.as_at)}{why}")
        self.group.addButton(button, number)
        column.addWidget(button)
        if self.conflict.field == "status" and self.conflict.kind == "action":
            column.addWidget(Chip(self._session.scale[str(claim.value)]), 0, Qt.AlignmentFlag.AlignLeft)
        elif len(claim.words) > _SHORT or "\n" in claim.words:
            column.addWidget(Label(claim.words, wrap=True))
        column.addWidget(Label(claim.author, "small", 600, wrap=True))
        for words in (f"{typed[0].upper()}{typed[1:]}", f"Holds from {show(claim.as_at)}"):
            column.addWidget(Label(words, "small", token="muted", wrap=True))
        if claim.reason:
            column.addWidget(Label(f"Why: {claim.reason}", "small", token="muted", wrap=True))
        column.addStretch(1)
        return column

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
