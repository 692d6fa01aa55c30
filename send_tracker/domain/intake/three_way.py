"""Three versions of one value: what was sent out, what came back, and what stands here now."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a value between sending and coming back."""

    SAME = "same"
    THEIRS = "theirs"
    YOURS = "yours"
    CONFLICT = "conflict"


def three_way(base: str, theirs: str, yours: str) -> Outcome:
    """Tell who changed a value. Both to the same is no conflict, whoever was first."""
    if theirs == yours:
        return Outcome.SAME
    if theirs == base:
        return Outcome.YOURS
    return Outcome.THEIRS if yours == base else Outcome.CONFLICT
