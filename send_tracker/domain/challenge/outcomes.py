"""Rules about outcomes: delivery is not the same as effect, and a rating has to rest on something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from send_tracker.domain.challenge.facts import Facts
from send_tracker.domain.challenge.model import Finding, Rule, Scope
from send_tracker.domain.challenge.worsening import Worsening
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Action
from send_tracker.domain.severity import Severity
from send_tracker.domain.status import Group
from send_tracker.domain.text import plural


def delivered_but_worse(facts: Facts) -> Iterator[Finding]:
    """An outcome whose actions are all done, while a measure of it got worse. Source: domain notes 3; issue 3."""
    under = _counted(facts)
    for outcome in facts.register.outcomes:
        actions, worse = under.get(outcome.id, []), facts.measures.get(outcome.id, ())
        if not actions or not worse or any(facts.scale[a.status].group is not Group.DONE for a in actions):
            continue
        which = "; ".join(_said(one) for one in worse)
        what = "a measure got worse" if len(worse) == 1 else f"{plural(len(worse), 'measure')} got worse"
        yield Finding(
            outcome.id,
            outcome.ref,
            f"{outcome.ref} has all of its {plural(len(actions), 'action')} done, but {which}.",
            f"100% done, but {what}",
            f"{worse[0].then} to {worse[0].now}: {worse[0].title}",
        )


def _said(worse: Worsening) -> str:
    return f"{worse.words} ({worse.because})" if worse.because else worse.words


def rated_above_actions(facts: Facts) -> Iterator[Finding]:
    """An outcome rated better than the best of its actions. Source: issue 3; domain notes 2.2."""
    under = _counted(facts)
    for outcome in facts.register.outcomes:
        actions = under.get(outcome.id, [])
        if not outcome.rating or outcome.rating not in facts.scale or not actions:
            continue
        rating = facts.scale[outcome.rating]
        best = max((facts.scale[a.status] for a in actions), key=lambda level: level.rank)
        if rating.rank > best.rank:
            yield Finding(
                outcome.id,
                outcome.ref,
                f"{outcome.ref} is rated {rating.label}, but the best of its {plural(len(actions), 'action')} "
                f"is {best.label}: {_refs(facts, actions, best.code)}.",
                f"Rated {rating.label}, its best action {best.label}",
            )


def _refs(facts: Facts, actions: Sequence[Action], code: str) -> str:
    refs = sorted((a.ref for a in actions if facts.scale[a.status].code == code), key=sort_key)
    more = f" and {len(refs) - 6:,} more" if len(refs) > 6 else ""
    return f"{', '.join(refs[:6])}{more}"


def _counted(facts: Facts) -> dict[str, list[Action]]:
    """Return the actions of each outcome; those whose status counts as withdrawn are in no total."""
    found: dict[str, list[Action]] = defaultdict(list)
    for action in facts.register.actions:
        if facts.scale[action.status].group is not Group.WITHDRAWN:
            found[action.outcome].append(action)
    return found


RULES = (
    Rule(
        "delivered_but_worse",
        "Everything delivered while a linked measure worsens",
        Severity.HIGH,
        "An outcome whose actions are all done, while a measure of it is worse than in the same period last year by "
        "more than its tolerance, or its last figures are a special cause in the bad direction.",
        delivered_but_worse,
        Scope.OUTCOME,
    ),
    Rule(
        "rated_above_actions",
        "Outcome rated better than every action under it",
        Severity.HIGH,
        "An outcome with a rating of its own that is better than the best rating of any of its actions.",
        rated_above_actions,
        Scope.OUTCOME,
    ),
)
