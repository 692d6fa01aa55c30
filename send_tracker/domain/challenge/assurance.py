"""Rules about who vouches for what is done, and who keeps it up afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from send_tracker.domain.challenge.facts import Facts
from send_tracker.domain.challenge.model import Finding, Rule, about
from send_tracker.domain.dates import PartialDate, show
from send_tracker.domain.register import Action
from send_tracker.domain.severity import Severity
from send_tracker.domain.text import plural


def embedded_unassured(facts: Facts) -> Iterator[Finding]:
    """An embedded action without an owner or a verifier. Source: domain notes 2.3."""
    for action in facts.embedded:
        wanted = {"verifier": action.verifier, "business-as-usual owner": action.bau_owner}
        lacks = [word for word, person in wanted.items() if not person]
        if lacks:
            without = " or ".join(lacks)
            since = f" since {show(action.status_since)}" if action.status_since else ""
            yield about(
                action,
                f"has been {facts.label(action)}{since} with no {' and no '.join(lacks)}.",
                f"{facts.label(action)} without a {without}",
            )


def verifier_is_lead(facts: Facts) -> Iterator[Finding]:
    """A done action verified by one of its own leads. Source: domain notes 8.10; Sheffield's independent inspection."""
    for action in facts.done:
        if action.verifier and action.verifier in action.leads:
            name = facts.people.get(action.verifier, "somebody")
            said = f"is rated {facts.label(action)} and was verified by its own lead, {name}."
            yield about(action, said, brief=f"By {name}")


def handover_unowned(facts: Facts) -> Iterator[Finding]:
    """A done action with a forum or a check date, and nobody who owns it. Source: issue 3, handover."""
    embedded = {a.id for a in facts.embedded}
    for action in facts.done:
        if action.id in embedded or action.bau_owner or not (action.bau_forum or action.check_date):
            continue
        plans = [f"goes to {action.bau_forum}"] if action.bau_forum else []
        plans += [f"is to be checked by {show(action.check_date)}"] if action.check_date else []
        said = f"is rated {facts.label(action)} and {' and '.join(plans)}, but has no business-as-usual owner."
        yield about(action, said, brief=f"It {plans[-1]}")


def check_missed(action: Action, today: date) -> int:
    """Return for how many days the check of an action has been due and not recorded; 0 where it is not.

    A month or a term passes with its last day. A check within the period that was named counts as that check.
    """
    if not action.check_date:
        return 0
    due = PartialDate.parse(action.check_date)
    if action.checked_on and date.fromisoformat(action.checked_on) >= due.first:
        return 0
    return max(0, (today - due.last).days)


def check_overdue(facts: Facts) -> Iterator[Finding]:
    """An embedded action that nobody has looked at when it was to be looked at. Source: issue 3, re-opening."""
    for action in facts.embedded:
        missed = check_missed(action, facts.today)
        if missed:
            last = f"The last one was on {show(action.checked_on)}." if action.checked_on else "There was none before."
            said = (
                f"is rated {facts.label(action)}, and its check of {show(action.check_date)} was not recorded. {last}"
            )
            yield about(
                action, said, f"Check missed by {plural(missed, 'day')}", f"It was due {show(action.check_date)}"
            )


def embedded_but_worse(facts: Facts) -> Iterator[Finding]:
    """An embedded action whose linked measure got worse. Source: issue 3, re-opening; the test is that of outcomes."""
    for action in facts.embedded:
        worse = facts.worsened.get(action.id, ())
        if not worse:
            continue
        which = "; ".join(one.words for one in worse)
        names = ", ".join(one.ref or one.title for one in worse)
        said = f"is rated {facts.label(action)}, but {which}."
        brief = f"{worse[0].then} to {worse[0].now}"
        yield about(action, said, f"{facts.label(action)}, but {names} got worse", brief)


RULES = (
    Rule(
        "embedded_unassured",
        "Embedded without an owner or a verifier",
        Severity.HIGH,
        "An action with the best of several done statuses that has no business-as-usual owner, or nobody who "
        "verified it.",
        embedded_unassured,
    ),
    Rule(
        "verifier_is_lead",
        "Verified by its own lead",
        Severity.HIGH,
        "A done action whose verifier is also one of its leads. It takes a second pair of eyes.",
        verifier_is_lead,
    ),
    Rule(
        "handover_unowned",
        "No business-as-usual owner",
        Severity.MEDIUM,
        "A done action for which a forum or a check date is named, but no business-as-usual owner. Embedded actions "
        "have a rule of their own.",
        handover_unowned,
    ),
    Rule(
        "check_overdue",
        "Embedded, but its check was missed",
        Severity.MEDIUM,
        "An embedded action whose check date has passed with no check recorded. A month or a term passes with its last "
        "day. It is proposed for opening again.",
        check_overdue,
    ),
    Rule(
        "embedded_but_worse",
        "Embedded, but its measure got worse",
        Severity.HIGH,
        "An embedded action with a linked measure that is worse than in the same period last year by more than its "
        "tolerance, or whose last figures are a special cause in the bad direction. It is proposed for opening again.",
        embedded_but_worse,
    ),
)
