"""The rows of the measures as plain data, and the words that their codes stand for.

Numbers are :class:`decimal.Decimal`, exact as they were given; periods are text in the form of
:mod:`send_tracker.domain.measures.periods`. What is not known is None, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

KINDS_OF_MEASURE: Final = {
    "value": "Value",
    "ratio": "Share of a whole (numerator and denominator)",
    "range": "Range, lowest to highest",
    "survey": "Share of answers, with its base",
}
UNITS: Final = {
    "percent": "%",
    "count": "count",
    "days": "days",
    "weeks": "weeks",
    "of10": "out of 10",
    "pounds": "£",
}
DIRECTIONS: Final = {"higher": "Higher", "lower": "Lower", "target": "At the target"}
FREQUENCIES: Final = {
    "month": "Monthly",
    "quarter": "Quarterly",
    "term": "Termly",
    "half_year": "Twice a year",
    "year": "Yearly",
    "irregular": "When it is published",
}
PERIOD_TYPES: Final = {
    "month": "Month",
    "quarter": "Quarter",
    "term": "School term",
    "calendar_year": "Calendar year",
    "financial_year": "Financial year",
    "academic_year": "Academic year",
    "calendar_ytd": "Calendar year to date",
    "financial_ytd": "Financial year to date",
    "academic_ytd": "Academic year to date",
    "rolling12": "Twelve months to",
    "snapshot": "On a day",
}
STATES: Final = {"provisional": "Provisional", "revised": "Revised", "final": "Final"}
SECTIONS: Final = {"data": "Data report", "survey": "Surveys", "communications": "Communications"}
MARKS: Final = {"break": "Series break", "recalculate": "Limits are worked out again"}
TOLERANCES: Final = {"points": "Points", "percent": "Per cent of the target"}
TRAJECTORIES: Final = {"straight": "Straight between milestones", "stepped": "In steps"}
ILLUSTRATIVE: Final = "illustrative"
"""How the source of a figure begins that was made up for an example; every chart and table says so."""

SUPPRESSED: Final = "[c]"
"""What stands for a number that is too small to be published; "c" is for confidential."""

RATINGS: Final = {"on_target": "On target", "near": "Near", "off_target": "Off target"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted, how, and which way is better.

    Attributes:
        tolerance: how far from the target still counts as near, in points or in per cent of the target.
        noun: what is counted, in the plural: plans, requests, children; of a ratio, what the denominator counts.
        basis: what is in and what is not, such as "excluding exceptions".
        rating: a code of :data:`RATINGS` that a person set over the computed one; empty where nobody did.
        actions: ids of the actions that were meant to move it. themes: ids of the themes it belongs to.
    """

    id: str
    ref: str
    title: str
    definition: str = ""
    outcome: str | None = None
    section: str = "data"
    unit: str = "count"
    noun: str = ""
    kind: str = "value"
    direction: str = "higher"
    frequency: str = "month"
    period_type: str = "month"
    cumulative: bool = False
    decimals: int = 0
    plausible_low: Decimal | None = None
    plausible_high: Decimal | None = None
    source: str = ""
    owner: str | None = None
    small_number: int | None = None
    basis: str = ""
    tolerance: Decimal | None = None
    tolerance_kind: str = "points"
    uses_travel: bool = False
    trajectory: str = "straight"
    rating: str = ""
    rating_reason: str = ""
    next_due: str | None = None
    note: str = ""
    actions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """What a measure stood at in a period, by one source. One measure, period and source have one observation.

    Attributes:
        value: the number as published; for a ratio it is worked out from numerator and denominator.
        base: how many answered, for a survey.
        headline: the one that is quoted where several sources give a figure for one period.
        basis: where it is another than the measure's own; figures of different bases are never compared.
        recorded_on: the day it was recorded, ISO. revised: whether an earlier number stood here.
        suppressed: whether numbers were taken out of it for an export, because so few people could be known by them.
    """

    id: str
    measure: str
    period: str
    source: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    base: int | None = None
    state: str = "final"
    headline: bool = False
    note: str = ""
    basis: str = ""
    recorded_on: str = ""
    revised: bool = False
    suppressed: bool = False

    @property
    def illustrative(self) -> bool:
        """Whether its source says that it was never published."""
        return self.source.casefold().startswith(ILLUSTRATIVE)


@dataclass(frozen=True, slots=True)
class Target:
    """A point of the target trajectory, or a stretch target apart from it."""

    id: str
    measure: str
    period: str
    value: Decimal
    stretch: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What somebody else reached: England, the region, statistical neighbours or last year, with its basis."""

    id: str
    measure: str
    name: str
    period: str
    value: Decimal
    basis: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SeriesMark:
    """From this period on the series is another: a break, or limits that are worked out again."""

    id: str
    measure: str
    period: str
    type: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeasureBook:
    """All measures as they stand or stood on a day, with everything that belongs to them, each list by period."""

    measures: tuple[Measure, ...] = ()
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    marks: tuple[SeriesMark, ...] = ()
