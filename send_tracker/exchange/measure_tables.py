"""Measures and their figures as columns, without what is too small to be published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.measures.numbers import rounded, value_of
from send_tracker.domain.measures.periods import period_or_none
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.rows import (
    DIRECTIONS,
    FREQUENCIES,
    KINDS_OF_MEASURE,
    PERIOD_TYPES,
    RATINGS,
    SECTIONS,
    SUPPRESSED,
    UNITS,
    Measure,
    Observation,
)
from send_tracker.domain.measures.suppression import publishable_results, suppressed_book
from send_tracker.domain.measures.trends import change_short
from send_tracker.exchange.columns import Cell, Column
from send_tracker.exchange.register_names import RegisterNames
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """A figure with its measure."""

    measure: Measure
    observation: Observation

    @property
    def id(self) -> str:
        """The id of the observation."""
        return self.observation.id

    @property
    def period(self) -> str:
        """The period in words."""
        found = period_or_none(self.observation.period)
        return found.label if found else self.observation.period


def measure_rows(session: Session, as_at: date | None, day: date) -> list[MeasureResult]:
    """Return each measure as it may be exported, as it stood on a day."""
    return list(publishable_results(read_measures(session, as_at), day).values())


def observation_rows(session: Session, as_at: date | None) -> list[ObservationRow]:
    """Return each figure as it may be exported, by measure and time."""
    book = suppressed_book(read_measures(session, as_at))
    measures = {m.id: m for m in book.measures}
    place = {m.id: n for n, m in enumerate(book.measures)}
    rows = [ObservationRow(measures[o.measure], o) for o in book.observations]
    return sorted(rows, key=lambda r: place[r.measure.id])


def measure_columns(names: RegisterNames) -> list[Column[MeasureResult]]:
    """Return the columns of the register of measures."""
    return [*_described(names), *_standing(), *_aimed(), *_rated(), *_tied(names)]


def _described(names: RegisterNames) -> list[Column[MeasureResult]]:
    outcomes = {o.id: o.ref for o in names.register.outcomes}

    def code(head: str, name: str, words: dict[str, str], width: float = 16) -> Column[MeasureResult]:
        return Column(head, lambda r: words.get(str(getattr(r.measure, name)), ""), width, key=f"{name}_label")

    return [
        Column("Reference", lambda r: r.measure.ref, 12, key="ref"),
        Column("Measure", lambda r: r.measure.title, 40, key="title"),
        Column("Outcome", lambda r: outcomes.get(r.measure.outcome or "", ""), 11, key="outcome"),
        Column("Part", lambda r: SECTIONS.get(r.measure.section, r.measure.section), 16, key="section_label"),
        Column("Definition", lambda r: r.measure.definition, 40, key="definition"),
        Column("Unit code", lambda r: r.measure.unit, 12, key="unit"),
        Column("Unit", lambda r: UNITS.get(r.measure.unit, r.measure.unit), 12, key="unit_label"),
        Column("What is counted", lambda r: r.measure.noun, 18, key="noun"),
        code("Kind", "kind", KINDS_OF_MEASURE, 20),
        code("Better is", "direction", DIRECTIONS, 14),
        code("How often", "frequency", FREQUENCIES),
        code("Period type", "period_type", PERIOD_TYPES),
        Column("Basis", lambda r: r.measure.basis, 24, key="basis"),
        Column("Source", lambda r: r.measure.source, 28, key="source"),
        Column("Owner", lambda r: names.person(r.measure.owner), 20, key="owner"),
    ]


def _standing() -> list[Column[MeasureResult]]:
    return [
        Column("Latest", lambda r: r.value_text, 22, key="latest"),
        Column("Latest as a number", lambda r: shown_number(r.measure, r.value), 14, number=True, key="value"),
        Column("Period", lambda r: r.period.label if r.period else "", 26, key="period_label"),
        Column("Period code", lambda r: r.period.text if r.period else "", 16, key="period"),
        Column("Age in days", lambda r: r.age_days, 10, number=True, key="age_days"),
        Column("Since the figure before", lambda r: r.previous.text or r.previous.why_not, 34, key="previous"),
        Column("Since the same period last year", lambda r: r.year_ago.text or r.year_ago.why_not, 34, key="year_ago"),
        Column("Change on last year", lambda r: change_short(r.measure, r.year_ago), 18, key="year_ago_change"),
        Column("Next figure due", lambda r: r.due_by, 19, key="due_by"),
        Column("Late", lambda r: r.stale, 8, key="stale"),
    ]


def _aimed() -> list[Column[MeasureResult]]:
    return [
        Column("Target", lambda r: r.target_text, 12, key="target"),
        Column("Milestone", lambda r: r.aim_text, 24, key="milestone"),
        Column("Distance to target", lambda r: r.gap_text, 26, key="gap"),
        Column("To reach it", lambda r: r.run_rate, 36, key="run_rate"),
        Column("Benchmarks", lambda r: tuple(b.text for b in r.benchmarks), 36, key="benchmarks"),
    ]


def _rated() -> list[Column[MeasureResult]]:
    return [
        Column("Rating code", lambda r: r.rating, 12, key="rating"),
        Column("Rating", lambda r: r.rating_text, 16, key="rating_label"),
        Column("Computed rating", lambda r: RATINGS.get(r.computed, ""), 16, key="computed_rating"),
        Column("Why the rating was set", lambda r: r.measure.rating_reason, 30, key="rating_reason"),
        Column("In words", lambda r: r.sentence, 60, key="sentence"),
    ]


def _tied(names: RegisterNames) -> list[Column[MeasureResult]]:
    return [
        Column("Linked actions", lambda r: names.refs(r.measure.actions), 18, key="actions"),
        Column("Themes", lambda r: names.refs(r.measure.themes), 16, key="themes"),
        Column("Note", lambda r: r.measure.note, 36, key="note"),
    ]


def observation_columns() -> list[Column[ObservationRow]]:
    """Return the columns of the figures, in the shape that importing observations reads back."""

    def number(head: str, name: str, key: str = "") -> Column[ObservationRow]:
        return Column(head, _number(name), 14, number=True, key=key or name)

    return [
        Column("Measure", lambda r: r.measure.ref or r.measure.title, 12, key="measure"),
        Column("Title", lambda r: r.measure.title, 40, key="title"),
        Column("Period", lambda r: r.observation.period, 18, key="period"),
        Column("Period in words", lambda r: r.period, 26, key="period_label"),
        Column("Source", lambda r: r.observation.source, 34, key="source"),
        Column("Value", _value, 14, number=True, key="value"),
        number("Numerator", "numerator"),
        number("Denominator", "denominator"),
        number("Lowest", "low"),
        number("Highest", "high"),
        number("Base", "base"),
        Column("Unit", lambda r: UNITS.get(r.measure.unit, r.measure.unit), 12, key="unit_label"),
        Column("State", lambda r: r.observation.state, 13, key="state"),
        Column("Headline", lambda r: r.observation.headline, 10, key="headline"),
        Column("Note", lambda r: r.observation.note, 44, key="note"),
        Column("Basis", lambda r: r.observation.basis, 24, key="basis"),
        Column("Recorded", lambda r: _day(r.observation.recorded_on), 19, key="recorded_on"),
        Column("Suppressed", lambda r: r.observation.suppressed, 12, key="suppressed"),
    ]


def _number(name: str) -> Callable[[ObservationRow], Cell]:
    def value(row: ObservationRow) -> Cell:
        found: Cell = getattr(row.observation, name)
        return found

    return value


def _value(row: ObservationRow) -> Cell:
    """Return the number of a figure: as published, or worked out from its counts and rounded."""
    observation = row.observation
    if observation.value is not None:
        return observation.value
    found = None if observation.low is not None else value_of(row.measure, observation)
    if found is not None:
        return shown_number(row.measure, found)
    return SUPPRESSED if observation.suppressed else None


def shown_number(measure: Measure, value: Decimal | None) -> Decimal | None:
    """Return a number rounded to the places of its measure."""
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return rounded(value, min(places, max(measure.decimals, 0)))


def _day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
