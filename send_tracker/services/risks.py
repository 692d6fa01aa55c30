"""The risk register: "if … then …", likelihood and impact now and as aimed at, and how each moved since a board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.board import board_dates
from send_tracker.domain.board_rows import ESCALATIONS, LEVELS, RISK_STATUSES, Risk
from send_tracker.domain.kinds import Value
from send_tracker.domain.positions import Position
from send_tracker.domain.problem import Problem
from send_tracker.domain.risk_moves import RiskMove, risk_moves
from send_tracker.services import board_entities as entities
from send_tracker.services.board_reading import read_board
from send_tracker.services.compare import point_on
from send_tracker.services.compared_board import compared_board
from send_tracker.services.positions import reading_at
from send_tracker.services.programme import set_fields
from send_tracker.services.session import Edited, Session
from send_tracker.storage.reading import Reading

_RATINGS = ("likelihood", "impact", "target_likelihood", "target_impact")


def add_risk(session: Session, title: str, links: Iterable[str] = (), **values: Value) -> str:
    """Add a risk; return its id.

    Args:
        session: the open file. title: its short name. links: ids of the actions, outcomes and measures it threatens.
        values: cause, effect, likelihood, impact, target_likelihood, target_impact (1 to 5), owner (person), controls,
            escalation, note, ref.

    Raises:
        Problem: the title is empty, a rating is out of bounds, or something named is not in the file.
    """
    entities.require_text(title, "A risk needs a title.")
    _check(values)
    given: dict[str, Value] = {"title": title, "status": "open", **values}
    given.setdefault("ref", entities.next_ref(session, "risk", "R"))
    id, drafts = entities.new_drafts(session, "risk", given)
    session.edit("add-risk", drafts + entities.target_drafts(session, "risk_link", "risk", id, links))
    return id


def change_risk(session: Session, risk: str, reason: str | None = None, **values: Value) -> Edited:
    """Change a risk's words, owner, controls, escalation or aim; what it is now goes by :func:`rate_risk`."""
    _check(values)
    if "title" in values:
        entities.require_text(str(values["title"] or ""), "A risk needs a title. The old one was kept.")
    return entities.change(session, "risk", risk, values, reason)


def rate_risk(session: Session, risk: str, likelihood: int, impact: int, reason: str = "") -> Edited:
    """Say how likely a risk is now and how hard it would hit.

    Raises:
        Problem: there is no such risk, or a rating is not 1 to 5.
    """
    entities.require(session, "risk", risk)
    values: dict[str, Value] = {"likelihood": likelihood, "impact": impact}
    _check(values)
    return session.edit("rate-risk", set_fields("risk", risk, values), reason or None)


def set_risk_links(session: Session, risk: str, targets: Iterable[str]) -> Edited | None:
    """Say what a risk threatens: these and nothing else; None where nothing changes."""
    entities.require(session, "risk", risk)
    drafts = entities.target_drafts(session, "risk_link", "risk", risk, targets)
    return session.edit("link-risk", drafts) if drafts else None


def close_risk(session: Session, risk: str, reason: str) -> Edited:
    """Close a risk that no longer threatens; it stays in the register.

    Raises:
        Problem: there is no such risk, or no reason was given.
    """
    entities.require(session, "risk", risk)
    entities.require_text(reason, "Say why the risk is closed.")
    return session.edit("close-risk", set_fields("risk", risk, {"status": "closed"}), reason)


def withdraw_risk(session: Session, risk: str, reason: str) -> Edited:
    """Take a risk out, as one that was recorded by mistake.

    Raises:
        Problem: there is no such risk, or no reason was given.
    """
    entities.require_text(reason, "Say why the risk is taken out.")
    return entities.withdraw(session, "risk", risk, reason)


def _check(values: dict[str, Value]) -> None:
    for name in _RATINGS:
        level = values.get(name)
        if level not in (None, "") and level not in LEVELS:
            raise Problem("Likelihood and impact are rated from 1 (very low) to 5 (very high).", "bad-value")
    if "escalation" in values:
        entities.require_code(str(values["escalation"] or "none"), ESCALATIONS, "an escalation")
    if "status" in values:
        entities.require_code(str(values["status"]), RISK_STATUSES, "a status of a risk")


@dataclass(frozen=True, slots=True)
class RiskRegister:
    """The risks, the worst first, each with how it moved; ``board`` is what it is compared with, None for nothing."""

    moves: tuple[RiskMove, ...]
    board: date | None


def risk_register(session: Session, as_at: date | None = None, reading: Reading | None = None) -> RiskRegister:
    """Return the risks now or on a day, each with its movement since a board.

    Now, that is the board that everything is compared with; on a day, the one that such a day is compared with.
    """
    now = read_board(session, as_at, reading).risks
    if as_at is None:
        board = compared_board(session)
        before = _risks_at(session, board.day, board.position) if board else ()
        return RiskRegister(risk_moves(before, now), board.day if board else None)
    compared = board_dates(session.meetings, as_at, session.programme.cycle_weeks).compared
    return RiskRegister(risk_moves(risks_of_board(session, compared) if compared else (), now), compared)


def risks_of_board(session: Session, board: date) -> tuple[Risk, ...]:
    """Return the risks as a board had them: by its frozen position, or by its day where it was not frozen.

    Raises:
        Problem: two positions were frozen for it, and nobody has settled which one counts.
    """
    point = point_on(session, board)
    return _risks_at(session, point.day, point.position)


def _risks_at(session: Session, day: date, position: Position | None) -> tuple[Risk, ...]:
    if position is None:
        return read_board(session, day).risks
    return read_board(session, position.cutoff, reading_at(session, position)).risks
