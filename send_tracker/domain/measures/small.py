"""What a small chart of a measure says, for review mode and for many measures on one screen."""

from __future__ import annotations

from dataclasses import dataclass

from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.domain.measures.numbers import unit_words
from send_tracker.domain.measures.ratings import RATING_LEVELS
from send_tracker.domain.measures.trend import Trend
from send_tracker.domain.measures.trend_of import trend_of
from send_tracker.domain.status import StatusLevel


@dataclass(frozen=True, slots=True)
class SmallFacts:
    """What a small chart says.

    Attributes:
        id: the measure's, for opening it. title, subtitle: "NST average wait", "weeks".
        trend: its line. rating: its chip; None for no target. target_words: "52 target" beside the target's line.
    """

    id: str
    title: str
    subtitle: str
    trend: Trend
    rating: StatusLevel | None = None
    target_words: str = ""


def small_facts(line: MeasureLine) -> SmallFacts:
    """Return what the small chart of a measure says."""
    result, measure = line.result, line.measure
    trend = trend_of(result, line.spc)
    noted = [unit_words(measure) if measure.unit != "count" or measure.noun else "", trend.note]
    target = f"{result.target_text} target" if result.target is not None else ""
    subtitle = ", ".join(n for n in noted if n)
    return SmallFacts(measure.id, measure.title, subtitle, trend, RATING_LEVELS.get(result.rating), target)
