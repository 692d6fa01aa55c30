"""The registers of the board cycle as columns: decisions, commitments, questions, risks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from send_tracker.domain.board_rows import (
    COMMITMENT_STATUSES,
    ESCALATIONS,
    RISK_STATUSES,
    BoardBook,
    Commitment,
    Decision,
    Question,
)
from send_tracker.domain.dates import PartialDate
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Meeting
from send_tracker.domain.risk_moves import RiskMove
from send_tracker.exchange.columns import Column
from send_tracker.exchange.register_names import RegisterNames
from send_tracker.services.board_reading import read_board
from send_tracker.services.session import Session


class BoardNames:
    """What the board's links are called: references of whatever they lead to, and the days of meetings."""

    def __init__(self, session: Session, names: RegisterNames, book: BoardBook, as_at: date | None) -> None:
        day = as_at.isoformat() if as_at else None
        self.names = names
        self.book = book
        measures = session.file.reading.rows("measure", day)[0]
        self._refs = {m["id"]: str(m.get("ref") or m.get("title") or "") for m in measures}
        self._refs |= {c.id: c.ref for c in book.commitments} | {r.id: r.ref for r in book.risks}
        self._meetings: dict[str, Meeting] = {m.id: m for m in names.register.meetings}
        self._proofs: dict[str, list[str]] = {}
        for item in names.register.evidence:
            for target in item.targets:
                self._proofs.setdefault(target, []).append(item.ref)

    def refs(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the references of what some ids lead to; what has none is left out."""
        wanted = list(ids)
        own = (self._refs[i] for i in wanted if i in self._refs)
        return tuple(sorted({*self.names.refs(wanted), *own}, key=sort_key))

    def meeting(self, meeting: str | None) -> PartialDate | None:
        """Return the day of a meeting."""
        found = self._meetings.get(meeting or "")
        return PartialDate.parse(found.date) if found else None

    def evidence(self, target: str) -> tuple[str, ...]:
        """Return the references of the evidence that is tied to something."""
        return tuple(sorted(self._proofs.get(target, ()), key=sort_key))


def board_names(session: Session, names: RegisterNames, as_at: date | None) -> BoardNames:
    """Return the names of the board cycle, now or on a day, with its rows."""
    return BoardNames(session, names, read_board(session, as_at), as_at)


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def decision_columns(board: BoardNames) -> list[Column[Decision]]:
    """Return the columns of decisions."""
    return [
        Column("Reference", lambda d: d.ref, 12, key="ref"),
        Column("Meeting", lambda d: board.meeting(d.meeting), 19, key="meeting"),
        Column("Decision", lambda d: d.wording, 60, key="wording"),
        Column("Decided by", lambda d: d.decided_by, 22, key="decided_by"),
        Column("Concerns", lambda d: board.refs(d.links), 24, key="concerns"),
        Column("Note", lambda d: d.note, 40, key="note"),
    ]


def commitment_columns(board: BoardNames) -> list[Column[Commitment]]:
    """Return the columns of commitments."""
    return [
        Column("Reference", lambda c: c.ref, 12, key="ref"),
        Column("Made at", lambda c: board.meeting(c.meeting), 19, key="meeting"),
        Column("Commitment", lambda c: c.wording, 60, key="wording"),
        Column("Owner", lambda c: board.names.person(c.owner), 22, key="owner"),
        Column("Due", lambda c: _date(c.due), 19, key="due"),
        Column("Status code", lambda c: c.status, 14, key="status"),
        Column("Status", lambda c: COMMITMENT_STATUSES.get(c.status, c.status), 14, key="status_label"),
        Column("Closed on", lambda c: _date(c.closed_on), 19, key="closed_on"),
        Column("Evidence", lambda c: board.evidence(c.id), 16, key="evidence"),
        Column("Note", lambda c: c.note, 40, key="note"),
    ]


def question_columns(board: BoardNames) -> list[Column[Question]]:
    """Return the columns of the challenge log."""
    return [
        Column("Reference", lambda q: q.ref, 12, key="ref"),
        Column("Asked at", lambda q: board.meeting(q.meeting), 19, key="meeting"),
        Column("Asked by", lambda q: q.asked_by, 22, key="asked_by"),
        Column("Question", lambda q: q.wording, 60, key="wording"),
        Column("About", lambda q: board.refs([q.about or ""]), 12, key="about"),
        Column("Who answers", lambda q: board.names.person(q.answerer), 22, key="answerer"),
        Column("Due", lambda q: _date(q.due), 19, key="due"),
        Column("Answer", lambda q: q.answer, 60, key="answer"),
        Column("Answered on", lambda q: _date(q.answered_on), 19, key="answered_on"),
        Column("Evidence", lambda q: board.evidence(q.id), 16, key="evidence"),
    ]


def risk_columns(board: BoardNames) -> list[Column[RiskMove]]:
    """Return the columns of risks: as they are, as they are aimed at, and how they moved."""
    return [
        Column("Reference", lambda m: m.risk.ref, 12, key="ref"),
        Column("Risk", lambda m: m.risk.title, 21, key="title"),
        Column("If … then …", lambda m: m.risk.sentence, 42, key="sentence"),
        Column("Likelihood now", lambda m: m.risk.likelihood, 11, number=True, key="likelihood"),
        Column("Impact now", lambda m: m.risk.impact, 9, number=True, key="impact"),
        Column("Score now", lambda m: m.risk.score, 9, number=True, key="score"),
        Column("Score aimed at", lambda m: m.risk.target_score, 9, number=True, key="target_score"),
        Column("Movement", lambda m: m.words, 19, key="movement"),
        Column("Owner", lambda m: board.names.person(m.risk.owner), 18, key="owner"),
        Column("Controls", lambda m: m.risk.controls, 32, key="controls"),
        Column("Escalated to", lambda m: ESCALATIONS.get(m.risk.escalation, m.risk.escalation), 15, key="escalation"),
        Column("Threatens", lambda m: board.refs(m.risk.links), 13, key="threatens"),
        Column("Status", lambda m: RISK_STATUSES.get(m.risk.status, m.risk.status), 10, key="status_label"),
        Column("Note", lambda m: m.risk.note, 22, key="note"),
    ]
