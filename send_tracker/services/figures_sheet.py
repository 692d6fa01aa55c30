"""The entry grid over an open file: which periods it offers, what the file holds already, and recording all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from send_tracker.domain.measures.entry import Cell, Checked, Sheet
from send_tracker.domain.measures.numbers import figure_text
from send_tracker.domain.measures.period_reading import read_period
from send_tracker.domain.measures.periods import Period, period_containing
from send_tracker.domain.measures.rows import Measure, MeasureBook
from send_tracker.domain.problem import Problem
from send_tracker.services.measures import Entry, Recorded, observation_id, record
from send_tracker.services.session import Session

ROWS: Final = 12
"""Periods offered at first: a year of months."""


def offered_periods(measure: Measure, last: Period | None, today: date, rows: int = ROWS) -> list[str]:
    """Return the periods of the first rows in words, up to the one that a figure is due for.

    Where there are figures, it ends with the period after the latest; else with the one that today lies in.
    """
    current = period_containing(measure.period_type, today)
    following = last.next() if last is not None and last.kind == measure.period_type else None
    end = following if following is not None and following.last <= current.last else current
    found = [end]
    while len(found) < rows and (before := found[-1].previous()) is not None:
        found.append(before)
    return [p.label if p.kind.endswith("ytd") else p.words for p in reversed(found)]


def source_of(measure: Measure, source: str) -> str:
    """Return the source that a figure is recorded under: the one given for all, else that of the measure."""
    return source.strip() or measure.source


def kept_figures(book: MeasureBook, sheet: Sheet, source: str) -> dict[Cell, str]:
    """Return what the file holds for the cells of a sheet, as it is read."""
    held = {o.id: o for o in book.observations}
    found: dict[Cell, str] = {}
    for row, typed in enumerate(sheet.periods):
        for column, measure in enumerate(sheet.measures):
            period = _period(typed, measure)
            seen = held.get(observation_id(measure.id, period.text, source_of(measure, source))) if period else None
            if seen is not None:
                found[row, column] = figure_text(measure, seen)
    return found


def _period(typed: str, measure: Measure) -> Period | None:
    try:
        return read_period(typed, measure.period_type) if typed.strip() else None
    except Problem:
        return None


def record_sheet(
    session: Session,
    measures: Sequence[Measure],
    checked: Mapping[Cell, Checked],
    source: str,
    state: str = "",
    confirmed: bool = False,
) -> Recorded:
    """Record every figure of a sheet as one edit, so that one undo takes all of them back.

    Args:
        session: the open file. measures: of the sheet's columns. checked: its cells.
        source: for all figures; empty takes each measure's own. state: provisional, revised or final; empty decides.
        confirmed: keep figures outside what is plausible too.

    Raises:
        Problem: a figure cannot be one. Nothing was recorded then.
    """
    entries = [_entry(measures[cell[1]], found, source, state) for cell, found in checked.items() if found.will_be_kept]
    return record(session, entries, confirmed=confirmed)


def _entry(measure: Measure, found: Checked, source: str, state: str) -> Entry:
    figure = found.figure
    return Entry(
        found.measure,
        found.period,
        source_of(measure, source),
        figure.value,
        figure.numerator,
        figure.denominator,
        figure.low,
        figure.high,
        figure.base,
        state,
    )
