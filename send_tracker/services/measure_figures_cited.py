"""The figures of measures as they are cited: every quoted figure, what other sources say, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from send_tracker.domain.figures import Figure, Recount, beside_key, figure_key
from send_tracker.domain.measures.numbers import figure_text, places_of, rounded, unit_words, value_of
from send_tracker.domain.measures.periods import Period
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.rows import KINDS_OF_MEASURE, SUPPRESSED, UNITS, Measure, Observation
from send_tracker.domain.measures.series import quoted
from send_tracker.domain.register import Register

_NO_BASE = {"count": "counted in full", "pounds": "the whole amount"}


def measure_figures(register: Register, results: Iterable[MeasureResult]) -> Iterator[Figure]:
    """Yield the figures of every measure.

    Args:
        register: what the measures belong to. results: the measures as they may be published.
    """
    proofs: dict[str, list[str]] = {}
    for item in register.evidence:
        for target in item.targets:
            proofs.setdefault(target, []).append(item.ref)
    refs = {a.id: a.ref for a in register.actions}
    for result in results:
        measure = result.measure
        rows = tuple(refs[a] for a in measure.actions if a in refs)
        owners = (*measure.actions, measure.outcome or "", measure.id)
        evidence = tuple(dict.fromkeys(ref for owner in owners for ref in proofs.get(owner, ())))
        yield from _quoted(result, rows, evidence)
        yield from _beside(result, rows, evidence)


def _quoted(result: MeasureResult, rows: Sequence[str], evidence: Sequence[str]) -> Iterator[Figure]:
    for period, headline in quoted(result.series):
        yield _figure(result, period, headline, "", rows, evidence)
        mine = figure_text(result.measure, headline)
        for other in result.series.observations:
            if other.period == headline.period and other.id != headline.id:
                text = figure_text(result.measure, other)
                if text and text != mine:
                    yield _figure(result, period, other, other.source or other.id, rows, evidence)


def _figure(
    result: MeasureResult,
    period: Period,
    observation: Observation,
    rival: str,
    rows: Sequence[str],
    evidence: Sequence[str],
) -> Figure:
    measure = result.measure
    exact = value_of(measure, observation)
    value = None if exact is None else rounded(exact, min(max(measure.decimals, 0), places_of(exact)))
    latest = result.latest is not None and observation.id == result.latest.id
    return Figure(
        figure_key(measure.id, period.text, rival),
        f"{measure.ref} {measure.title}".strip(),
        _rule(result, observation),
        SUPPRESSED if observation.suppressed and value is None else figure_text(measure, observation),
        value,
        unit_words(measure),
        _base(result, observation),
        period.text,
        period.words,
        observation.source or measure.source,
        tuple(rows),
        tuple(evidence),
        _recount(measure, observation),
        result.stale_text if latest else "",
        observation.recorded_on if observation.revised or observation.state == "revised" else "",
        observation.illustrative,
    )


def _rule(result: MeasureResult, observation: Observation) -> str:
    measure = result.measure
    kind = KINDS_OF_MEASURE.get(measure.kind, measure.kind)
    parts = (measure.definition, f"{kind}, in {unit_words(measure)}", result.series.basis(observation))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _base(result: MeasureResult, observation: Observation) -> str:
    """Return out of how many it is; empty for a share or an average of which nobody said."""
    measure = result.measure
    if observation.denominator is not None:
        return f"{observation.denominator:,f} {measure.noun}".strip()
    if observation.base is not None:
        return f"{observation.base:,} answers"
    if measure.kind != "survey" and (basis := result.series.basis(observation)):
        return basis
    return _NO_BASE.get(measure.unit, "")


def _recount(measure: Measure, observation: Observation) -> Recount | None:
    part, whole = observation.numerator, observation.denominator
    if part is None or not whole or measure.unit != "percent":
        return None
    return Recount(parts=(part, whole, max(measure.decimals, 0)))


class _Told(NamedTuple):
    """What stands beside a figure: its key's last part, what it is, by which rule, its text and its number."""

    name: str
    words: str
    rule: str
    text: str
    value: Decimal | None


def _told(result: MeasureResult) -> Iterator[_Told]:
    """Yield the changes, the target and the distance to it, as far as there are any."""
    for name, told, words in (
        ("previous", result.previous, "change on the figure before"),
        ("year", result.year_ago, "change on the same period last year"),
    ):
        if told.difference is not None:
            rule = "The latest figure less the earlier one, like with like, rounded after subtracting."
            yield _Told(name, words, rule, told.text, told.difference)
    if result.target is not None:
        rule = "The target of the period, by the measure’s trajectory."
        yield _Told("target", "target", rule, result.target_text, result.target)
        rule = "The latest figure against the target of its period: 0 or more meets it."
        yield _Told("gap", "distance to target", rule, result.gap_text, result.gap)


def _beside(result: MeasureResult, rows: Sequence[str], evidence: Sequence[str]) -> Iterator[Figure]:
    measure, period = result.measure, result.period
    if period is None or result.value is None:
        return
    for told in _told(result):
        yield Figure(
            beside_key(measure.id, told.name),
            f"{measure.ref} {measure.title}: {told.words}".strip(),
            told.rule,
            told.text,
            None if told.value is None else rounded(told.value, max(measure.decimals, 1)),
            UNITS.get(measure.unit, measure.unit),
            "compared with the latest figure",
            period.text,
            period.words,
            measure.source,
            tuple(rows),
            tuple(evidence),
        )
