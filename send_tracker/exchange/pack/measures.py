"""Measures: where each stands against the figure before, last year and its target, with what must be known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from send_tracker.domain.dates import long_date
from send_tracker.domain.figures import beside_key, figure_key
from send_tracker.domain.measures.numbers import figure_text
from send_tracker.domain.measures.periods import period_or_none
from send_tracker.domain.measures.ratings import RATING_LEVELS
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.rows import RATINGS, STATES, Observation
from send_tracker.domain.measures.series import quoted
from send_tracker.domain.measures.trend_of import spc_of
from send_tracker.exchange.columns import Cell, Column, Sheet
from send_tracker.exchange.pack.headlines import source_link
from send_tracker.exchange.pack.material import Material


def sheet(material: Material) -> Sheet[MeasureResult]:
    """Return a row for each measure."""
    outcomes = {o.id: o.ref for o in material.register.outcomes}
    rivals = {r.id: tuple(_rivals(r)) for r in material.measures}
    cited = {r.id: _cited(r, material) for r in material.measures}
    return Sheet(
        "Measures",
        "Measures",
        "Where each measure stands against the figure before it, the same period last year and its target. "
        "Definitions says how it is rated.",
        [
            Column("Reference", lambda r: r.measure.ref, 11),
            Column("Measure", lambda r: r.measure.title, 30),
            Column("Outcome", lambda r: outcomes.get(r.measure.outcome or "", ""), 10),
            Column("Latest figure", lambda r: r.value_text or "no figure", 20),
            Column("Period", lambda r: r.period.label if r.period else "", 18),
            Column("Since the figure before", lambda r: r.previous.text or r.previous.why_not, 25),
            Column("Since the same period last year", lambda r: r.year_ago.text or r.year_ago.why_not, 25),
            Column("Target", lambda r: r.target_text, 11),
            Column("Distance to target", lambda r: r.gap_text, 20),
            Column("Rating", _rating, 16),
            Column("Variation", lambda r: spc_of(r).word if r.points else "", 17),
            Column("Next figure due", _due, 19),
            Column("Source and basis", _source, 28),
            Column("Please note", lambda r: _notes(r, rivals, public=material.is_public), 40),
            Column("Sources", lambda r: cited[r.id], 30),
        ],
        material.measures,
        empty="No measure is kept yet.",
        filtered=True,
        frozen=2,
        pages_wide=2,
    )


def _rating(result: MeasureResult) -> Cell:
    return RATING_LEVELS.get(result.rating) or result.rating_text


def _due(result: MeasureResult) -> Cell:
    if result.due_by is None:
        return ""
    return f"late since {long_date(result.due_by)}" if result.stale else result.due_by


def _source(result: MeasureResult) -> str:
    if result.latest is None:
        return result.measure.source
    parts = (result.latest.source or result.measure.source, result.series.basis(result.latest))
    return "; ".join(part for part in parts if part)


def _cited(result: MeasureResult, material: Material) -> Cell:
    """Cite what is printed of a measure: its figure, what stands beside it, and what other sources say."""
    latest = figure_key(result.id, result.period.text) if result.period else ""
    keys = [latest, *(beside_key(result.id, name) for name in ("previous", "year", "target", "gap"))]
    others = [rival_key(result, o) for o in _rivals(result)]
    return source_link(material.cited.refs(*keys, *others), material.cited.first(*keys, *others))


def _rivals(result: MeasureResult) -> Iterator[Observation]:
    """Yield what other sources say of any period, where it is something else than what is quoted."""
    for _, headline in quoted(result.series):
        mine = figure_text(result.measure, headline)
        for other in result.series.observations:
            told = figure_text(result.measure, other)
            if other.period == headline.period and other.id != headline.id and told not in ("", mine):
                yield other


def rival_key(result: MeasureResult, other: Observation) -> str:
    """Return the key of a figure by another source than the quoted one."""
    return figure_key(result.id, other.period, other.source or other.id)


def _notes(result: MeasureResult, rivals: Mapping[str, Sequence[Observation]], *, public: bool) -> str:
    """Return what a reader must know before quoting the figure, one sentence after the other."""
    found = []
    latest = result.latest
    if result.overridden:
        computed = RATINGS.get(result.computed, "no target")
        found.append(f"Rated by a person, computed: {computed}. {'' if public else result.measure.rating_reason}")
    if latest and latest.state != "final":
        found.append(f"{STATES.get(latest.state, latest.state)}.")
    if any(p.observation.illustrative for p in result.points):
        found.append("Some figures of this series are illustrative: they were never published.")
    if others := rivals[result.id]:
        said = "; ".join(
            f"{o.source or 'another source'}, {_period(o.period)}: {figure_text(result.measure, o)}" for o in others
        )
        found.append(f"Other sources differ. {said}.")
    if result.run_rate:
        found.append(result.run_rate)
    if not public:
        found += [text for text in (latest.note if latest else "", result.measure.note) if text]
    return " ".join(found)


def _period(text: str) -> str:
    found = period_or_none(text)
    return found.words if found else text
