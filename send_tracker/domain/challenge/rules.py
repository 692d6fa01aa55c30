"""All challenge rules, and how their findings become challenges.

A new rule is a function and its ``Rule`` in one of the modules below. Not here yet: "everything delivered while a
linked measure worsens", which needs measures (a module ``measures`` with its own ``RULES``, added to the list),
and "outcome rated better than every action under it", which needs outcomes with a rating of their own.
"""

from __future__ import annotations

from typing import Final

from send_tracker.domain.challenge import assurance, dates, evidence, notes, references, trouble
from send_tracker.domain.challenge.facts import Facts
from send_tracker.domain.challenge.model import Challenge, Rule, Severity
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Register, Waiver

RULES: Final[tuple[Rule, ...]] = (
    *dates.RULES,
    *trouble.RULES,
    *evidence.RULES,
    *assurance.RULES,
    *notes.RULES,
    *references.RULES,
)
_BY_CODE: Final = {rule.code: rule for rule in RULES}
_ORDER: Final = list(Severity)


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

    A challenge that a waiver covers is among them and says so; a waiver that has run out covers nothing.
    """
    waivers = _waivers(facts.register)
    found = [
        Challenge(rule.code, rule.title, rule.severity, f.subject, f.subject_id, f.sentence, waivers.get(key))
        for rule in rules
        for f in rule.find(facts)
        for key in ((rule.code, f.subject_id),)
    ]
    place = {rule.code: n for n, rule in enumerate(rules)}
    return sorted(found, key=lambda c: (_ORDER.index(c.severity), place[c.rule], sort_key(c.subject)))


def _waivers(register: Register) -> dict[tuple[str, str], Waiver]:
    """Return the waivers that are good on the day, by rule and subject."""
    return {(w.rule, w.subject): w for w in register.waivers if w.holds(register.as_at)}
