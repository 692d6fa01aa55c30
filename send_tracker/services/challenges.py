"""Challenges: what the rules question, and the waivers that let some of it stand for a while."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from send_tracker.domain.challenge.facts import Facts
from send_tracker.domain.challenge.model import Challenge
from send_tracker.domain.challenge.rules import find_challenges, rule_named
from send_tracker.domain.challenge.thresholds import check_threshold, switch_of
from send_tracker.domain.challenge.worsening import Worsening, by_action, by_outcome
from send_tracker.domain.dates import PartialDate, long_date
from send_tracker.domain.kinds import EXISTS, Value, link_id
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Register
from send_tracker.domain.text import clean_text
from send_tracker.services.challenge_book import read_history
from send_tracker.services.programme import set_fields
from send_tracker.services.session import Edited, Session
from send_tracker.services.worsening import worsenings


def challenges(session: Session, as_at: date | None = None) -> list[Challenge]:
    """Return what the rules question now, or on a day, waived challenges among them; the worst come first.

    Raises:
        Problem: the day is in the future.
    """
    if as_at is not None and as_at > session.today:
        raise Problem(f"{long_date(as_at)} is in the future; challenges are of a day up to today.", "future")
    return find_challenges(facts_of(session, session.register(as_at), as_at))


def facts_of(
    session: Session, register: Register, as_at: date | None, worse: Mapping[str, Worsening] | None = None
) -> Facts:
    """Return what the rules look at: a register that was read already, and the history of its open actions.

    ``worse`` are the measures that got worse; left out, they are looked up.
    """
    history = read_history(session, register, as_at.isoformat() if as_at else None)
    found = (worsenings(session, as_at) if worse is None else worse).values()
    return Facts(register, history, by_outcome(found), by_action(found))


def waive(session: Session, rule: str, subject: str, *, reason: str, person: str, expires: str) -> Edited:
    """Let a challenge stand until a day, or renew the waiver it has.

    Args:
        rule: the code of the rule. subject: the id of what it questions.
        reason: why it may stand. person: the id of who says so. expires: the last day it is good for, ISO.

    Raises:
        Problem: there is no such rule or subject, the reason or the person is missing, or the day has passed.
    """
    rule_named(rule)
    if not _is_entity(session, subject):
        raise Problem("There is nothing of that kind in this file to waive a challenge to.", "no-such-subject")
    if not clean_text(reason):
        raise Problem("A waiver needs a reason.", "no-reason")
    if not session.file.reading.is_known("person", person):
        raise Problem("A waiver needs a person who answers for it.", "no-such-person")
    if not expires or PartialDate.parse(expires).last < session.today:
        raise Problem("A waiver needs a last day that is not past.", "no-expiry")
    entity = link_id("waiver", rule, subject)
    values: dict[str, Value] = {
        "rule": rule,
        "subject": subject,
        "reason": reason,
        "person": person,
        "expires": expires,
    }
    return session.edit(
        "waive-challenge", [Draft("waiver", entity, EXISTS, True), *set_fields("waiver", entity, values)]
    )


def _is_entity(session: Session, id: str) -> bool:
    """Tell whether the file knows an entity that a rule can question."""
    known = session.file.reading.is_known
    return any(known(kind, id) for kind in ("action", "outcome", "evidence", "person"))


def unwaive(session: Session, rule: str, subject: str) -> Edited:
    """Let a waived challenge count again.

    Raises:
        Problem: it is not waived.
    """
    if not any((w.rule, w.subject) == (rule, subject) for w in session.register().waivers):
        raise Problem("That challenge is not waived.", "not-waived")
    return session.edit("unwaive-challenge", [Draft("waiver", link_id("waiver", rule, subject), EXISTS, False)])


def set_threshold(session: Session, name: str, value: int) -> Edited:
    """Set one of the numbers in the rules for this programme.

    Raises:
        Problem: there is no such setting, or the number is out of bounds.
    """
    entity = link_id("threshold", name)
    values: dict[str, Value] = {"name": name, "value": check_threshold(name, value)}
    return session.edit(
        "set-threshold", [Draft("threshold", entity, EXISTS, True), *set_fields("threshold", entity, values)]
    )


def set_rule(session: Session, rule: str, on: bool) -> Edited:
    """Put a rule in force for this programme, or out of force.

    Raises:
        Problem: there is no such rule.
    """
    name = switch_of(rule_named(rule).code)
    entity = link_id("threshold", name)
    values: dict[str, Value] = {"name": name, "value": int(on)}
    return session.edit(
        "set-threshold", [Draft("threshold", entity, EXISTS, True), *set_fields("threshold", entity, values)]
    )
