"""Since last board: what got better, worse, came, went, moved and was reworded since the board before."""

from __future__ import annotations

from send_tracker.domain.compare import Comparison
from send_tracker.domain.differences import DIFFERENCE_WORDS, Difference, Line, lines_of
from send_tracker.exchange.columns import Column, Sheet
from send_tracker.exchange.pack.material import Material

_DIRECTIONS = {Difference.BETTER: "Better", Difference.WORSE: "Worse", Difference.ADDED: "New"}


def sheet(material: Material) -> Sheet[Line]:
    """Return every difference since the board before; the worse come first."""
    since = material.since
    about = (
        f"What changed from {since.before.words} to {since.after.words}: {_counts(since.found)}."
        if since
        else "What changed since the board before."
    )
    return Sheet(
        "Since last board",
        "Since last board",
        about,
        [
            Column("Difference", lambda line: DIFFERENCE_WORDS[line.kind], 24),
            Column("Direction", _direction, 13),
            Column("Reference", lambda line: line.ref, 12),
            Column("Title", lambda line: line.title, 46),
            Column("What", lambda line: line.what, 30),
            Column("Before", lambda line: line.before, 40),
            Column("After", lambda line: line.after, 40),
        ],
        lines_of(since.found) if since else (),
        empty="Nothing changed." if since else "There is no earlier board to compare with.",
        filtered=True,
    )


def _direction(line: Line) -> str:
    """Return the direction as a shape and a word; nothing where there is no better or worse."""
    word = _DIRECTIONS.get(line.kind, line.what if line.kind is Difference.MEASURE and line.what != "Moved" else "")
    return f"{line.arrow} {word}".strip()


def _counts(found: Comparison) -> str:
    counts = (
        (len(found.better), "better"),
        (len(found.worse), "worse"),
        (found.unchanged, "unchanged"),
        (len(found.added), "added"),
        (len(found.withdrawn), "withdrawn"),
    )
    return ", ".join(f"{number:,} {word}" for number, word in counts)
