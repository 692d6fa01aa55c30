"""What the fields of the panel do. Each gives one edit for the actions shown, or the sentence that says why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final, ParamSpec

from PySide6.QtCore import QObject, Signal

from send_tracker.domain.kinds import Value
from send_tracker.domain.problem import Problem
from send_tracker.gui.workspace import Workspace
from send_tracker.services import plan, programme, status
from send_tracker.services.drafts import Drafts
from send_tracker.services.status import Update, without_status

if TYPE_CHECKING:
    from send_tracker.services.gates import Lacking

P = ParamSpec("P")
GONE: Final = "This action has left the plan. Bring it back before you change it."


class Editing(QObject):
    """The actions that the panel shows, and the way from its fields to the services.

    A status that asks for a reason is *pending* until the reason is given: nothing is written before that.
    ``pending_changed`` says that one was begun, given or dropped.
    """

    pending_changed = Signal()

    def __init__(self, workspace: Workspace, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session
        self.drafts = drafts
        self.ids: tuple[str, ...] = ()
        self._as_at: date | None = None
        self.meeting: str | None = None
        self.pending: str | None = None
        self.withdrawn = False

    @property
    def as_at(self) -> date | None:
        """The day that what is typed holds from; None for today."""
        return self._as_at

    def set_as_at(self, day: date | None) -> None:
        """Have the next edits hold from a day in the past."""
        self._as_at = None if day == self.session.today else day

    def show(self, ids: Sequence[str]) -> None:
        """Edit other actions from now on; they start with today."""
        if tuple(ids) != self.ids:
            self.ids = tuple(ids)
            self._as_at = None
            self.meeting = None
            self.pending = self.drafts.of(self.ids).get("status")

    # A status

    def begin_pending(self, code: str) -> None:
        """Wait for the reason of a status. It is a draft from now on, and survives going elsewhere."""
        self.pending = code
        self.drafts.keep(self.ids, {**self.drafts.of(self.ids), "status": code})
        self.pending_changed.emit()

    def drop_pending(self) -> None:
        """Forget the status that waits for its reason."""
        if self.pending is not None:
            self._end_pending()

    def _end_pending(self) -> None:
        self.pending = None
        self.drafts.keep(self.ids, {k: v for k, v in self.drafts.of(self.ids).items() if k not in ("status", "reason")})
        self.pending_changed.emit()

    def give_pending(self, reason: str) -> str:
        """Give the pending status its reason, and return the sentence that says why not, or nothing."""
        code = self.pending
        if code is None:
            return ""
        self.pending = None
        sentence = self.give_status(code, reason)
        self.pending = code
        if not sentence:
            self._end_pending()
        return sentence

    def lacking(self, code: str, reason: str | None = None) -> list[Lacking]:
        """Return what a status asks for of those of the actions that would get it."""
        from send_tracker.services.gates import gates_of_many

        ids = without_status(self.session, self.ids, code)
        return gates_of_many(self.session, ids, Update(status=code, reason=reason))

    def give_status(self, code: str, reason: str | None = None) -> str:
        """Set the status of those of the actions that have another one."""
        ids = without_status(self.session, self.ids, code)
        if not ids:
            return ""
        given = Update(status=code, reason=reason, as_at=self._as_at, meeting=self.meeting)
        return self.run(status.update_actions, self.session, ids, given)

    # Everything else

    def update(self, update: Update) -> str:
        """Record an update of the actions shown, and return the sentence that says why not, or nothing."""
        return self.run(status.update_actions, self.session, self.ids, replace(update, meeting=self.meeting))

    def answer(self, name: str, update: Update) -> str:
        """Record what a pending status asks for, of those of the actions that lack it: the others keep theirs."""
        rows = {id: self.session.file.reading.row("action", id) or {} for id in self.ids}
        lacking = [id for id, row in rows.items() if not row.get(name)] or list(self.ids)
        return self.run(status.update_actions, self.session, lacking, replace(update, meeting=self.meeting))

    def change(self, **values: Value) -> str:
        """Set fields of the actions shown."""
        return self.run(plan.change_action, self.session, self.ids, None, **values)

    def add_person(self, name: str) -> str | None:
        """Add a person to the file, and return who it is; None where that could not be done."""
        return self.workspace.attempt(programme.add, self.session, "person", name=name)

    def run(self, verb: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> str:
        """Run a verb; a problem with a text stays beside its field, others go across the page."""
        if self.withdrawn:
            return GONE
        try:
            verb(*args, **kwargs)
        except Problem as problem:
            return problem.sentence
        return ""
