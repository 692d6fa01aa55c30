"""Position statements: what is said of each outcome, area for improvement and key project, with live fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from send_tracker.domain.board_rows import Statement
from send_tracker.domain.kinds import EXISTS, Value, link_id
from send_tracker.domain.live_facts import LiveFacts, RegisterFacts
from send_tracker.domain.live_text import problems, render
from send_tracker.domain.log import Draft
from send_tracker.domain.measures.suppression import publishable_results
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Register
from send_tracker.services.board_reading import read_board
from send_tracker.services.live_facts import SessionFacts
from send_tracker.services.measure_reading import build_measures, read_measures
from send_tracker.services.positions import reading_at, register_at
from send_tracker.services.programme import set_fields
from send_tracker.services.session import Edited, Session

TARGETS: Final = ("outcome", "theme", "area", "programme")
"""The kinds that a statement can be about."""


class Audience(StrEnum):
    """For whom a statement is worded."""

    INTERNAL = "internal"
    BOARD = "board"
    PUBLIC = "public"


def live_facts(session: Session, as_at: date | None = None) -> LiveFacts:
    """Return what live fields are answered from: now, or on a day.

    A meeting's frozen position is read with :func:`live_facts_at`.
    """
    if as_at is None:
        return SessionFacts(session)
    return RegisterFacts(session.register(as_at), publishable_results(read_measures(session, as_at), as_at))


def live_facts_at(session: Session, meeting_day: date) -> LiveFacts:
    """Return what live fields are answered from at the position of a meeting.

    Raises:
        Problem: there is no position for that day.
    """
    from send_tracker.services.positions import position_on

    position = position_on(session, meeting_day)
    if position is None:
        raise Problem("There is no frozen position of that day.", "no-position")
    register: Register = register_at(session, position)
    book = build_measures(session, position.cutoff.isoformat(), reading_at(session, position))
    return RegisterFacts(register, publishable_results(book, position.cutoff))


def set_statement(session: Session, target: str, as_at: date | None = None, **texts: str) -> Edited:
    """Word a statement; earlier wordings stay in its history.

    Args:
        session: the open file. target: the id of the outcome, theme, area or programme that it is about.
        as_at: the day from which the wording holds; today if left out.
        texts: internal, board, public (any of them; "" clears one), date (what it speaks of, as a date is stored).

    Raises:
        Problem: the target is none of these, a live field means nothing, or nothing is given.
    """
    if session.file.reading.kind(target) not in TARGETS:
        raise Problem("A statement is about an outcome, an area, a theme or the programme.", "no-such-target")
    unknown = set(texts) - {"internal", "board", "public", "date"}
    if unknown or not texts:
        raise Problem("Give the wording for the team, for the board or for the public, or the date.", "nothing")
    _check_fields(session, [texts.get(name.value, "") for name in Audience])
    day = as_at.isoformat() if as_at else None
    entity = link_id("statement", target)
    values: dict[str, Value] = {"target": target, **{name: text or None for name, text in texts.items()}}
    drafts = [Draft("statement", entity, EXISTS, True, day), *set_fields("statement", entity, values, day)]
    return session.edit("word-statement", drafts)


def _check_fields(session: Session, texts: Sequence[str]) -> None:
    """Refuse texts with a field that means nothing; without braces there is nothing to look up.

    Raises:
        Problem: there is such a field; the wording was not kept.
    """
    if not any("{" in text or "}" in text for text in texts):
        return
    facts = live_facts(session)
    wrong = [sentence for text in texts for sentence in problems(text, facts)]
    if wrong:
        raise Problem(f"The wording was not kept. {' '.join(dict.fromkeys(wrong))}", "unknown-field")


def withdraw_statement(session: Session, target: str, reason: str | None = None) -> Edited:
    """Take a statement away; it stays in the history.

    Raises:
        Problem: there is none about that.
    """
    if read_board(session).statement_of(target) is None:
        raise Problem("There is no statement about that.", "no-such-statement")
    return session.edit("withdraw-statement", [Draft("statement", link_id("statement", target), EXISTS, False)], reason)


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement with its fields answered for one audience; ``wrong`` names fields that mean nothing any more."""

    statement: Statement
    text: str
    wrong: tuple[str, ...] = ()


def worded(statement: Statement, audience: Audience, facts: LiveFacts) -> Worded:
    """Return a statement's words for an audience. Internal wording is never taken for another audience.

    A field that means nothing any more, as after a measure was withdrawn, is named instead of the text.
    """
    text = getattr(statement, audience.value)
    wrong = problems(text, facts)
    return Worded(statement, "" if wrong else render(text, facts), wrong)
