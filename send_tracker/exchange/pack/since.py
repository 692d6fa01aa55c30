"""Since last board: what got better, worse, came, went, moved and was reworded since the board before."""

from __future__ import annotations

from send_tracker.domain.compare import Comparison
from send_tracker.domain.differences import Line, lines_of
from send_tracker.exchange.columns import Sheet
from send_tracker.exchange.difference_columns import difference_columns
from send_tracker.exchange.pack.material import Material


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
        difference_columns(),
        lines_of(since.found) if since else (),
        empty="Nothing changed." if since else "There is no earlier board to compare with.",
        filtered=True,
    )


def _counts(found: Comparison) -> str:
    counts = (
        (len(found.better), "better"),
        (len(found.worse), "worse"),
        (found.unchanged, "unchanged"),
        (len(found.added), "added"),
        (len(found.withdrawn), "withdrawn"),
    )
    return ", ".join(f"{number:,} {word}" for number, word in counts)
