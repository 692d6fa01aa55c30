"""The columns of the plan: their words, what they sort by, how wide they start."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from send_tracker.domain.dates import show, show_short
from send_tracker.domain.kinds import IMPACT_LABELS
from send_tracker.domain.plan_filter import SortBy
from send_tracker.domain.slippage import forecast_after
from send_tracker.domain.text import plural
from send_tracker.services.plan_view import PlanLine


class Column(IntEnum):
    """Columns in the order of the model; the header may show them in another."""

    REF = 0
    TITLE = 1
    LEAD = 2
    DUE = 3
    STATUS = 4
    MOVE = 5
    PARTNER = 6
    UPDATED = 7
    EVIDENCE = 8
    IMPACT = 9
    FORECAST = 10

    @property
    def key(self) -> str:
        """Its name in the preferences."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """What a column is called, what a click on its head sorts by, its width at 100 % text."""

    word: str
    sort: SortBy | None
    width: int
    more: str = ""


LOOKS: Final[dict[Column, ColumnLook]] = {
    Column.REF: ColumnLook("Ref", SortBy.REF, 76),
    Column.TITLE: ColumnLook("Action", SortBy.TITLE, 300),
    Column.LEAD: ColumnLook("Lead", SortBy.LEAD, 142),
    Column.DUE: ColumnLook("Due", SortBy.DUE, 98),
    Column.STATUS: ColumnLook("Status", SortBy.STATUS, 108),
    Column.MOVE: ColumnLook("Move", SortBy.MOVE, 46),
    Column.PARTNER: ColumnLook("Partner", SortBy.PARTNER, 110),
    Column.UPDATED: ColumnLook("Updated", SortBy.UPDATED, 94, "The last day for which progress was recorded"),
    Column.EVIDENCE: ColumnLook("Evidence", SortBy.EVIDENCE, 64, "How many evidence items are linked"),
    Column.IMPACT: ColumnLook("Impact", SortBy.IMPACT, 82, "What difference it has made"),
    Column.FORECAST: ColumnLook("Forecast", SortBy.FORECAST, 94),
}
FIXED: Final = (Column.REF, Column.TITLE, Column.STATUS)
"""Columns that cannot be put away."""
LEAVE_WHEN_NARROW: Final = (Column.LEAD, Column.MOVE)
EDITABLE: Final = (Column.TITLE, Column.LEAD, Column.DUE, Column.STATUS)


def cell_text(line: PlanLine, column: Column) -> str:
    """Return the words of a cell; the status and the direction of travel are drawn, not written."""
    row = line.row
    match column:
        case Column.REF:
            return row.ref
        case Column.TITLE:
            return row.title
        case Column.LEAD:
            return row.leads
        case Column.DUE:
            return show_short(row.due)
        case Column.PARTNER:
            return row.partner
        case Column.UPDATED:
            return show_short(row.updated_on)
        case Column.EVIDENCE:
            return f"{row.evidence:,}" if row.evidence else "–"
        case Column.IMPACT:
            return IMPACT_LABELS.get(row.impact, row.impact)
        case Column.FORECAST:
            return show_short(row.forecast)
    return ""


def forecast_words(line: PlanLine) -> str:
    """Return that an action is forecast after the date it is held to, in words; empty where it is not."""
    days = forecast_after(line.row.due, line.row.forecast)
    return f"forecast for {show(line.row.forecast)}, {plural(days, 'day')} late" if days else ""


def cell_words(line: PlanLine, column: Column) -> str:
    """Return a cell in whole words, where its short form is not a sentence."""
    row = line.row
    dates = {Column.DUE: row.due, Column.UPDATED: row.updated_on, Column.FORECAST: row.forecast}
    if column in dates:
        return f"{LOOKS[column].word} {show(dates[column]) or 'not set'}"
    return f"{LOOKS[column].word}: {cell_text(line, column) or 'none'}"
