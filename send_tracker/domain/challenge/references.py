"""Rules about references: a number that two rows bear names neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from send_tracker.domain.challenge.facts import Facts
from send_tracker.domain.challenge.model import Finding, Rule, Scope
from send_tracker.domain.register import Action, Evidence, Outcome
from send_tracker.domain.severity import Severity
from send_tracker.domain.text import one_line


def doubled(facts: Facts) -> Iterator[Finding]:
    """Two actions, two outcomes or two items of evidence with one reference. Source: house.md, References."""
    register = facts.register
    kinds: tuple[tuple[str, Sequence[Action | Outcome | Evidence]], ...] = (
        ("actions", register.actions),
        ("outcomes", register.outcomes),
        ("evidence items", register.evidence),
    )
    for words, rows in kinds:
        by_ref: dict[str, list[Action | Outcome | Evidence]] = defaultdict(list)
        for row in rows:
            if row.ref.strip():
                by_ref[row.ref.strip().casefold()].append(row)
        for bearing in by_ref.values():
            # By id, as their own order may hang on the reference alone, and a waiver is given to the first.
            same = sorted(bearing, key=lambda row: row.id)
            if len(same) > 1:
                titles = " and ".join(f"“{one_line(row.title, 60)}”" for row in same[:4])
                yield Finding(
                    same[0].id, same[0].ref, f"{len(same)} {words} bear the reference {same[0].ref}: {titles}."
                )


RULES = (
    Rule(
        "duplicate_reference",
        "One reference, two rows",
        Severity.MEDIUM,
        "Two or more actions, outcomes or evidence items that bear the same reference, which can come of combining two "
        "copies. Renumber one of them.",
        doubled,
        Scope.REFERENCE,
    ),
)
