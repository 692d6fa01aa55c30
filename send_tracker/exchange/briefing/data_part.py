"""The data report: every measure by outcome with its period, what moved, and charts where a line says something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.rows import SUPPRESSED
from send_tracker.domain.measures.trend_of import spc_of, trend_of
from send_tracker.domain.measures.trends import improved, worsened
from send_tracker.domain.register import Outcome
from send_tracker.domain.text import joined, plural
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.briefing.printed import Printed
from send_tracker.exchange.document.blocks import Block, Bullets, Paragraph, Section, Table
from send_tracker.exchange.document.trend_chart import trend_chart

_LEAST_POINTS: Final = 4
"""Fewer figures than these are told in words and in the table; a line through them would claim a trend."""

_HEADS: Final = (
    "Measure",
    "Latest figure",
    "Period",
    "Change",
    "Target",
    "Other published figures",
)
_WIDTHS: Final = (26, 15, 15, 20, 9, 15)


def data_report(material: Material, printed: Printed) -> Section:
    """Return the data report with one part an outcome."""
    parts = [_outcome(material, o, printed) for o in material.register.outcomes]
    about = (
        "Each figure stands with the period that it is about. Figures are compared only with figures of the same kind "
        "of period and on the same basis."
    )
    return Section("SEND data report", (Paragraph(about),), tuple(p for p in parts if not p.is_empty))


def _outcome(material: Material, outcome: Outcome, printed: Printed) -> Section:
    title = f"{outcome.ref}: {outcome.report_title or outcome.title}"
    printed.place = f"SEND data report, {title}"
    results = material.results_of(outcome.id, "data", "survey")
    told = [r for r in results if r.latest is not None]
    blocks: list[Block] = []
    if told:
        blocks.append(measure_table(f"Measures of {outcome.ref}", told, printed))
        without = [r.sentence for r in told if r.value is None and not r.suppressed]
        blocks += [Bullets(tuple(without))] if without else []
    blocks += [
        trend_chart(f"measure-{r.id[:12]}", trend_of(r, spc_of(r))) for r in map(_without_notes, told) if _has_line(r)
    ]
    return Section(title, tuple(blocks))


def _without_notes(result: MeasureResult) -> MeasureResult:
    """Leave out what officers noted at figures: it is not worded for the public, and the charts here are."""
    points = (p._replace(observation=replace(p.observation, note="")) for p in result.points)
    return replace(result, points=tuple(points))


def _has_line(result: MeasureResult) -> bool:
    like = [p for p in result.points if p.comparable]
    return len(like) >= _LEAST_POINTS and result.measure.kind != "range"


def measure_table(caption: str, results: Sequence[MeasureResult], printed: Printed) -> Table:
    """Return the table of some measures; a measure without a number says why not in its own row."""
    return Table(caption, _HEADS, tuple(_row(r, printed) for r in results), _WIDTHS).without_empty()


def _row(result: MeasureResult, printed: Printed) -> tuple[str, ...]:
    period = result.period.label if result.period is not None else ""
    name = result.measure.title + (f" ({result.measure.basis})" if result.measure.basis else "")
    latest = printed.latest(result) if result.value is not None else ""
    if not latest:
        latest = SUPPRESSED if result.suppressed else "no figure published"
    if result.latest is not None and result.latest.illustrative:
        latest += " (illustrative)"
    return name, latest, period, _before(result, printed), result.target_text, "; ".join(printed.rivals(result))


def _before(result: MeasureResult, printed: Printed) -> str:
    """Return the figure compared with and the change: last year's, else the one before; empty for none."""
    then = result.year_ago if result.year_ago.text else result.previous
    if not then.text or then.period is None:
        return ""
    printed.earlier(result, then.period)
    return then.text[:1].upper() + then.text[1:]


def trends(material: Material, printed: Printed) -> Section:
    """Return the overall trends: what improved, what is a challenge, and how current the data are."""
    printed.place = "Overall trends"
    up, down = improved(material.results), worsened(material.results)
    late = [r for r in material.results if r.stale_text]
    told = [r for r in material.results if r.value is not None]
    apart = [r for r in told if r.rivals]
    data = [f"{len(told):,} of {plural(len(material.results), 'measure')} have a figure."]
    if late:
        data.append(f"{plural(len(late), 'figure was', 'figures were')} due and had not come.")
    if apart:
        names = joined([r.measure.title for r in apart])
        data.append(
            f"Sources disagree on {plural(len(apart), 'measure')}: {names}. The tables name the source of each figure."
        )
    return Section(
        printed.place,
        (),
        tuple(
            Section(title, (Bullets(tuple(items)),))
            for title, items in (
                ("Improvements", _sentences(up, printed)),
                ("Challenges", _sentences(down, printed)),
                ("Data use", data),
            )
            if items
        ),
    )


def _sentences(results: Sequence[MeasureResult], printed: Printed) -> list[str]:
    for result in results:
        printed.latest(result)
    return [r.sentence for r in results]
