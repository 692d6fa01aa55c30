"""Challenges over 10,000 actions and 200,000 changes: all rules, as a ratio to one SQL scan of the same rows."""

from __future__ import annotations

from send_tracker.domain.challenge import RULES, Facts, find_challenges
from send_tracker.services.challenges import facts_of
from send_tracker.services.session import Session
from tests.benchmarks.figures import best, report

SCAN = "SELECT entity, field, since, value FROM span ORDER BY field, entity, since"


def test_rules_over_the_large_tracker(large: Session) -> None:
    register = large.register()
    scanned = best(lambda: _scan(large), 3)
    history = best(lambda: facts_of(large, register, None), 3)
    facts = facts_of(large, register, None)
    rules = best(lambda: find_challenges(Facts(register, facts.history)), 3)
    reading = best(lambda: large.register(large.today), 2)
    report("one SQL scan of every span", scanned)
    report("the register, read (once for every page)", reading, scanned, "that scan")
    report("history for the rules", history, scanned, "that scan")
    report(f"all {len(RULES)} rules", rules, scanned, "that scan")
    assert history + rules <= 1.0
    assert history + rules <= 8 * scanned


def _scan(session: Session) -> int:
    return sum(1 for _ in session.file.challenge_rows._db.execute(SCAN))
