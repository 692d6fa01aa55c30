"""The charts of measures that a programme's files hold: one of each measure, and one of each outcome's measures."""

from __future__ import annotations

from itertools import groupby

from send_tracker.domain.measures.lines import Column, ordered
from send_tracker.domain.measures.small import small_facts
from send_tracker.domain.measures.trend import Trend
from send_tracker.gui.charts.chart import Chart
from send_tracker.services.measure_view import measure_trend, measure_view
from send_tracker.services.session import Session


def measure_charts(session: Session, single: bool = True) -> list[tuple[str, Chart]]:
    """Return every chart of measures with the name of its file, by outcome and reference, small numbers hidden.

    A measure with one figure only stands in the chart of its outcome and has none of its own, unless that one is a
    range or a share. The name begins with the measure's reference, since two measures can have one title.

    Args:
        session: the open file. single: charts of single measures too, not only those of outcomes.
    """
    from send_tracker.gui.charts.outcome_multiples import OutcomeMultiples

    lines = [line for line in ordered(measure_view(session, public=True).lines, Column.OUTCOME) if line.result.points]
    found: list[tuple[str, Chart]] = []
    for ref, group in groupby(lines, key=lambda line: line.outcome_ref):
        together = list(group)
        title = f"Measures of {ref} {together[0].outcome_name}".strip() if ref else "Measures of no outcome"
        found.append((title, OutcomeMultiples(title, [small_facts(line) for line in together])))
        if single:
            trends = [(line.measure.ref, measure_trend(session, line)) for line in together]
            found += [(f"{ref} {t.title}", chart_of(t)) for ref, t in trends if len(t.shown) > 1 or t.kind != "line"]
    return found


def chart_of(trend: Trend) -> Chart:
    """Return the chart that fits a measure: its line, or bars where it is a range or a share of answers."""
    from send_tracker.gui.charts.measure_bars import MeasureBars
    from send_tracker.gui.charts.measure_trend import MeasureTrend

    return MeasureTrend(trend) if trend.kind == "line" else MeasureBars(trend)
