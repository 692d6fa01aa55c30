"""The challenge log of a meeting: a member's question, who answers by when, and the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from send_tracker.domain.board_rows import Question
from send_tracker.domain.dates import show
from send_tracker.gui.widgets.measure.rows_table import RowsEntry
from send_tracker.gui.widgets.meetings.ask_line import Given
from send_tracker.gui.widgets.meetings.evidence_links import EvidenceLinks
from send_tracker.gui.widgets.meetings.meeting_part import MeetingPart
from send_tracker.gui.widgets.meetings.record_form import WIDE, FieldAsk
from send_tracker.gui.widgets.meetings.records_part import WITHDRAW, Verb, reason
from send_tracker.services.decisions import answer, ask, change_question, withdraw_question

_ABOUT = frozenset({"action", "outcome", "area", "theme", "measure", "commitment", "risk"})


class QuestionsTab(MeetingPart):
    """The tab. An answer is given by writing it; the day is today's."""

    noun = "Questions"
    adding = "Log a question"
    empty = "No questions yet."
    heads = ("Ref", "Question", "Asked by", "Answer due", "Answer")
    fields = (
        FieldAsk("wording", "Question", "text", WIDE),
        FieldAsk("asked_by", "Asked by"),
        FieldAsk("about", "About", "choice"),
        FieldAsk("answerer", "Who answers", "choice"),
        FieldAsk("due", "Answer due", "date"),
        FieldAsk("answer", "Answer", "text", WIDE),
    )
    verbs = (Verb("go", "Go to what it is about", icon="arrow-right"),
             Verb(WITHDRAW, "Withdraw…", reason("Why is it taken out?"), "x"))  # fmt: skip

    def below(self) -> Sequence[QWidget]:
        """Return the evidence of the answer."""
        self.evidence = EvidenceLinks(self.workspace)
        self.evidence.opened.connect(self.opened)
        return (self.evidence,)

    def offer(self) -> None:
        """Offer people and what a question can be about."""
        self.form.set_choices("answerer", self.cycle.people)
        self.form.set_choices("about", [(t.id, t.words) for t in self.cycle.names.values() if t.kind in _ABOUT])

    def _questions(self) -> list[Question]:
        return [q for q in self.cycle.book.questions if q.meeting == self.meeting_id]

    def rows(self) -> Sequence[RowsEntry]:
        """Return the questions."""
        return [
            RowsEntry(q.id, (q.ref, q.wording, q.asked_by, show(q.due), _answered(q)), q.is_open)
            for q in self._questions()
        ]

    def _one(self, id: str) -> Question:
        return next(q for q in self._questions() if q.id == id)

    def values(self, id: str) -> Mapping[str, str | None]:
        """Return the fields of a question."""
        q = self._one(id)
        return {"wording": q.wording, "asked_by": q.asked_by, "about": q.about, "answerer": q.answerer, "due": q.due,
                "answer": q.answer}  # fmt: skip

    def filled(self, id: str) -> None:
        """Offer going to what the question is about, and show the evidence of its answer."""
        self.evidence.show_record(id, self.cycle, not self.session.read_only)
        self.buttons["go"].setVisible(bool(id and self._one(id).about))

    def save(self, id: str, key: str, value: Any) -> object:
        """Save one field; an answer holds from today."""
        if key == "answer":
            return answer(self.session, id, value or "")
        return change_question(self.session, id, **{key: value})

    def add(self, given: Given) -> str:
        """Log a question."""
        return ask(self.session, given["words"], self.meeting_id)

    def run(self, key: str, id: str, given: Given) -> object:
        """Go to what it is about, or take it out."""
        if key == "go":
            self.opened.emit(self._one(id).about or "")
            return None
        return withdraw_question(self.session, id, given["reason"])


def _answered(question: Question) -> str:
    return f"Answered {show(question.answered_on)}".strip() if question.answer else "Open"
