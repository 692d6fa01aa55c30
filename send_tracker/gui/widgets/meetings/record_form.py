"""A form over one record: each field is saved as it is left, and what is refused stays in it with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from PySide6.QtWidgets import QGridLayout, QWidget

from send_tracker.domain.problem import Problem
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LineField, TextField
from send_tracker.gui.workspace import Workspace

WIDE, HALF = 2, 1


@dataclass(frozen=True, slots=True)
class FieldAsk:
    """One field of a form: its key, its words, how it is typed, and whether it takes the whole width."""

    key: str
    words: str
    kind: Literal["line", "text", "date", "day", "choice"] = "line"
    width: int = HALF
    choices: tuple[tuple[str, str], ...] = ()


class RecordForm(QWidget):
    """The fields. ``save`` is given the record, the field and the value, and raises a Problem for what it refuses."""

    def __init__(
        self,
        workspace: Workspace,
        asks: Sequence[FieldAsk],
        save: Callable[[str, str, Any], object],
        parent: QWidget | None = None,
    ) -> None:
        """Lay the fields out, two beside each other where they are half as wide."""
        super().__init__(parent)
        self._workspace = workspace
        self._save = save
        self._choices: dict[str, tuple[tuple[str, str], ...]] = {}
        self.record = ""
        self.fields: dict[str, KeptField] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        row, column = 0, 0
        for ask in asks:
            if column + ask.width > WIDE:
                row, column = row + 1, 0
            grid.addWidget(self._field(ask), row, column, 1, ask.width)
            column += ask.width
        for place in (0, 1):
            grid.setColumnStretch(place, 1)

    def _field(self, ask: FieldAsk) -> KeptField:
        field: LineField | TextField | DateField | ChoiceField
        match ask.kind:
            case "text":
                field = TextField(least_lines=1, most_lines=8)
            case "date" | "day":
                field = DateField(today=lambda: self._workspace.session.today, days_only=ask.kind == "day")
            case "choice":
                field = ChoiceField(list(ask.choices))
            case _:
                field = LineField()
        kept = KeptField(ask.words, field, partial(self._given, ask.key))
        if self._workspace.session.read_only:
            kept.set_read_only()
        self.fields[ask.key] = kept
        return kept

    def _given(self, key: str, value: Any) -> str:
        """Save one field; return why it could not be."""
        if not self.record or self._workspace.session.read_only:
            return ""
        try:
            self._save(self.record, key, value if value != "" else None)
        except Problem as problem:
            return problem.sentence
        return ""

    def set_choices(self, key: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer another list in a field."""
        if self._choices.get(key) != tuple(choices):
            self._choices[key] = tuple(choices)
            field = self.fields[key].field
            if isinstance(field, ChoiceField):
                field.set_choices(list(choices))

    def show_record(self, record: str, values: Mapping[str, str | None]) -> None:
        """Show a record. What was typed into the one before is saved there first; what is typed now is left alone."""
        if record != self.record:
            self.flush()
            self.record = record
            for key, field in self.fields.items():
                field.show_value(values.get(key))
            return
        for key, field in self.fields.items():
            field.refresh_value(values.get(key))

    def flush(self) -> None:
        """Save what was typed and not left yet."""
        for field in self.fields.values():
            field.flush()

    def begin(self, key: str) -> None:
        """Put the cursor into a field."""
        self.fields[key].setFocus()
