"""One screen of a running order in large type: an item, the commitments that are carried, or the close."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from send_tracker.domain.board_rows import COMMITMENT_STATUSES, PURPOSES, AgendaItem, Commitment, Question
from send_tracker.domain.dates import show
from send_tracker.domain.register import Meeting
from send_tracker.gui.widgets.meetings.big_type import BigChip, BigLabel
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
        self._scale = 1.0
        self.title = BigLabel("figure", 600)
        self.facts = BigLabel("panel", token="muted")
        body = QWidget()
        body.setProperty("ground", "surface")
        self.recorded = QVBoxLayout(body)
        self.recorded.setContentsMargins(0, 8, 0, 0)
        self.recorded.setSpacing(10)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self.area, 1)

    def set_scale(self, scale: float) -> None:
        """Show everything in larger or smaller type."""
        self._scale = scale
        for label in self.findChildren(BigLabel):
            label.set_scale(scale)
        for chip in self.findChildren(BigChip):
            chip.set_scale(scale)

    def move_on(self, way: int) -> None:
        """Show what lies further down, or further up."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + way * self.area.height() // 3)

    def show_stop(
        self, stop: Stop, number: int, cycle: Cycle, carried: Sequence[Commitment], here: Collection[str] = ()
    ) -> None:
        """Show a screen with all that was recorded there; ``here`` are the ids that this sitting recorded at it."""
        self.title.setText(f"{number}. {stop.title}" if stop.item else stop.title)
        self.facts.setText(_facts(stop.item, cycle) if stop.item else "")
        self.facts.setVisible(bool(self.facts.text()))
        self._clear()
        if stop.item is not None:
            self._show_item(stop.item, cycle, here)
        elif stop.closes:
            self._show_close(cycle)
        else:
            self._show_carried(cycle, carried)
        self.recorded.addStretch(1)

    def _show_item(self, item: AgendaItem, cycle: Cycle, here: Collection[str]) -> None:
        self._about(item.about, cycle)
        if item.note:
            self._say(item.note)
        book, follows = cycle.book, set(here)
        for decision in book.decisions:
            if decision.item == item.id:
                self._say(f"Decision {decision.ref}: {decision.wording}", 600)
                follows |= set(decision.links)
        for commitment in book.commitments:
            if commitment.id in follows and commitment.meeting == self.meeting.id:
                self._say(f"Commitment {self._promised(commitment, cycle)}")
        for question in book.questions:
            asked = question.id in here or (item.about is not None and question.about == item.about)
            if asked and question.meeting == self.meeting.id:
                self._say(f"Challenge {_asked(question, cycle)}")

    def _show_carried(self, cycle: Cycle, carried: Sequence[Commitment]) -> None:
        for commitment in carried:
            self._say(self._promised(commitment, cycle))
        if not carried:
            self._say("Nothing is carried to this meeting.")

    def _show_close(self, cycle: Cycle) -> None:
        """Show everything that the meeting leaves behind, with who has to do it."""
        book, id = cycle.book, self.meeting.id
        found = {
            "Decisions": [f"{d.ref}  {d.wording}" for d in book.decisions if d.meeting == id],
            "Commitments": [self._promised(c, cycle) for c in book.commitments if c.meeting == id],
            "Challenges and questions": [_asked(q, cycle) for q in book.questions if q.meeting == id],
        }
        for words, rows in found.items():
            self._say(f"{words}: {len(rows):,}", 600)
            for row in rows:
                self._say(row)

    def _promised(self, commitment: Commitment, cycle: Cycle) -> str:
        who = cycle.called.get(commitment.owner or "", "no owner yet")
        status = COMMITMENT_STATUSES.get(commitment.status, commitment.status)
        late = ", late" if commitment.is_late(self.session.today) else ""
        facts = f"{who} · due {show(commitment.due) or 'not set'} · {status}{late}"
        return f"{commitment.ref}  {commitment.wording}\n{facts}"

    def _about(self, about: str | None, cycle: Cycle) -> None:
        """Show what an item is about: an action with its status."""
        target = cycle.names.get(about or "")
        if target is None:
            return
        self._say(target.words)
        if target.kind == "action":
            action = next((a for a in self.session.register().actions if a.id == target.id), None)
            if action is not None:
                self.recorded.addWidget(BigChip(self.session.scale[action.status], self._scale))

    def _say(self, words: str, weight: int = 400) -> None:
        label = BigLabel("heading", weight, scale=self._scale)
        label.setText(words)
        self.recorded.addWidget(label)

    def _clear(self) -> None:
        while (part := self.recorded.takeAt(0)) is not None:
            if (widget := part.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()


def _asked(question: Question, cycle: Cycle) -> str:
    who = cycle.called.get(question.answerer or "", "")
    target = cycle.names.get(question.about or "")
    about = target.words if target else ""
    by = f"asked by {question.asked_by}" if question.asked_by else ""
    facts = [by, f"about {about}" if about else "", f"{who} answers" if who else ""]
    facts += [f"by {show(question.due)}"] if question.due else []
    words = " · ".join(fact for fact in facts if fact)
    return f"{question.ref}  {question.wording}" + (f"\n{words[:1].upper()}{words[1:]}" if words else "")


def _facts(item: AgendaItem, cycle: Cycle) -> str:
    lead = cycle.called.get(item.lead or "", "")
    facts = [f"For {PURPOSES.get(item.purpose, item.purpose).lower()}", f"led by {lead}" if lead else ""]
    facts.append(f"{item.length} minutes" if item.length else "")
    return " · ".join(f for f in facts if f)
