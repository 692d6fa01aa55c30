"""What a decision makes: an action, a commitment, or a change of dates. Each is one edit, with one undo step.

The edit makes both the thing and the link that leads to it, so that neither is ever there without the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from send_tracker.domain.board_rows import Decision
from send_tracker.domain.kinds import Value
from send_tracker.domain.log import Draft
from send_tracker.domain.text import one_line
from send_tracker.services import board_entities as entities
from send_tracker.services.board_reading import read_board
from send_tracker.services.decisions import new_commitment
from send_tracker.services.due_dates import Approval, due_drafts
from send_tracker.services.plan import new_action
from send_tracker.services.programme import link_drafts
from send_tracker.services.session import Session


def decide_action(session: Session, decision: str, outcome: str, title: str, **values: Value) -> str:
    """Add an action to the plan because of a decision; return the action's id. Both lead to each other.

    Raises:
        Problem: there is no such decision or outcome, or the title is empty.
    """
    made = _decision(session, decision)
    entities.require(session, "outcome", outcome)
    action, drafts = new_action(session, outcome, title, "", **values)
    session.edit("decide-action", [*drafts, *_leads_to(made, [action])], meeting=made.meeting)
    return action


def decide_commitment(session: Session, decision: str, wording: str, **values: Value) -> str:
    """Record a commitment that a decision asks for; return the commitment's id. Both lead to each other.

    Raises:
        Problem: there is no such decision, the wording is empty, or the owner is unknown.
    """
    made = _decision(session, decision)
    commitment, drafts = new_commitment(session, wording, made.meeting, **values)
    session.edit("decide-commitment", [*drafts, *_leads_to(made, [commitment])], meeting=made.meeting)
    return commitment


def decide_date(session: Session, decision: str, actions: Iterable[str], due: str, approver: str = "board") -> None:
    """Move the dates of actions because of a decision, which is the minute that approves the move.

    The decision leads to the actions and to each move of a date.

    Raises:
        Problem: there is no such decision, the date is none, or nobody of that name approves dates.
    """
    made, wanted = _decision(session, decision), entities.check_targets(session, actions)
    approval = Approval(one_line(made.wording, 300), approver, made.ref)
    _verb, drafts = due_drafts(session, wanted, due, approval)
    moves = dict.fromkeys(d.entity for d in drafts if d.kind == "date_move")
    links = _leads_to(made, [t for t in (*wanted, *moves) if t not in made.links])
    session.edit("decide-date", [*drafts, *links], approval.reason, made.meeting)


def _decision(session: Session, decision: str) -> Decision:
    entities.require(session, "decision", decision)
    return next(d for d in read_board(session).decisions if d.id == decision)


def _leads_to(decision: Decision, targets: Iterable[str]) -> list[Draft]:
    ends = ({"decision": decision.id, "target": target} for target in targets)
    return [draft for pair in ends for draft in link_drafts("decision_link", pair, on=True)]
