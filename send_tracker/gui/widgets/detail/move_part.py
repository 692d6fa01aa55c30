"""Moving an approved date, asked in place: why, who approved it, in which minute; or that it was typed wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QCheckBox, QWidget

from send_tracker.domain.dates import PartialDate, show
from send_tracker.domain.kinds import APPROVERS
from send_tracker.domain.slippage import days_words
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.detail.ask_part import AskPart
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.fields import ChoiceField, LineField
from send_tracker.services.due_dates import Approval, date_gates, moved_by, set_due

_DRAFT: Final = "move_due"
_NOTHING: Final = "none"
"""How a date that is to be cleared is kept among the drafts."""


class MovePart(AskPart):
    """Waits with a new date until its reason is given; the date and what was typed are a draft until then."""

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__("Move the date", self._move, parent)
        self._editing = editing
        self._due: str | None = None
        self._waits = False
        self.reason = LineField(placeholder="Needed")
        self.approver = ChoiceField(list(APPROVERS.items()), placeholder="Choose")
        self.minute = LineField(placeholder="Minute 7")
        self.correction = QCheckBox("It was typed wrongly: put it right, no move")
        self.add_field("Why it moves", self.reason, 0, 0, 2)
        self._by = self.add_field("Approved by", self.approver, 1, 0)
        self._in = self.add_field("Minute reference", self.minute, 1, 1)
        self.grid.addWidget(self.correction, 2, 0, 1, 2)
        self.correction.toggled.connect(lambda _on: self.weigh())
        self.reason.textChanged.connect(lambda _text: self.weigh())
        self.left.connect(self._forget)
        self.mail_button = Button("Ask by e-mail…", "link", on_click=self.ask_by_mail)
        self.mail_button.setToolTip("Write an e-mail that asks for the approval; the move waits here meanwhile")
        self.buttons.insertWidget(1, self.mail_button)

    # Asking

    def ask(self, due: str | None) -> None:
        """Ask about a new date of the actions shown."""
        self._waits, self._due = True, due
        self._clear()
        self.open_part(self._title())

    def restore(self, typed: dict[str, str]) -> None:
        """Show again what was asked of these actions and not answered; or put it away."""
        self._waits = _DRAFT in typed
        self.setVisible(self._waits)
        self._clear()
        if self._waits:
            self._due = None if typed[_DRAFT] == _NOTHING else typed[_DRAFT]
            self.reason.setText(typed.get("move_reason", ""))
            self.minute.setText(typed.get("move_minute", ""))
            self.approver.set_value(typed.get("move_approver"))
            self.title.setText(self._title())
            self.weigh()

    def typed(self) -> dict[str, str | None]:
        """Return what is to be kept as a draft."""
        if not self._waits:
            return dict.fromkeys((_DRAFT, "move_reason", "move_minute", "move_approver"))
        return {
            _DRAFT: self._due or _NOTHING,
            "move_reason": self.reason.text(),
            "move_minute": self.minute.text(),
            "move_approver": self.approver.value(),
        }

    def _clear(self) -> None:
        for field in (self.reason, self.minute):
            field.set_value("")
        self.approver.set_value(None)
        self.correction.setChecked(False)

    def _title(self) -> str:
        moved = moved_by(self._editing.session, self._editing.ids, self._due)
        after = show(self._due) or "no date"
        before = next(iter(moved.values()), None)
        if len(moved) == 1 and before:
            far = ""
            if self._due:
                days = (PartialDate.parse(self._due).last - PartialDate.parse(before).last).days
                far = f", {days_words(days)} it" if days else ""
            return f"Not saved yet: the approved date moves from {show(before)} to {after}{far}."
        return f"Not saved yet: the approved dates of {plural(len(moved), 'action')} move to {after}."

    # Answering

    def _given(self) -> Approval:
        chosen: Sequence[str] = [c for c in APPROVERS if APPROVERS[c] == self.approver.currentText()]
        return Approval(
            self.reason.text().strip(), next(iter(chosen), ""), self.minute.text().strip(), self.correction.isChecked()
        )

    def weigh(self) -> None:
        """Say what the gate asks for, and what pressing the button would do."""
        if not self._waits:
            return
        given = self._given()
        lacking = date_gates(self._editing.session, self._editing.ids, self._due, given)
        self.say_lacking(lacking)
        for part in (self._by, self._in):
            part.setEnabled(not given.correction)
        self.mail_button.setEnabled(not given.correction and not given.approver)
        anyway = bool(given.reason and lacking)
        words = "Put it right" if given.correction else "Move it anyway" if anyway else "Move the date"
        self.do_button.setText(words)
        self.do_button.setAccessibleName(words)
        self.do_button.retheme()

    def _move(self) -> None:
        """Move it. Without a reason the cursor goes there; without an approver it is moved and stays marked."""
        self.approver.commit()
        given = self._given()
        if not given.reason and not given.correction:
            self.reason.setFocus()
            return
        session, ids, due = self._editing.session, self._editing.ids, self._due
        self._waits = False
        sentence = self._editing.run(set_due, session, ids, due, given)
        self._waits = bool(sentence)
        if sentence:
            self.say_lacking([sentence])
        else:
            self.close_part()

    def ask_by_mail(self) -> None:
        """Write an e-mail that asks for the approval, where the officer says; the move goes on waiting."""
        from send_tracker.domain.file_names import clean_name
        from send_tracker.exchange.approval_mail import write_approval_request
        from send_tracker.gui.choose_file import documents, free_name, to_save

        workspace, session = self._editing.workspace, self._editing.session
        name = clean_name(f"Approval of a new date {session.today.isoformat()}.eml")
        target = to_save(self, "Ask for the approval", free_name(Path(documents()) / name), "E-mail (*.eml)")
        if target is None:
            return
        given = (session, self._editing.ids, self._due, self.reason.text(), target)
        if workspace.attempt(write_approval_request, *given, force=True) is not None:
            workspace.notice.emit(f"E-mail written to {target}. Open it, add the address and send it; the move waits.")

    def _forget(self) -> None:
        self._waits = False
