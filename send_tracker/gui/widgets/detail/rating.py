"""The status control with what the status asks for: chosen, waiting for an answer, given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.gates import is_reopening
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.detail.editing import GONE, Editing
from send_tracker.gui.widgets.detail.gate_line import GateLine
from send_tracker.gui.widgets.status_control import StatusControl
from send_tracker.services.action_view import ActionDetail
from send_tracker.services.gates import Lacking, standing_gates

_IN_PLACE = "evidence"
"""What is asked for and is no field: a link leads there, Enter does not."""


class Rating(QWidget):
    """One status of the actions shown.

    A status that lacks something is *pending*: it is saved once nothing is lacking any more, or with the reason why
    it is right all the same. Nothing blocks for good.

    Signals:
        field_wanted(str): the cursor should go to the field of this name.
        changed: what is shown of the status should be read again.
    """

    field_wanted = Signal(str)
    changed = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None, one_line: bool = False) -> None:
        """Make it; ``one_line`` is the form of review mode, where letters are other commands."""
        super().__init__(parent)
        self._editing = editing
        self._scale = editing.session.scale
        self._lacking: list[Lacking] = []
        self.control = StatusControl(self._scale, one_line=one_line, letters=not one_line)
        self.gate = GateLine()
        self.control.chosen.connect(self.changed)
        self.gate.wanted.connect(self.field_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.control)
        column.addWidget(self.gate)

    # Showing

    def set_scale(self) -> None:
        """Offer the statuses of the scale as it is now; the same ones keep their focus."""
        if self._scale != self._editing.session.scale:
            self._scale = self._editing.session.scale
            self.control.set_scale(self._scale)

    def show_rating(self, detail: ActionDetail | None, typed: str) -> None:
        """Show the status in force, or the pending one, with what it lacks."""
        pending = self._editing.pending
        self.control.set_code(pending or (detail.action.status if detail else None))
        if pending is not None:
            self._lacking = self._editing.lacking(pending, typed or None)
            self.gate.show_lacking("Still needed:", self._lacking, or_why=True)
            return
        # A withdrawn action is rated no more.
        asked = standing_gates(self._editing.session, detail.action) if detail and not detail.withdrawn else []
        self._lacking = [Lacking(one, 1, 1) for one in asked]
        self.gate.show_lacking("Saved without:", self._lacking)

    def sentence(self, detail: ActionDetail | None) -> str:
        """Say what is not saved, or what deserves attention."""
        code = self._editing.pending
        if code is None:
            return detail.warning if detail else ""
        level, many = self._scale[code], len(self._editing.ids)
        whose = f" for {plural(many, 'action')}" if many > 1 else ""
        if level.needs_reason:
            return f"Not saved yet: {level.label} asks for a reason{whose}."
        if detail is not None and is_reopening(self._scale, detail.action.status, code):
            return f"Not saved yet: opening {detail.action.ref} again asks for a reason."
        return f"Not saved yet{whose}. Give what is needed, or say why {level.label} is right without it."

    # Choosing

    def asks(self, code: str, typed: str = "") -> bool:
        """Tell whether a status will have to wait for an answer."""
        return self._scale[code].needs_reason or bool(not typed and self._editing.lacking(code))

    def choose(self, code: str, detail: ActionDetail | None, typed: str) -> str:
        """Set a status, or have it wait; return the sentence that says why not, or nothing."""
        if detail is not None and detail.withdrawn:
            return GONE
        if detail is not None and detail.action.status == code:
            self._editing.drop_pending()
        elif self.asks(code, typed):
            self._editing.begin_pending(code)
        else:
            self._editing.drop_pending()
            return self._editing.give_status(code, typed or None)
        return ""

    def next_field(self, after: str = "") -> str:
        """Return the field that an officer would fill next: of what is lacking, the first, or the next after one.

        When only evidence is left, a pending status goes by its reason.
        """
        fields = [one.asked.field for one in self._lacking if one.asked.field != _IN_PLACE]
        if after in fields:
            fields = fields[fields.index(after) + 1 :]
        found = next(iter(fields), "")
        return found or ("reason" if self._editing.pending is not None and after != "reason" else "")

    def give_complete(self, typed: str) -> None:
        """Save a pending status that lacks nothing any more."""
        code = self._editing.pending
        if code is not None and not self.asks(code) and (sentence := self._editing.give_pending(typed)):
            self._editing.workspace.problem.emit(sentence)

    @property
    def lacking(self) -> Sequence[Lacking]:
        """What is lacking, in order."""
        return self._lacking
