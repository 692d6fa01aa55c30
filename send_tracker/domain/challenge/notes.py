"""Rules about what is said, and by whom nothing is said. Only notes for the board are read, never internal ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from send_tracker.domain.challenge.facts import Facts
from send_tracker.domain.challenge.model import Finding, Rule, Scope, about
from send_tracker.domain.dates import long_date, show
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Action
from send_tracker.domain.severity import Severity
from send_tracker.domain.text import one_line, plural

_EMPTY = re.compile(
    r"(?:(?:this|the|work|action|it|progress|all|still|is|are|has) )*"
    r"(?:ongoing|on[- ]going|continu(?:es|ing|ed)|in progress|no (?:change|update)|as before)"
    r"(?: (?:as planned|to progress|at present|this period))?"
)
"""What says nothing. Each alternative begins with a word of its own, so that no text makes it slow."""


def plain(note: str) -> str:
    """Return a note as it is compared: small letters, single spaces, no punctuation at its ends."""
    return " ".join(note.casefold().split()).strip(" .,;:!–-…")


def not_updated(facts: Facts) -> Iterator[Finding]:
    """An open action that nothing was said of since the last board. Source: domain notes 8.8."""
    since = facts.boards.compared
    for action in facts.open if since else ():
        if since and (action.updated_on or "") < since.isoformat():
            last = f"was last updated {show(action.updated_on)}" if action.updated_on else "was never updated"
            said = f"is rated {facts.label(action)} and {last}, before the board of {long_date(since)}."
            yield about(action, said, brief=f"It {last}")


def same_note(facts: Facts) -> Iterator[Finding]:
    """The same note, update after update. Source: domain notes 2.2, members asking why nothing changes."""
    running = facts.thresholds["same_notes"]
    for action in facts.open:
        last = facts.notes.get(action.id, [])[-running:]
        if len(last) == running and len({plain(u.note) for u in last}) == 1:
            days = f"{show(last[0].as_at)} to {show(last[-1].as_at)}"
            quoted = one_line(last[-1].note, 80)
            yield about(action, f"has had the same note {plural(running, 'time')} running ({days}): “{quoted}”")


def empty_note(facts: Facts) -> Iterator[Finding]:
    """A latest note that tells the board nothing. Source: domain notes 2.2."""
    for action in facts.open:
        notes = facts.notes.get(action.id)
        if notes and _EMPTY.fullmatch(plain(notes[-1].note)):
            yield about(
                action, f"has a note of {show(notes[-1].as_at)} that says only “{one_line(notes[-1].note, 80)}”."
            )


def lead_silent(facts: Facts) -> Iterator[Finding]:
    """A person who leads open actions and has said nothing of any of them. Source: domain notes 8.8."""
    many, compared = facts.thresholds["silent_boards"], facts.boards.compared
    boards = [day for day in facts.held_boards if compared and day <= compared][-many:]
    if len(boards) < many:
        return
    led: dict[str, list[Action]] = defaultdict(list)
    for action in facts.open:
        for person in action.leads:
            led[person].append(action)
    for person, actions in sorted(led.items(), key=lambda one: facts.people.get(one[0], "")):
        last = max(a.updated_on or "" for a in actions)
        if last < boards[0].isoformat():
            name = facts.people.get(person, "A lead who is in no list")
            refs = ", ".join(sorted((a.ref for a in actions), key=sort_key)[:8])
            said = (
                f"nothing has been recorded of that since {show(last)}" if last else "nothing was ever recorded of that"
            )
            yield Finding(
                person,
                name,
                f"{name} leads {plural(len(actions), 'open action')} ({refs}); {said}, "
                f"and {plural(many, 'board')} have met, from {long_date(boards[0])}.",
            )


RULES = (
    Rule(
        "not_updated",
        "Not updated since the last board",
        Severity.MEDIUM,
        "An open action for which nothing about its progress was recorded since the last board. In the week after a "
        "board, while it is being written up, the board before it counts.",
        not_updated,
    ),
    Rule(
        "lead_silent",
        "A lead with no updates",
        Severity.MEDIUM,
        "A person who leads open actions, on none of which anything was recorded since a set number of boards ago "
        "(2 at first). In the week after a board, that board does not count yet.",
        lead_silent,
        Scope.PERSON,
        "silent_boards",
    ),
    Rule(
        "same_note",
        "The same note again and again",
        Severity.LOW,
        "An open action whose last notes for the board, a set number of them (3 at first), say the same, capitals and "
        "full stops apart.",
        same_note,
        threshold="same_notes",
    ),
    Rule(
        "empty_note",
        "A note that says nothing",
        Severity.LOW,
        "An open action whose latest note for the board says only that work is ongoing, continues or has not changed.",
        empty_note,
    ),
)
