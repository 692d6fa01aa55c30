"""All challenge rules, and how their findings become challenges.

A new rule is a function and its ``Rule`` in one of the modules below.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from send_tracker.domain.challenge import assurance, dates, evidence, notes, outcomes, references, trouble
from send_tracker.domain.challenge.facts import Facts
from send_tracker.domain.challenge.model import Challenge, Finding, Rule
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Register, Waiver
from send_tracker.domain.severity import Severity

RULES: Final[tuple[Rule, ...]] = (
    *outcomes.RULES,
    *dates.RULES,
    *trouble.RULES,
    *evidence.RULES,
    *assurance.RULES,
    *notes.RULES,
    *references.RULES,
)
_BY_CODE: Final = {rule.code: rule for rule in RULES}
_ORDER: Final = list(Severity)
_PLACE: Final = {rule.code: place for place, rule in enumerate(RULES)}


def rule_named(code: str) -> Rule:
    """Return a rule by its code.

    Raises:
        Problem: there is no such rule.
    """
    if code not in _BY_CODE:
        raise Problem(f"There is no challenge rule “{code}”. There are: {', '.join(_BY_CODE)}.", "no-such-rule")
    return _BY_CODE[code]


def find_challenges(facts: Facts, rules: tuple[Rule, ...] = RULES) -> list[Challenge]:
    """Return what the rules question: the worst first, then by rule, then in the order of references.

    A challenge that a waiver covers is among them and says so; a waiver that has run out covers nothing. A rule
    that the programme has put out of force finds nothing.
    """
    waivers = waivers_in_force(facts.register)
    found = [
        challenge(rule, finding, waivers)
        for rule in rules
        if facts.thresholds.is_on(rule.code)
        for finding in rule.find(facts)
    ]
    return sorted(found, key=place_of)


Waivers = Mapping[tuple[str, str], Waiver]
"""Waivers by rule and subject."""


def challenge(rule: Rule, found: Finding, waivers: Waivers) -> Challenge:
    """Return the challenge of a finding, with the waiver that covers it."""
    return Challenge(
        rule.code,
        rule.title,
        rule.severity,
        found.subject,
        found.subject_id,
        found.sentence,
        waivers.get((rule.code, found.subject_id)),
        found.headline or rule.title,
        rule.on,
        found.brief,
    )


def place_of(found: Challenge) -> tuple[object, ...]:
    """Return what challenges are sorted by; no two have the same."""
    rule = _ORDER.index(found.severity), _PLACE.get(found.rule, 0)
    return *rule, sort_key(found.subject), found.subject_id, found.sentence


def waivers_in_force(register: Register) -> Waivers:
    """Return the waivers that are good on the day, by rule and subject."""
    return {(w.rule, w.subject): w for w in register.waivers if w.holds(register.as_at)}
