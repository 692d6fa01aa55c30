"""Rules about evidence: delivered is not the same as evidenced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from send_tracker.domain.challenge.facts import Facts
from send_tracker.domain.challenge.model import Finding, Rule, Scope, about
from send_tracker.domain.counted import lacks_evidence
from send_tracker.domain.dates import PartialDate, show
from send_tracker.domain.kinds import REVIEWS
from send_tracker.domain.register import Evidence
from send_tracker.domain.severity import Severity
from send_tracker.domain.text import plural


def not_evidenced(facts: Facts) -> Iterator[Finding]:
    """A done action that no accepted evidence supports. Source: Sheffield's and Slough's "completed and evidenced"."""
    for action in facts.done:
        items = facts.evidence.get(action.id, [])
        if lacks_evidence(facts.scale[action.status], sum(e.accepted for e in items)):
            since = f" since {show(action.status_since)}" if action.status_since else ""
            lacks = "with no accepted evidence" if items else "with no evidence attached"
            yield about(
                action,
                f"has been {facts.label(action)}{since} with {_what(items)}.",
                f"{facts.label(action)} {lacks}",
                f"Since {show(action.status_since)}" if action.status_since else "",
            )


def _what(items: Sequence[Evidence]) -> str:
    if not items:
        return "no evidence attached"
    states = ", ".join(f"{e.ref} {REVIEWS.get(e.review, e.review).lower()}" for e in items[:6])
    return f"{plural(len(items), 'evidence item')}, none of them accepted ({states})"


def evidence_old(facts: Facts) -> Iterator[Finding]:
    """An open action whose newest evidence is older than the period for it. Source: domain notes 8.4."""
    most = facts.thresholds["evidence_days"]
    for action in facts.open:
        dated = [(e.logged_date, e) for e in facts.evidence.get(action.id, []) if e.logged_date]
        if not dated:
            continue
        newest, item = max(dated, key=lambda one: PartialDate.parse(one[0]).last)
        age = (facts.today - PartialDate.parse(newest).last).days
        if age > most:
            yield about(
                action,
                f"has had no new evidence for {plural(age, 'day')}, since {item.ref} of {show(newest)}; "
                f"the period is {plural(most, 'day')}.",
                f"No new evidence for {plural(age, 'day')}",
                f"The newest is {item.ref} of {show(newest)}",
            )


def evidence_expired(facts: Facts) -> Iterator[Finding]:
    """An accepted item that still supports something after the day it was good until. Source: domain notes 8.11."""
    held = {a.id: a.ref for a in facts.register.actions} | {o.id: o.ref for o in facts.register.outcomes}
    for item in facts.register.evidence:
        refs = [held[t] for t in item.targets if t in held]
        if item.accepted and item.expires and refs and PartialDate.parse(item.expires).last < facts.today:
            yield Finding(
                item.id,
                item.ref,
                f"{item.ref} was accepted for {', '.join(refs)} and was good until {show(item.expires)}.",
            )


RULES = (
    Rule(
        "not_evidenced",
        "Done without accepted evidence",
        Severity.HIGH,
        "An action with a done status that asks for evidence, and no item of evidence tied to it that a reviewer has "
        "accepted. Drafts and rejected items do not count.",
        not_evidenced,
    ),
    Rule(
        "evidence_old",
        "Evidence older than its period",
        Severity.MEDIUM,
        "An open action with evidence, the newest of which was logged more than a set number of days ago (42 at first, "
        "one cycle of the board).",
        evidence_old,
        threshold="evidence_days",
    ),
    Rule(
        "evidence_expired",
        "Evidence past its date",
        Severity.MEDIUM,
        "An accepted item of evidence that supports an action or an outcome, and whose “good until” date has passed.",
        evidence_expired,
        Scope.EVIDENCE,
    ),
)
