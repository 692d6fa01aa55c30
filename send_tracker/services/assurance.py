"""Vouching for what was done: who verified it, who keeps it up, and what a reviewer made of the evidence."""

from __future__ import annotations

from send_tracker.domain.kinds import REVIEWS, STRENGTHS, Value, link_id
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.services.programme import set_fields
from send_tracker.services.session import Edited, Session


def set_verifier(session: Session, action: str, person: str | None, reason: str | None = None) -> Edited:
    """Say who verified an action; None takes the verifier away. A lead may be named, and is then questioned.

    Raises:
        Problem: there is no such action or person.
    """
    _check(session, "action", action)
    if person:
        _check(session, "person", person)
    return session.edit("set-verifier", [Draft("action", action, "verifier", person or None)], reason)


def set_handover(
    session: Session,
    action: str,
    owner: str | None = None,
    forum: str | None = None,
    check_date: str | None = None,
    reason: str | None = None,
    without: str | None = None,
) -> Edited:
    """Say who keeps an action up, where it is talked about and when it is looked at again.

    None leaves a part alone, "" clears it. ``without`` is why it may be embedded without its measure at target.

    Raises:
        Problem: there is no such action or person, the date is none, or nothing was given.
    """
    _check(session, "action", action)
    if owner:
        _check(session, "person", owner)
    given: dict[str, str | None] = {"bau_owner": owner, "bau_forum": forum, "check_date": check_date}
    given["embedded_without"] = without
    values: dict[str, Value] = {name: value or None for name, value in given.items() if value is not None}
    if not values:
        raise Problem("There is nothing to record: give an owner, a forum or a check date.", "nothing")
    return session.edit("set-handover", set_fields("action", action, values), reason)


def review_evidence(
    session: Session, evidence: str, state: str, note: str = "", reviewer: str | None = None, expires: str | None = None
) -> Edited:
    """Record what a reviewer made of an item of evidence.

    Args:
        evidence: the item. state: "draft", "accepted" or "rejected".
        note: what the reviewer says; it takes the place of an earlier note.
        reviewer: the id of who reviewed it; needed unless the item becomes a draft again.
        expires: until when it is good; None leaves that alone, "" clears it.

    Raises:
        Problem: there is no such item, state or person, or nobody answers for the review.
    """
    _check(session, "evidence", evidence)
    if reviewer:
        _check(session, "person", reviewer)
    if state not in REVIEWS:
        raise Problem(f"“{state}” is not a state of review. There are: {', '.join(REVIEWS)}.", "no-such-review")
    if state != "draft" and not reviewer:
        raise Problem("A review needs a reviewer.", "no-reviewer")
    values: dict[str, Value] = {"review": state, "reviewer": reviewer or None, "review_note": note or None}
    if expires is not None:
        values["expires"] = expires or None
    return session.edit("review-evidence", set_fields("evidence", evidence, values))


def set_strength(session: Session, evidence: str, target: str, strength: str | None) -> Edited:
    """Say how far an item of evidence goes for something it supports; None takes the word back.

    Raises:
        Problem: the item does not support it, or there is no such strength.
    """
    if strength and strength not in STRENGTHS:
        raise Problem(f"“{strength}” is not a strength. There are: {', '.join(STRENGTHS)}.", "no-such-strength")
    _check(session, "evidence", evidence)
    if target not in session.file.reading.linked("evidence_link", "evidence", evidence, "target"):
        raise Problem("The evidence is not tied to that, so it has no strength for it.", "not-linked")
    link = link_id("evidence_link", evidence, target)
    return session.edit("set-strength", [Draft("evidence_link", link, "strength", strength or None)])


def _check(session: Session, kind: str, id: str) -> None:
    if not session.file.reading.is_known(kind, id):
        raise Problem(f"There is no such {kind} in this file. Nothing was changed.", f"no-such-{kind}")
