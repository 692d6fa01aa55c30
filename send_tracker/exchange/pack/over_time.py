"""Status over time: how many actions had each status at every board, with a line chart."""

from __future__ import annotations

from send_tracker.domain.dates import long_date
from send_tracker.exchange.columns import Chart, Column, Sheet
from send_tracker.exchange.pack.counts import count_columns, series, shares
from send_tracker.exchange.pack.material import Material, Moment

_DATE = "Date"
_ONE_PAGE = 32
"""Rows that still leave room for the chart on the same printed page."""


def sheet(material: Material) -> Sheet[Moment]:
    """Return a row for each board so far and for the day of this pack."""
    return Sheet(
        "Status over time",
        "Status over time",
        "How many actions of the plan had each status at the end of each board’s day. The chart shows the same.",
        [
            Column(_DATE, lambda m: m.day, 19),
            Column("Occasion", lambda m: m.words, 14),
            *count_columns(material.levels, lambda m: m.progress),
        ],
        material.moments,
        pages_high=1 if len(material.moments) <= _ONE_PAGE else 0,
        charts=[_chart(material)] if len(material.moments) > 1 else [],
    )


def _chart(material: Material) -> Chart:
    first, last = material.moments[0], material.moments[-1]
    described = " ".join(f"On {long_date(m.day)}: {shares(m.progress, material.levels)}." for m in (first, last))
    return Chart(
        "lines",
        "Actions of the whole plan by status at each board",
        "Day of the board",
        "Number of actions",
        _DATE,
        series(material.levels),
        f"Line chart with one line for each status. {described} The table above holds the same numbers.",
    )
