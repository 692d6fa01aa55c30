"""Measures over time: the figures of each measure that has a line to draw, with its target, and a chart of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from send_tracker.domain.measures.numbers import rounded
from send_tracker.domain.measures.results import MeasureResult, Point
from send_tracker.domain.measures.rows import UNITS
from send_tracker.domain.measures.trajectory import milestones, target_at
from send_tracker.domain.text import plural
from send_tracker.exchange.columns import Cell, Chart, Column, Series, Sheet
from send_tracker.exchange.measure_tables import shown_number
from send_tracker.exchange.pack.material import Material

_DATE: Final = "Period ends"
_LEAST: Final = 3
"""Figures that make a line; with fewer there is nothing to see."""

_MOST: Final = 20
"""Measures on the sheet: beyond that, columns could not be read."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The figures of the periods that end on one day, by measure."""

    day: date
    points: dict[str, Point]


def sheet(material: Material) -> Sheet[_Row]:
    """Return a row for each day on which a period ends, and a figure and a target for each measure."""
    every = [r for r in material.measures if len(_line(r)) >= _LEAST]
    drawn = sorted(every, key=lambda r: -len(_line(r)))[:_MOST]
    drawn.sort(key=every.index)
    about = f"{plural(len(drawn), 'measure')} with {_LEAST} figures or more of one kind of period."
    if len(drawn) < len(every):
        about = f"The {len(drawn)} of {len(every)} measures with most figures."
    columns: list[Column[_Row]] = [Column(_DATE, lambda row: row.day, 19)]
    for result in drawn:
        columns += _columns(result)
    return Sheet(
        "Measures over time",
        "Measures over time",
        f"{about} The charts show the same.",
        columns if drawn else [*columns, Column("Figures", lambda row: "", 60)],
        _rows(drawn),
        empty="No measure has three figures of one kind of period yet.",
        frozen=1,
        pages_wide=1 if len(drawn) <= 6 else 0,
        charts=[_chart(result) for result in drawn],
    )


def _line(result: MeasureResult) -> list[Point]:
    return [p for p in result.points if p.comparable]


def _head(result: MeasureResult) -> str:
    return f"{result.measure.ref} {result.measure.title}".strip()


def _target_head(result: MeasureResult) -> str:
    return f"{result.measure.ref} target".strip()


def _columns(result: MeasureResult) -> list[Column[_Row]]:
    found: list[Column[_Row]] = [Column(_head(result), _figure(result), 20, number=True)]
    if result.target is not None:
        found.append(Column(_target_head(result), _target(result), 14, number=True))
    return found


def _figure(result: MeasureResult) -> Callable[[_Row], Cell]:
    def value(row: _Row) -> Cell:
        point = row.points.get(result.id)
        return shown_number(result.measure, point.value) if point else None

    return value


def _target(result: MeasureResult) -> Callable[[_Row], Cell]:
    """Return what was aimed at in each period that has a figure."""
    aims, shape = milestones(result.series.targets), result.measure.trajectory

    def value(row: _Row) -> Cell:
        point = row.points.get(result.id)
        aim: Decimal | None = target_at(aims, shape, point.period) if point else None
        return rounded(aim, max(result.measure.decimals, 1)).normalize() + 0 if aim is not None else None

    return value


def _rows(drawn: list[MeasureResult]) -> list[_Row]:
    days: dict[date, dict[str, Point]] = {}
    for result in drawn:
        for point in _line(result):
            days.setdefault(point.period.last, {})[result.id] = point
    return [_Row(day, days[day]) for day in sorted(days)]


def _chart(result: MeasureResult) -> Chart:
    made_up = any(p.observation.illustrative for p in _line(result))
    note = " (illustrative where not published)" if made_up else ""
    unit = result.measure.noun if result.measure.unit == "count" else UNITS.get(result.measure.unit, "")
    series = [Series(_head(result))]
    if result.target is not None:
        series.append(Series(_target_head(result), target=True))
    return Chart(
        "measure",
        f"{_head(result)}{note}",
        "End of the period",
        unit or "number",
        _DATE,
        series,
        f"Line chart. {result.sentence} The table above holds the same numbers.",
    )
