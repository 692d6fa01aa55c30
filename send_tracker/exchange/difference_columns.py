"""The columns of a list of differences: one for the pack's sheet and the file that a comparison is written to."""

from __future__ import annotations

from collections.abc import Sequence

from send_tracker.domain.differences import DIFFERENCE_WORDS, Difference, Line
from send_tracker.exchange.columns import Column

_DIRECTIONS = {Difference.BETTER: "Better", Difference.WORSE: "Worse", Difference.ADDED: "New"}


def difference_columns() -> Sequence[Column[Line]]:
    """Return the columns: what kind, which way, of what, and what was and is."""
    return [
        Column("Difference", lambda line: DIFFERENCE_WORDS[line.kind], 24),
        Column("Direction", _direction, 13),
        Column("Reference", lambda line: line.ref, 12),
        Column("Title", lambda line: line.title, 46),
        Column("What", lambda line: line.what, 30),
        Column("Before", lambda line: line.before, 40),
        Column("After", lambda line: line.after, 40),
    ]


def _direction(line: Line) -> str:
    """Return the direction as a shape and a word; nothing where there is no better or worse."""
    word = _DIRECTIONS.get(line.kind, line.what if line.kind is Difference.MEASURE and line.what != "Moved" else "")
    return f"{line.arrow} {word}".strip()
