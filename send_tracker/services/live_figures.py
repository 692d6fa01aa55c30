"""The live fields that make sense just now, for a list to choose one from: field, words, and its value."""

from __future__ import annotations

from collections.abc import Iterator

from send_tracker.domain.live_facts import LiveFacts
from send_tracker.domain.live_text import UnknownField, answer


def offered_figures(facts: LiveFacts) -> list[tuple[str, str, str]]:
    """Return (field without braces, words, value now) of the fields that can be answered, the plan's first."""
    found = []
    for field, words in (*_of_plan(facts), *_of_measures(facts)):
        try:
            found.append((field, words, answer(field, facts)))
        except UnknownField:
            continue
    return found


def _of_plan(facts: LiveFacts) -> Iterator[tuple[str, str]]:
    yield "as_at", "As at"
    groups = [("all", "Whole plan"), *((ref, ref) for _, ref in (*facts.areas, *facts.outcomes))]
    for ref, name in groups:
        if not ref:
            continue
        yield f"done:{ref}", f"{name}, done with counts"
        yield f"done_percent:{ref}", f"{name}, share done"
        yield f"actions:{ref}", f"{name}, actions"
        for level in facts.scale:
            yield f"count:{ref}:{level.code}", f"{name}, {level.label}"


def _of_measures(facts: LiveFacts) -> Iterator[tuple[str, str]]:
    for result in facts.measures.values():
        measure = result.measure
        if measure.ref:
            yield f"measure:{measure.ref}:latest", f"{measure.ref} {measure.title}, latest"
            yield f"measure:{measure.ref}:period", f"{measure.ref} {measure.title}, its period"
            yield f"measure:{measure.ref}:target", f"{measure.ref} {measure.title}, target"
