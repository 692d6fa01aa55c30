"""Figures of what moved: the plan since the board before, and the measures since the figures before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from send_tracker.domain.dates import long_date
from send_tracker.domain.differences import DIFFERENCE_WORDS, Difference
from send_tracker.domain.figures import Figure, Recount
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.trends import improved, worsened
from send_tracker.domain.register import Register
from send_tracker.services.since_board import Since

_TREND_RULE = (
    "Measures whose latest figure is {way} than that of the same period last year, or than the figure before it where "
    "last year’s is missing; like with like."
)


def since_key(what: str) -> str:
    """Return the key of a count of differences since the board before: ``better``, ``worse``, ``added``, …."""
    return f"since:{what}"


def trend_key(way: str) -> str:
    """Return the key of how many measures are ``better`` or ``worse``."""
    return f"measures:{way}"


def since_figures(since: Since) -> Iterator[Figure]:
    """Yield how many actions moved which way since the board before."""
    found, day = since.found, since.after.day
    for kind, refs in (
        (Difference.BETTER, [m.action.ref for m in found.better]),
        (Difference.WORSE, [m.action.ref for m in found.worse]),
        (Difference.ADDED, [a.ref for a in found.added]),
        (Difference.WITHDRAWN, [a.ref for a in found.withdrawn]),
        (Difference.DATE, [m.action.ref for m in found.dates_moved]),
    ):
        words = DIFFERENCE_WORDS[kind]
        yield Figure(
            since_key(kind.value),
            f"{words} since the board before",
            f"Counted from {since.before.words} to {since.after.words}.",
            f"{len(refs):,}",
            Decimal(len(refs)),
            "dates" if kind is Difference.DATE else "actions",
            "counted in full",
            day.isoformat(),
            long_date(day),
            rows=tuple(dict.fromkeys(refs)),
            recount=Recount(listed=("Since last board", "Difference", words)),
        )


def measure_counts(results: Sequence[MeasureResult], register: Register) -> Iterator[Figure]:
    """Yield how many measures got better and worse."""
    for way, found in (("better", improved(results)), ("worse", worsened(results))):
        yield Figure(
            trend_key(way),
            f"Measures that are {way}",
            _TREND_RULE.format(way=way),
            f"{len(found):,}",
            Decimal(len(found)),
            "measures",
            f"{len(results):,} measures",
            register.as_at.isoformat(),
            long_date(register.as_at),
            rows=tuple(r.measure.ref for r in found),
        )
