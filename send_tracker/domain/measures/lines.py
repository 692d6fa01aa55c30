"""The lines of the Measures page: what a line says, which lines a filter leaves, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from send_tracker.domain.measures.ratings import NO_TARGET, RATING_LEVELS
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.rows import FREQUENCIES, RATINGS, SECTIONS, Measure
from send_tracker.domain.measures.spc_results import SpcResult, Variation
from send_tracker.domain.measures.trend_of import Spark, spark_of, spc_of
from send_tracker.domain.references import sort_key
from send_tracker.domain.register_filter import RegisterFilter, chosen_words
from send_tracker.domain.text import joined


class Column(StrEnum):
    """Columns of the page, in their order; their values name them in the settings."""

    REF = "ref"
    TITLE = "title"
    OUTCOME = "outcome"
    TREND = "trend"
    LATEST = "latest"
    PERIOD = "period"
    AGE = "age"
    PREVIOUS = "previous"
    YEAR = "year"
    TARGET = "target"
    GAP = "gap"
    RATING = "rating"
    SPC = "spc"


class State(StrEnum):
    """What can be asked of the latest figure."""

    STALE = "stale"
    FRESH = "fresh"
    WORSE = "worse"
    SPECIAL = "special"
    DISPUTED = "disputed"
    NONE = "none"


STATE_WORDS: Mapping[State, str] = {
    State.STALE: "Next figure is late",
    State.FRESH: "In time",
    State.WORSE: "Worse than a year before",
    State.SPECIAL: "Special cause that concerns",
    State.DISPUTED: "Sources disagree",
    State.NONE: "No figure yet",
}


@dataclass(frozen=True)
class MeasureLine:
    """One measure as the page shows it. What its limits say is worked out when it is first asked for, and kept.

    Attributes:
        result: what can be said of it.
        outcome_ref, outcome_name: its outcome; empty for none.
        owner: who answers for it, by name.
    """

    result: MeasureResult
    outcome_ref: str = ""
    outcome_name: str = ""
    owner: str = ""

    @cached_property
    def spc(self) -> SpcResult:
        """What its control limits say."""
        return spc_of(self.result)

    @cached_property
    def spark(self) -> Spark:
        """The last figures for a small line, and the target beside each; None is a gap."""
        return spark_of(self.result)

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.result.measure

    @property
    def id(self) -> str:
        """The measure's id."""
        return self.result.measure.id

    @cached_property
    def text(self) -> str:
        """What a search looks in."""
        measure = self.measure
        words = (measure.ref, measure.title, measure.definition, self.outcome_ref, measure.source, self.owner)
        return "\n".join(words).casefold()

    @property
    def rating_key(self) -> str:
        """The rating's code, or :data:`NO_TARGET`."""
        return self.result.rating or NO_TARGET

    @property
    def spc_word(self) -> str:
        """What the control limits say, in a word; empty where there are too few points to say anything."""
        return "" if self.spc.variation is Variation.TOO_FEW else self.spc.word

    @cached_property
    def states(self) -> frozenset[State]:
        """All that is true of its latest figure."""
        result = self.result
        found = {State.STALE if result.stale else State.FRESH} if result.latest else {State.NONE}
        if result.year_ago.improved is False:
            found.add(State.WORSE)
        if self.spc.variation is Variation.CONCERNING:
            found.add(State.SPECIAL)
        if result.rivals:
            found.add(State.DISPUTED)
        return frozenset(found)

    @cached_property
    def sources(self) -> frozenset[str]:
        """Where its figures come from."""
        found = {o.source for o in self.result.series.observations} | {self.measure.source}
        return frozenset(found - {""}) or frozenset({""})


@dataclass(frozen=True, slots=True)
class MeasureFilter(RegisterFilter[MeasureLine]):
    """A filter of the page; empty sets mean "any"."""

    ratings: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    periods: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()

    nouns: ClassVar[str] = "measures"
    makes: ClassVar[Mapping[str, Callable[[str], str]]] = {"states": State}

    @staticmethod
    def keys_of(line: MeasureLine, part: str) -> Iterable[str]:
        """Return under which choices of a part a measure falls."""
        match part:
            case "ratings":
                return (line.rating_key,)
            case "outcomes":
                return (line.measure.outcome or "",)
            case "states":
                return line.states
            case "periods":
                return (line.measure.frequency,)
            case "sections":
                return (line.measure.section,)
        return line.sources

    @staticmethod
    def searched(line: MeasureLine) -> str:
        """Return what a search looks in."""
        return line.text

    def words(self, names: Mapping[str, str]) -> str:
        """Say what is shown only: "outcome O4 and rating Off target". ``names`` gives the references of outcomes."""
        return joined(
            [
                *self.text_words(),
                *chosen_words("rating", self.ratings, {**RATINGS, NO_TARGET: "No target"}),
                *chosen_words("outcome", self.outcomes, names),
                *chosen_words("part", self.sections, SECTIONS),
                *chosen_words("period", self.periods, FREQUENCIES),
                *chosen_words("source", self.sources, {}),
                *(f"figure “{STATE_WORDS[s]}”" for s in State if s in self.states),
            ]
        )


_RANKS = {code: level.rank for code, level in RATING_LEVELS.items()} | {NO_TARGET: 9}
_NATURES = [Variation.CONCERNING, Variation.NEUTRAL, Variation.COMMON, Variation.IMPROVING, Variation.TOO_FEW]


def _number(value: Decimal | int | None) -> tuple[bool, Decimal | int]:
    """Return a sort key that puts what is missing last."""
    return value is None, value if value is not None else 0


_KEYS: dict[Column, Callable[[MeasureLine], object]] = {
    Column.REF: lambda v: sort_key(v.measure.ref),
    Column.TITLE: lambda v: v.measure.title.casefold(),
    Column.OUTCOME: lambda v: sort_key(v.outcome_ref),
    Column.TREND: lambda v: _number(v.result.year_ago.difference),
    Column.LATEST: lambda v: _number(v.result.value),
    Column.PERIOD: lambda v: v.result.period.key[0].isoformat() if v.result.period else "",
    Column.AGE: lambda v: _number(v.result.age_days),
    Column.PREVIOUS: lambda v: _number(v.result.previous.difference),
    Column.YEAR: lambda v: _number(v.result.year_ago.difference),
    Column.TARGET: lambda v: _number(v.result.target),
    Column.GAP: lambda v: _number(v.result.gap),
    Column.RATING: lambda v: _RANKS.get(v.rating_key, 8),
    Column.SPC: lambda v: _NATURES.index(v.spc.variation),
}


def ordered(lines: Sequence[MeasureLine], by: Column, descending: bool = False) -> list[MeasureLine]:
    """Return the lines sorted by a column, and by reference where that is the same."""
    found = sorted(lines, key=lambda v: sort_key(v.measure.ref))
    return sorted(found, key=_KEYS[by], reverse=descending)  # type: ignore[arg-type]  # one type of key a column


def sections(lines: Sequence[MeasureLine]) -> list[tuple[str, list[MeasureLine]]]:
    """Return the lines of each part of the page in words, in the order of the parts, each part sorted as given.

    Surveys and communications are measures like any other, in an area of their own. Source: issue 4.
    """
    parts = {code: [v for v in lines if v.measure.section == code] for code in SECTIONS}
    other = [v for v in lines if v.measure.section not in SECTIONS]
    found = [(words, parts[code]) for code, words in SECTIONS.items() if parts[code]]
    return [*found, ("Other measures", other)] if other else found
