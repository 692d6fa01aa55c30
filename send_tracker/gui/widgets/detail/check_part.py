"""Recording that an embedded action was looked at and still holds, asked in place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from send_tracker.domain.text import plural
from send_tracker.gui.widgets.detail.ask_part import AskPart
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.fields import DateField, LineField
from send_tracker.services.action_view import read_action
from send_tracker.services.reopening import record_check


class CheckPart(AskPart):
    """When it was looked at, when next, and what was found."""

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__("Record the check", self._record, parent)
        self._editing = editing
        today = lambda: editing.session.today  # noqa: E731
        self.checked_on = DateField(today=today, days_only=True)
        self.next_check = DateField(today=today)
        self.found = LineField(placeholder="What was looked at, and that it holds")
        self.add_field("Checked on", self.checked_on, 0, 0)
        self.add_field("Next check", self.next_check, 0, 1)
        self.add_field("What was found", self.found, 1, 0, 2)

    def ask(self) -> None:
        """Ask about the actions shown; the day is today until another is given."""
        session, ids = self._editing.session, self._editing.ids
        named = read_action(session, ids[0]) if len(ids) == 1 else None
        self.checked_on.set_value(session.today.isoformat())
        self.next_check.set_value(None)
        self.found.set_value("")
        whose = f"{named.ref} was" if named else f"{plural(len(ids), 'action')} were"
        self.open_part(f"{whose} checked and {'is' if named else 'are'} still embedded.")
        self.next_check.setFocus()

    def weigh(self) -> None:
        """Say nothing until something is wrong."""
        self.say_lacking([])

    def _record(self) -> None:
        if not (self.checked_on.commit() and self.next_check.commit()):
            return
        day, following = self.checked_on.value(), self.next_check.value()
        if not day or not following:
            self.say_lacking(["A check needs its day, and the date of the next one."])
            (self.next_check if day else self.checked_on).setFocus()
            return
        session, ids = self._editing.session, self._editing.ids
        self.hide()
        sentence = self._editing.run(record_check, session, ids, day, following, self.found.text().strip())
        if sentence:
            self.show()
            self.say_lacking([sentence])
        else:
            self.left.emit()
