"""The registers of the board cycle that can be exported."""

from __future__ import annotations

from datetime import date

from send_tracker.exchange.board_tables import (
    board_names,
    commitment_columns,
    decision_columns,
    question_columns,
    risk_columns,
)
from send_tracker.exchange.register_names import RegisterNames
from send_tracker.exchange.register_table import RegisterTable
from send_tracker.services.risks import risk_register
from send_tracker.services.session import Session


def decisions(session: Session, names: RegisterNames, as_at: date | None) -> RegisterTable:
    """Return the register of decisions, now or on a day."""
    board = board_names(session, names, as_at)
    about = "Every decision, one a row, with what it concerns."
    return RegisterTable("decisions", "Decisions", about, decision_columns(board), board.book.decisions)


def commitments(session: Session, names: RegisterNames, as_at: date | None) -> RegisterTable:
    """Return the register of commitments, now or on a day."""
    board = board_names(session, names, as_at)
    about = "Every commitment, one a row, closed ones too."
    return RegisterTable("commitments", "Commitments", about, commitment_columns(board), board.book.commitments)


def questions(session: Session, names: RegisterNames, as_at: date | None) -> RegisterTable:
    """Return the register of questions of members, now or on a day."""
    board = board_names(session, names, as_at)
    about = "Every question of a member of the board, one a row, with its answer."
    return RegisterTable("questions", "Questions", about, question_columns(board), board.book.questions)


def risks(session: Session, names: RegisterNames, as_at: date | None) -> RegisterTable:
    """Return the register of risks, now or on a day."""
    board = board_names(session, names, as_at)
    about = "Every risk, one a row, with its movement since the board before; likelihood and impact go from 1 to 5."
    return RegisterTable("risks", "Risks", about, risk_columns(board), risk_register(session, as_at).moves)
