"""Decisions and commitments: what was decided, what was promised, who does it by when, and what is asked."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from send_tracker.domain.board_rows import COMMITMENT_STATUSES
from send_tracker.domain.dates import PartialDate
from send_tracker.exchange.board_tables import BoardNames
from send_tracker.exchange.columns import Column, Sheet
from send_tracker.exchange.pack.exceptions import stored_date
from send_tracker.exchange.pack.material import Material


class _Row(NamedTuple):
    kind: str
    ref: str
    meeting: PartialDate | None
    wording: str
    who: str
    due: PartialDate | None
    status: str
    links: tuple[str, ...]
    evidence: tuple[str, ...]
    note: str


def sheet(material: Material) -> Sheet[_Row]:
    """Return the open commitments, then the questions that wait, then the decisions, then what is closed."""
    return Sheet(
        "Decisions and commitments",
        "Decisions and commitments",
        "What the board decided, what was promised to it and what its members asked. Open commitments come first.",
        [
            Column("Kind", lambda r: r.kind, 13),
            Column("Reference", lambda r: r.ref, 12),
            Column("Meeting", lambda r: r.meeting, 19),
            Column("Wording", lambda r: r.wording, 50),
            Column("Who", lambda r: r.who, 20),
            Column("Due", lambda r: r.due, 19),
            Column("Status", lambda r: r.status, 15),
            Column("Concerns", lambda r: r.links, 16),
            Column("Evidence", lambda r: r.evidence, 14),
            Column("Note", lambda r: r.note, 30),
        ],
        _rows(material),
        empty="Nothing was decided, promised or asked yet.",
        filtered=True,
    )


def _rows(material: Material) -> list[_Row]:
    board = material.board
    if board is None:
        return []
    day = material.register.as_at
    commitments, questions = _commitments(board, day), _questions(board)
    waiting = [r for r in (*commitments, *questions) if r.status in _OPEN]
    closed = [r for r in (*commitments, *questions) if r.status not in _OPEN]
    return [*waiting, *_decisions(board), *closed]


_OPEN = ("Open", "Under way", "Overdue", "Waiting")


def _decisions(board: BoardNames) -> list[_Row]:
    return [
        _Row(
            "Decision",
            d.ref,
            board.meeting(d.meeting),
            d.wording,
            d.decided_by,
            None,
            "Decided",
            board.refs(d.links),
            (),
            d.note,
        )
        for d in board.book.decisions
    ]


def _commitments(board: BoardNames, day: date) -> list[_Row]:
    deciding = {link: d.ref for d in board.book.decisions for link in d.links}
    return [
        _Row(
            "Commitment",
            c.ref,
            board.meeting(c.meeting),
            c.wording,
            board.names.person(c.owner),
            stored_date(c.due),
            "Overdue" if c.is_late(day) else COMMITMENT_STATUSES.get(c.status, c.status),
            (deciding[c.id],) if c.id in deciding else (),
            board.evidence(c.id),
            c.note,
        )
        for c in board.book.commitments
    ]


def _questions(board: BoardNames) -> list[_Row]:
    return [
        _Row(
            "Question",
            q.ref,
            board.meeting(q.meeting),
            q.wording,
            board.names.person(q.answerer) or q.asked_by,
            stored_date(q.due),
            "Waiting" if q.is_open else "Answered",
            board.refs([q.about or ""]),
            board.evidence(q.id),
            q.answer,
        )
        for q in board.book.questions
    ]
