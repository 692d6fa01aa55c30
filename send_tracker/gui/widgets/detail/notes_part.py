"""Notes on an action, and what they belong to: the day that they hold from and the meeting."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from send_tracker.domain.board import is_held
from send_tracker.domain.dates import long_date, show
from send_tracker.domain.register import ProgressUpdate
from send_tracker.domain.text import one_line
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.fields import ChoiceField, DateField, TextField
from send_tracker.services.action_view import ActionDetail
from send_tracker.services.status import Update

_KINDS = {
    "note": "Note for the board",
    "internal_note": "Internal note, never leaves this file",
    "public_note": "Public wording",
}
_LINKS = {"note": "Board note", "internal_note": "Internal note", "public_note": "Public wording"}


class NotesPart(QWidget):
    """Quiet links that open the fields seldom asked for. Notes are added, never overwritten."""

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self.notes = {
            name: KeptField(words, TextField(placeholder="Add a note"), lambda text, name=name: self._give(name, text))  # type: ignore[misc]
            for name, words in _KINDS.items()
        }
        self.since = KeptField(
            "Holds from", DateField(today=lambda: editing.session.today, days_only=True), self._give_day
        )
        self.meeting = KeptField("Meeting", ChoiceField(placeholder="None"), self._give_meeting)
        self._lay_out()

    def _lay_out(self) -> None:
        links = QHBoxLayout()
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(12)
        buttons = [
            Button(_LINKS[name], "link", on_click=lambda part=part: self._open(part))  # type: ignore[misc]
            for name, part in self.notes.items()
        ]
        buttons.append(Button("Date", "link", on_click=self._open_dates))
        for button in buttons:
            button.setEnabled(not self._editing.session.read_only)
            links.addWidget(button)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(links)
        for part in (*self.notes.values(), self.since, self.meeting):
            column.addWidget(part)

    # Showing

    def show_notes(self, detail: ActionDetail | None) -> None:
        """Say under the empty fields what was noted last."""
        for name, part in self.notes.items():
            update = detail.notes.get(name) if detail else None
            part.set_hint(_last_note(update, getattr(update, name) if update else ""))

    def put_away(self, typed: Collection[str]) -> None:
        """Hide the fields, unless something was typed in them."""
        for name, part in self.notes.items():
            part.setVisible(name in typed)
        self.since.hide()
        self.meeting.hide()
        self.since.set_hint("")

    def _open(self, part: KeptField) -> None:
        part.show()
        part.field.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, part, lambda: _bring_into_view(part))

    def _open_dates(self) -> None:
        """Ask for another day, and for the meeting that the next updates belong to."""
        session = self._editing.session
        if self.since.isHidden():
            self.since.show_value(session.today.isoformat())
            boards = [m for m in reversed(session.meetings) if is_held(m.day, session.today)]
            words = [(m.id, f"{m.type.capitalize()} of {long_date(m.day)}") for m in boards]
            if isinstance(self.meeting.field, ChoiceField):
                self.meeting.field.set_choices([("", "None"), *words])
            self.meeting.show_value(self._editing.meeting)
        self.meeting.show()
        self._open(self.since)

    # Giving

    def _give(self, name: str, text: str) -> str:
        """Add a note and empty its field."""
        if not text.strip():
            return ""
        sentence = self._editing.update(Update(**{name: text}, as_at=self._editing.as_at))
        if not sentence:
            self.notes[name].show_value("")
        return sentence

    def _give_day(self, value: str | None) -> str:
        day = date.fromisoformat(value) if value else None
        if day is not None and day > self._editing.session.today:
            return f"{long_date(day)} is in the future; an update holds from a day up to today."
        self._editing.set_as_at(day)
        late = self._editing.as_at
        self.since.set_hint(f"What you change now is recorded as at {long_date(late)}." if late else "")
        return ""

    def _give_meeting(self, value: str | None) -> str:
        self._editing.meeting = value or None
        return ""


def _bring_into_view(part: QWidget) -> None:
    """Scroll the panel so that the whole of a part is seen, once it has its place."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(part, 0, 12)


def _last_note(update: ProgressUpdate | None, text: str) -> str:
    if update is None or not text:
        return ""
    return f"{show(update.as_at)}: {one_line(text, 160)}" if update.as_at else one_line(text, 160)
