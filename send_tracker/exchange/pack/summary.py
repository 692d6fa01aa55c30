"""Summary: how many actions have each status, for the plan, each area and each outcome, with a chart."""

from __future__ import annotations

from typing import NamedTuple

from send_tracker.domain.progress import Progress
from send_tracker.exchange.columns import Chart, Column, Sheet
from send_tracker.exchange.pack.counts import count_columns, series, shares
from send_tracker.exchange.pack.material import Material
from send_tracker.exchange.register_names import ref_and_name

_NAME = "Area or outcome"


class _Row(NamedTuple):
    level: str
    name: str
    progress: Progress


def sheet(material: Material) -> Sheet[_Row]:
    """Return a row for the plan, for each area, and for its outcomes below it."""
    rows = _rows(material)
    return Sheet(
        "Summary",
        "Summary by area and outcome",
        "How many actions of the plan, each area and each outcome have each status. The chart shows the same.",
        [
            Column("Level", lambda r: r.level, 14),
            Column(_NAME, lambda r: r.name, 38),
            *count_columns(material.levels, lambda r: r.progress),
        ],
        rows,
        strong=lambda r: r.level != "Outcome",
        charts=[_chart(material, rows)],
    )


def _rows(material: Material) -> list[_Row]:
    register, progress = material.register, material.progress
    rows = [_Row("Whole plan", "Whole plan", progress.all)]
    for area in register.areas:
        rows.append(_Row("Area", ref_and_name(area), progress.areas[area.id]))
        rows += [
            _Row("Outcome", ref_and_name(o), progress.outcomes[o.id]) for o in register.outcomes if o.area == area.id
        ]
    return rows


def _chart(material: Material, rows: list[_Row]) -> Chart:
    described = "; ".join(f"{r.name}: {shares(r.progress, material.levels)}" for r in rows)
    return Chart(
        "bars",
        "Actions by status, share of each area and outcome",
        "Share of actions (the figures are numbers of actions)",
        _NAME,
        _NAME,
        series(material.levels),
        f"Stacked bar chart, one bar of equal length for each. {described}. The table above holds the same numbers.",
    )
