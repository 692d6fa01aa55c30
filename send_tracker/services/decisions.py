"""What a meeting decides, what is promised there, and what its members ask: each linked both ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.board_rows import COMMITMENT_STATUSES, Commitment, Decision, Question
from send_tracker.domain.kinds import Value
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.services import board_entities as entities
from send_tracker.services.board_reading import read_board
from send_tracker.services.programme import link_drafts, set_fields
from send_tracker.services.session import Edited, Session


def record_decision(session: Session, meeting: str, wording: str, links: Iterable[str] = (), **values: Value) -> str:
    """Record what a meeting decided; return the decision's id. Its reference is given if left out.

    Args:
        session: the open file. meeting: its id. wording: what was decided.
        links: ids of the actions, measures, commitments and risks that it concerns.
        values: item (agenda item), decided_by, note, ref.

    Raises:
        Problem: there is no such meeting, the wording is empty, or a link leads nowhere.
    """
    entities.require_text(wording, "A decision needs its wording.")
    given: dict[str, Value] = {"meeting": entities.require(session, "meeting", meeting), "wording": wording, **values}
    given.setdefault("ref", entities.next_ref(session, "decision", "D"))
    id, drafts = entities.new_drafts(session, "decision", given)
    drafts += entities.target_drafts(session, "decision_link", "decision", id, links)
    session.edit("record-decision", drafts, meeting=meeting)
    return id


def change_decision(session: Session, decision: str, reason: str | None = None, **values: Value) -> Edited:
    """Change a decision's wording, who decided, its item or its note."""
    if "wording" in values:
        entities.require_text(str(values["wording"] or ""), "A decision needs its wording. The old one was kept.")
    return entities.change(session, "decision", decision, values, reason)


def link_decision(session: Session, decision: str, targets: Iterable[str], on: bool = True) -> Edited | None:
    """Link a decision to what it concerns, or take such links away; None where nothing changes.

    Raises:
        Problem: there is no such decision, or a target is unknown.
    """
    entities.require(session, "decision", decision)
    linked = session.file.reading.linked("decision_link", "decision", decision, "target")
    wanted = [t for t in entities.check_targets(session, targets) if (t in linked) is not on]
    drafts = [d for t in wanted for d in link_drafts("decision_link", {"decision": decision, "target": t}, on)]
    return session.edit("link-decision", drafts) if drafts else None


def withdraw_decision(session: Session, decision: str, reason: str) -> Edited:
    """Take a decision out, as one that was recorded by mistake.

    Raises:
        Problem: there is no such decision, or no reason was given.
    """
    entities.require_text(reason, "Say why the decision is taken out.")
    return entities.withdraw(session, "decision", decision, reason)


@dataclass(frozen=True, slots=True)
class Trace:
    """What leads to an entity: the decisions that concern it, the questions about it, and the risks to it (ids)."""

    decisions: tuple[Decision, ...]
    questions: tuple[Question, ...]
    risks: tuple[str, ...]


def trace(session: Session, entity: str) -> Trace:
    """Return the way back from an action, a measure or a commitment to what was decided and asked about it."""
    book = read_board(session)
    return Trace(
        tuple(d for d in book.decisions if entity in d.links),
        tuple(q for q in book.questions if q.about == entity),
        tuple(r.id for r in book.risks if entity in r.links),
    )


# Commitments


def promise(session: Session, wording: str, meeting: str | None = None, **values: Value) -> str:
    """Record what somebody promised; return the commitment's id.

    Args:
        session: the open file. wording: what was promised. meeting: where, if at one.
        values: owner (person), due (a date as it is stored), note, ref.

    Raises:
        Problem: the wording is empty, or a meeting or person is unknown.
    """
    id, drafts = new_commitment(session, wording, meeting, **values)
    session.edit("promise", drafts, meeting=meeting)
    return id


def new_commitment(session: Session, wording: str, meeting: str | None, **values: Value) -> tuple[str, list[Draft]]:
    """Return the id and the drafts of a new commitment, for an edit that makes more than it; as :func:`promise`."""
    entities.require_text(wording, "A commitment needs its wording.")
    given: dict[str, Value] = {"wording": wording, "meeting": meeting, "status": "open", **values}
    given.setdefault("ref", entities.next_ref(session, "commitment", "CM"))
    return entities.new_drafts(session, "commitment", given)


