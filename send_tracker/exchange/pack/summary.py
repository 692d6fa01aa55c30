"""Summary: how many actions have each status, for the plan, each area and each outcome, with a chart."""

from __future__ import annotations

from typing import NamedTuple

from send_tracker.domain.figures import ALL, count_key, total_key
from send_tracker.domain.progress import Progress
from send_tracker.exchange.columns import Chart, Column, Sheet
from send_tracker.exchange.pack.counts import count_columns, series, shares
from send_tracker.exchange.pack.headlines import source_link
from send_tracker.exchange.pack.material import Material
from send_tracker.exchange.register_names import ref_and_name

_NAME = "Area or outcome"


class _Row(NamedTuple):
    level: str
    name: str
    progress: Progress
    refs: str
    first: int


def sheet(material: Material) -> Sheet[_Row]:
    """Return a row for the plan, for each area, and for its outcomes below it; their figures are cited row by row."""
    rows = _rows(material)
    return Sheet(
        "Summary",
        "Summary by area and outcome",
        "How many actions of the plan, each area and each outcome have each status. The chart shows the same.",
        [
            Column("Level", lambda r: r.level, 14),
            Column(_NAME, lambda r: r.name, 38),
            *count_columns(material.levels, lambda r: r.progress),
            Column("Sources", lambda r: source_link(r.refs, r.first), 26),
        ],
        rows,
        strong=lambda r: r.level != "Outcome",
        charts=[_chart(material, rows)],
    )


def _rows(material: Material) -> list[_Row]:
    register, progress = material.register, material.progress

    def row(level: str, name: str, group: str, found: Progress) -> _Row:
        keys = [count_key(group, s.code) for s in material.levels]
        keys += [total_key(group, what) for what in ("actions", "done", "share", "withdrawn")]
        refs = material.cited.refs(*keys)
        return _Row(level, name, found, refs, material.cited.first(*keys))

    whole = "Chosen outcomes" if material.is_part else "Whole plan"
    rows = [row(whole, whole, ALL, progress.all)]
    for area in register.areas:
        rows.append(row("Area", ref_and_name(area), area.id, progress.areas[area.id]))
        rows += [
            row("Outcome", ref_and_name(o), o.id, progress.outcomes[o.id])
            for o in register.outcomes
            if o.area == area.id
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
