"""What goes with closing an action: when it was delivered, who verified it, who keeps it up, when it is checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from send_tracker.domain.kinds import field_of
from send_tracker.domain.register import Action
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LineField, TextField
from send_tracker.services import filter_words

_PLACES: Final = {
    "actual_date": (0, 0, 1),
    "verifier": (0, 1, 1),
    "bau_owner": (1, 0, 1),
    "bau_forum": (1, 1, 1),
    "check_date": (2, 0, 1),
    "checked_on": (2, 1, 1),
    "embedded_without": (3, 0, 2),
}
_LABELS: Final = {"bau_owner": "Owner in business as usual", "bau_forum": "Forum in business as usual"}
"""Where the vocabulary's word is wider than half the panel."""


class ClosingPart(QWidget):
    """Fields that save themselves, shown when the status chosen asks for them."""

    def __init__(self, editing: Editing, give: Callable[[str, str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self.fields = {name: self._field(name, give) for name in _PLACES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for name, (row, column, span) in _PLACES.items():
            grid.addWidget(self.fields[name], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _field(self, name: str, give: Callable[[str, str], str]) -> KeptField:
        label = _LABELS.get(name, field_of("action", name).label)
        field: DateField | ChoiceField | LineField | TextField
        match name:
            case "actual_date" | "check_date":
                field = DateField(today=lambda: self._editing.session.today)
            case "checked_on":
                field = DateField(today=lambda: self._editing.session.today, days_only=True)
            case "verifier" | "bau_owner":
                field = ChoiceField(placeholder="Type to find")
            case "embedded_without":
                field = TextField()
            case _:
                field = LineField()
        return KeptField(label, field, lambda value: give(name, value or ""))

    def fill_choices(self) -> None:
        """Offer everybody who is in the file now."""
        people = [("", ""), *filter_words.people(self._editing.session)]
        for name in ("verifier", "bau_owner"):
            field = self.fields[name].field
            assert isinstance(field, ChoiceField)
            field.set_value(None)
            field.set_choices(people)

    def values(self, action: Action | None) -> dict[str, str | None]:
        """Return what the file holds for each field."""
        return {name: getattr(action, name) or None if action else None for name in self.fields}

    def show_parts(self, delivered: bool, embedded: bool, many: bool) -> None:
        """Show what the status asks for: the delivered date, or all of it.

        The date of the last check belongs to an embedded action that is looked at by itself.
        """
        for name, part in self.fields.items():
            wanted = embedded or (delivered and name == "actual_date")
            part.setVisible(wanted and not (name == "checked_on" and (many or not part.text())))
        self.setVisible(delivered or embedded)