def change_commitment(session: Session, commitment: str, reason: str | None = None, **values: Value) -> Edited:
    """Change a commitment's wording, owner, due date or note; its status goes by :func:`set_commitment`."""
    if "wording" in values:
        entities.require_text(str(values["wording"] or ""), "A commitment needs its wording. The old one was kept.")
    if "status" in values:
        raise Problem("The status of a commitment is set by itself, with its reason.", "bad-value")
    return entities.change(session, "commitment", commitment, values, reason)


def set_commitment(session: Session, commitment: str, status: str, reason: str = "", on: date | None = None) -> Edited:
    """Set the status of a commitment.

    Args:
        session: the open file. commitment: its id.
        status: a code of :data:`send_tracker.domain.board_rows.COMMITMENT_STATUSES`.
        reason: why; needed to close or drop it. on: the day it was closed; today if left out.

    Raises:
        Problem: there is no such commitment or status, the reason is missing, or the day is in the future.
    """
    entities.require(session, "commitment", commitment)
    entities.require_code(status, COMMITMENT_STATUSES, "a status of a commitment")
    ended = status in ("closed", "dropped")
    if ended:
        entities.require_text(reason, "Say how the commitment was met, or why it is dropped.")
    day = on or session.today
    if day > session.today:
        raise Problem("A commitment cannot be closed on a day to come.", "future")
    values: dict[str, Value] = {"status": status, "closed_on": day.isoformat() if ended else None}
    return session.edit("set-commitment", set_fields("commitment", commitment, values), reason or None)


def withdraw_commitment(session: Session, commitment: str, reason: str) -> Edited:
    """Take a commitment out, as one that was recorded by mistake.

    Raises:
        Problem: there is no such commitment, or no reason was given.
    """
    entities.require_text(reason, "Say why the commitment is taken out.")
    return entities.withdraw(session, "commitment", commitment, reason)


def open_commitments(session: Session) -> tuple[Commitment, ...]:
    """Return the commitments that are carried to the next agenda, by reference."""
    return tuple(c for c in read_board(session).commitments if c.is_open)


# The challenge log


def ask(session: Session, wording: str, meeting: str | None = None, **values: Value) -> str:
    """Record a member's question; return its id.

    Args:
        session: the open file. wording: the question. meeting: where it was asked.
        values: asked_by (a role), about (an id), answerer (person), due, ref.

    Raises:
        Problem: the question is empty, or names something that is not in the file.
    """
    entities.require_text(wording, "A question needs its wording.")
    given: dict[str, Value] = {"wording": wording, "meeting": meeting, **values}
    given.setdefault("ref", entities.next_ref(session, "question", "Q"))
    id, drafts = entities.new_drafts(session, "question", given)
    session.edit("ask", drafts, meeting=meeting)
    return id


def answer(session: Session, question: str, text: str, on: date | None = None) -> Edited:
    """Answer a question. Its evidence is tied to it in the evidence register.

    Raises:
        Problem: there is no such question, the answer is empty, or the day is in the future.
    """
    entities.require(session, "question", question)
    entities.require_text(text, "An answer needs words.")
    day = on or session.today
    if day > session.today:
        raise Problem("A question cannot be answered on a day to come.", "future")
    values: dict[str, Value] = {"answer": text, "answered_on": day.isoformat()}
    return session.edit("answer", set_fields("question", question, values))


def change_question(session: Session, question: str, **values: Value) -> Edited:
    """Change a question, who answers it, by when, or what it is about."""
    if "wording" in values:
        entities.require_text(str(values["wording"] or ""), "A question needs its wording. The old one was kept.")
    return entities.change(session, "question", question, values)


def withdraw_question(session: Session, question: str, reason: str) -> Edited:
    """Take a question out, as one that was recorded by mistake.

    Raises:
        Problem: there is no such question, or no reason was given.
    """
    entities.require_text(reason, "Say why the question is taken out.")
    return entities.withdraw(session, "question", question, reason)
