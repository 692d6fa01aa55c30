"""Taking actions out of the plan, asked in place: withdrawn, superseded or merged, by which action, and why."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from send_tracker.domain.text import plural
from send_tracker.gui.widgets.detail.ask_part import AskPart
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.fields import ChoiceField, LineField
from send_tracker.services import ending
from send_tracker.services.action_view import read_action

_HOW: Final = {"withdrawn": "Withdrawn", "superseded": "Superseded by another action", "merged": "Merged into another"}
_BUTTONS: Final = {"withdrawn": "Withdraw", "superseded": "Supersede", "merged": "Merge"}


class EndPart(AskPart):
    """Each way out asks for its reason; two of them for the action that carries on."""

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__("Withdraw", self._end, parent)
        self._editing = editing
        self.how = ChoiceField(list(_HOW.items()), "withdrawn")
        self.successor = ChoiceField(placeholder="Type a reference or words")
        self.reason = LineField(placeholder="Needed")
        self.add_field("How it leaves the plan", self.how, 0, 0, 2)
        self._other = self.add_field("Carried on by", self.successor, 1, 0, 2)
        self.add_field("Why", self.reason, 2, 0, 2)

    def ask(self, how: str) -> None:
        """Ask about the actions shown."""
        session, ids = self._editing.session, self._editing.ids
        named = read_action(session, ids[0]) if len(ids) == 1 else None
        self.how.set_value(how)
        self.successor.set_value(None)
        self.successor.set_choices(ending.candidates(session, ids))
        self.reason.set_value("")
        whose = f"{named.ref} leaves" if named else f"{plural(len(ids), 'action')} leave"
        self.open_part(f"{whose} the plan. Nothing is deleted: it stays in the history and can be brought back.")
        first = self.reason if how == "withdrawn" else self.successor
        first.setFocus()

    def weigh(self) -> None:
        """Ask for another action where one carries on."""
        how = self.how.value() or "withdrawn"
        self._other.setVisible(how != "withdrawn")
        self.say_lacking([])
        self.do_button.setText(_BUTTONS[how])
        self.do_button.setAccessibleName(_BUTTONS[how])
        self.do_button.retheme()

    def _end(self) -> None:
        self.how.commit()
        self.successor.commit()
        how, other, reason = self.how.value(), self.successor.value(), self.reason.text().strip()
        if not reason:
            self.say_lacking(["Taking an action out of the plan asks for a reason."])
            self.reason.setFocus()
            return
        if how != "withdrawn" and not other:
            self.say_lacking(["Choose the action that carries it on."])
            self.successor.setFocus()
            return
        session, ids = self._editing.session, self._editing.ids
        self.hide()
        if how == "withdrawn":
            sentence = self._editing.run(ending.withdraw, session, ids, reason)
        elif how == "superseded" and len(ids) == 1:
            sentence = self._editing.run(ending.supersede, session, ids[0], other or "", reason)
        else:
            sentence = self._editing.run(ending.merge, session, ids, other or "", reason)
        if sentence:
            self.show()
            self.say_lacking([sentence])
        else:
            self.left.emit()
