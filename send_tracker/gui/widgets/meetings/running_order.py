"""One screen of a running order in large type: an item, the commitments that are carried, or the close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from send_tracker.domain.board_rows import COMMITMENT_STATUSES, PURPOSES, AgendaItem, Commitment
from send_tracker.domain.dates import show
from send_tracker.domain.register import Meeting
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen of the running order: an item, the commitments that are carried, or the close."""

    title: str
    item: AgendaItem | None = None
    closes: bool = False


class RunningOrder(QWidget):
    """The screen."""

    def __init__(self, session: Session, meeting: Meeting, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.session, self.meeting = session, meeting
        self.title = Label("", "figure", 600, wrap=True)
        self.facts = Label("", "panel", token="muted", wrap=True)
        body = QWidget()
        body.setProperty("ground", "surface")
        self.recorded = QVBoxLayout(body)
        self.recorded.setContentsMargins(0, 8, 0, 0)
        self.recorded.setSpacing(10)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(area, 1)

    def show_stop(self, stop: Stop, number: int, cycle: Cycle, carried: Sequence[Commitment]) -> None:
        """Show a screen with all that was recorded there."""
        self.title.setText(f"{number}. {stop.title}" if stop.item else stop.title)
        self.facts.setText(_facts(stop.item, cycle) if stop.item else "")
        self.facts.setVisible(bool(self.facts.text()))
        self._clear()
        if stop.item is not None:
            self._show_item(stop.item, cycle)
        elif stop.closes:
            self._show_close(cycle)
        else:
            self._show_carried(cycle, carried)
        self.recorded.addStretch(1)

    def _show_item(self, item: AgendaItem, cycle: Cycle) -> None:
        self._about(item.about, cycle)
        if item.note:
            self._say(item.note)
        for decision in cycle.book.decisions:
            if decision.item == item.id:
                self._say(f"Decision {decision.ref}: {decision.wording}", 600)

    def _show_carried(self, cycle: Cycle, carried: Sequence[Commitment]) -> None:
        for c in carried:
            who = cycle.called.get(c.owner or "", "no owner yet")
            status = COMMITMENT_STATUSES.get(c.status, c.status)
            late = ", late" if c.is_late(self.session.today) else ""
            self._say(f"{c.ref}  {c.wording}\n{who} · due {show(c.due) or 'not set'} · {status}{late}")
        if not carried:
            self._say("Nothing is carried to this meeting.")

    def _show_close(self, cycle: Cycle) -> None:
        """Show everything that the meeting leaves behind."""
        book, id = cycle.book, self.meeting.id
        found = {
            "Decisions": [(d.ref, d.wording) for d in book.decisions if d.meeting == id],
            "Commitments": [(c.ref, c.wording) for c in book.commitments if c.meeting == id],
            "Challenges and questions": [(q.ref, q.wording) for q in book.questions if q.meeting == id],
        }
        for words, rows in found.items():
            self._say(f"{words}: {len(rows):,}", 600)
            for ref, wording in rows:
                self._say(f"{ref}  {wording}")

    def _about(self, about: str | None, cycle: Cycle) -> None:
        """Show what an item is about: an action with its status."""
        target = cycle.names.get(about or "")
        if target is None:
            return
        self._say(target.words)
        if target.kind == "action":
            action = next((a for a in self.session.register().actions if a.id == target.id), None)
            if action is not None:
                self.recorded.addWidget(Chip(self.session.scale[action.status]))

    def _say(self, words: str, weight: int = 400) -> None:
        self.recorded.addWidget(Label(words, "heading", weight, wrap=True))

    def _clear(self) -> None:
        while (part := self.recorded.takeAt(0)) is not None:
            if (widget := part.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _facts(item: AgendaItem, cycle: Cycle) -> str:
    lead = cycle.called.get(item.lead or "", "")
    facts = [f"For {PURPOSES.get(item.purpose, item.purpose).lower()}", f"led by {lead}" if lead else ""]
    facts.append(f"{item.length} minutes" if item.length else "")
    return " · ".join(f for f in facts if f)
