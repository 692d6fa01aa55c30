"""The measures as a table model, and which of their columns there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject

from send_tracker.domain.measures.comparison import Comparison
from send_tracker.domain.measures.lines import Column, MeasureLine, sections
from send_tracker.domain.measures.numbers import narrow
from send_tracker.domain.measures.trends import change_short
from send_tracker.domain.text import plural
from send_tracker.gui.models.register_model import Head, RegisterColumns, RegisterModel


def comparison_of(line: MeasureLine, column: Column) -> Comparison | None:
    """Return what a column of changes compares with."""
    found = {Column.PREVIOUS: line.result.previous, Column.YEAR: line.result.year_ago}
    return found.get(column)


def _tip(line: MeasureLine, column: Column) -> str:
    """Return what a cell has no room for."""
    result = line.result
    match column:
        case Column.TITLE | Column.REF:
            return result.sentence
        case Column.OUTCOME:
            return line.outcome_name
        case Column.LATEST | Column.PERIOD:
            rivals = f"\n{plural(len(result.rivals), 'other source says', 'other sources say')} something else."
            return f"{result.value_text}, {result.period.label if result.period else ''}" + (
                rivals if result.rivals else ""
            )
        case Column.AGE:
            return result.stale_text
        case Column.PREVIOUS | Column.YEAR:
            compared = comparison_of(line, column)
            return (compared.text or compared.why_not) if compared else ""
        case Column.TARGET:
            return result.aim_text
        case Column.RATING:
            return line.measure.rating_reason if result.overridden else result.gap_text
    return line.spc.sentence


MEASURES: Final = RegisterColumns[Column, MeasureLine](
    noun="measure",
    names={
        Column.REF: "Ref",
        Column.TITLE: "Measure",
        Column.OUTCOME: "Outcome",
        Column.TREND: "Trend",
        Column.LATEST: "Latest",
        Column.PERIOD: "Period",
        Column.AGE: "Age",
        Column.PREVIOUS: "On the last",
        Column.YEAR: "On last year",
        Column.TARGET: "Target",
        Column.GAP: "Gap",
        Column.RATING: "Rating",
        Column.SPC: "Variation",
    },
    texts={
        Column.REF: lambda v: v.measure.ref,
        Column.TITLE: lambda v: v.measure.title,
        Column.OUTCOME: lambda v: v.outcome_ref,
        Column.TREND: lambda v: v.spc.sentence,
        Column.LATEST: lambda v: narrow(v.measure, v.result.value, v.result.short_text) or "–",
        Column.PERIOD: lambda v: v.result.period.short if v.result.period else "",
        Column.AGE: lambda v: "" if v.result.age_days is None else plural(v.result.age_days, "day"),
        Column.PREVIOUS: lambda v: change_short(v.measure, v.result.previous),
        Column.YEAR: lambda v: change_short(v.measure, v.result.year_ago),
        Column.TARGET: lambda v: narrow(v.measure, v.result.target, v.result.target_text) or "–",
        Column.GAP: lambda v: v.result.gap_text,
        Column.RATING: lambda v: v.result.rating_text,
        Column.SPC: lambda v: v.spc_word,
    },
    tip=_tip,
    title=Column.TITLE,
    title_least=208,
    widths={
        Column.REF: 48,
        Column.OUTCOME: 34,
        Column.TREND: 120,
        Column.LATEST: 84,
        Column.PERIOD: 92,
        Column.AGE: 94,
        Column.PREVIOUS: 116,
        Column.YEAR: 116,
        Column.TARGET: 70,
        Column.GAP: 164,
        Column.RATING: 116,
        Column.SPC: 104,
    },
    fixed=frozenset({Column.TITLE}),
    always=frozenset({Column.TITLE, Column.LATEST, Column.RATING}),
    wanted=(
        Column.TREND,
        Column.TARGET,
        Column.OUTCOME,
        Column.PERIOD,
        Column.SPC,
        Column.YEAR,
        Column.GAP,
        Column.AGE,
        Column.PREVIOUS,
        Column.REF,
    ),
    unnamed=frozenset({Column.OUTCOME}),  # the reference of an outcome needs no word
    right=frozenset({Column.LATEST, Column.TARGET, Column.AGE}),
)
COLUMNS: Final = MEASURES.order


class MeasuresModel(RegisterModel[Column, MeasureLine]):
    """The lines that are shown; where they are of several parts of the page, each under its head."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(MEASURES, parent)

    def parted(self, lines: Sequence[MeasureLine]) -> list[MeasureLine | Head]:
        """Return the rows part by part, each with its head where there are several."""
        parts = sections(lines)
        rows: list[MeasureLine | Head] = []
        for words, part in parts:
            rows += [Head(words, len(part)), *part] if len(parts) > 1 else part
        return rows
