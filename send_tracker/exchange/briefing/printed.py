"""What a briefing prints as figures: each is made into words here, and remembered for the ledger as it is printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from send_tracker.domain.live_facts import LiveFacts
from send_tracker.domain.live_text import fields_in
from send_tracker.domain.measures.numbers import figure_text, value_of
from send_tracker.domain.measures.periods import TO_DATE, Period, period_or_none
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.rows import Measure, Observation
from send_tracker.domain.progress import Progress, share
from send_tracker.domain.status import StatusLevel
from send_tracker.exchange.document.blocks import Figure

_PROGRESS_FIELDS = ("done_percent", "done", "actions", "count", "percent")


class Printed:
    """The figures of a document, gathered while its words are made."""

    def __init__(self, facts: LiveFacts) -> None:
        self.facts = facts
        self.place = ""
        self._figures: list[Figure] = []

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure printed so far, in order."""
        return tuple(self._figures)

    # Counts of actions

    def done(self, group: str, name: str, progress: Progress, day: date) -> str:
        """Return the share of actions that is done, with its counts: "92% (23 of 25)"."""
        base = f"{progress.done:,} of {progress.actions:,}"
        self._add(
            f"done {group}", f"Actions done, {name}", progress.done_text, day, progress.done_percent, "percent", base
        )
        return progress.done_text

    def status(self, group: str, name: str, progress: Progress, level: StatusLevel, day: date) -> str:
        """Return the share of actions at a status, with its counts: "8% (2 of 25)"."""
        number = progress.counts.get(level.code, 0)
        text = share(number, progress.actions)
        base, title = f"{number:,} of {progress.actions:,}", f"Actions at {level.label}, {name}"
        self._add(f"status {level.code} {group}", title, text, day, progress.percent_of(level.code), "percent", base)
        return text

    def count(self, subject: str, title: str, number: int, day: date, base: str = "") -> str:
        """Return a count of rows: "5"."""
        self._add(subject, title, f"{number:,}", day, number, "count", base)
        return f"{number:,}"

    def _add(self, subject: str, title: str, text: str, day: date, number: int | None, unit: str, base: str) -> None:
        value = None if number is None else Decimal(number)
        self._figures.append(Figure(subject, title, text, "", day, value, unit, base, place=self.place))

    # Measures

    def latest(self, result: MeasureResult) -> str:
        """Return the figure of a measure that is quoted; empty for none."""
        if result.latest is None or result.period is None:
            return ""
        self._observed(result.measure, result.latest, result.period, result.value_text)
        return result.value_text

    def rivals(self, result: MeasureResult) -> tuple[str, ...]:
        """Return what other sources print for the same period, each with its source."""
        found = []
        for observation in result.rivals:
            text = figure_text(result.measure, observation)
            if text and result.period is not None:
                self._observed(result.measure, observation, result.period, text, quoted=False)
                found.append(f"{text} ({observation.source or 'source not named'})")
        return tuple(found)

    def earlier(self, result: MeasureResult, period: Period | None) -> str:
        """Return the figure of an earlier period: "54%"; empty for none."""
        point = next((p for p in result.points if period is not None and p.period == period), None)
        if point is None:
            return ""
        text = figure_text(result.measure, point.observation)
        self._observed(result.measure, point.observation, point.period, text)
        return text

    def first(self, result: MeasureResult) -> tuple[str, str]:
        """Return the first figure that is like the latest, and its period; nothing where it is the latest itself.

        Of years to date only those to the same month are alike.
        """
        like = [p.period for p in result.points if p.comparable]
        to_date = [p for p in like if p.kind not in TO_DATE.values() or p.last.month == like[-1].last.month]
        if len(to_date) < 2:
            return "", ""
        return self.earlier(result, to_date[0]), to_date[0].label

    def _observed(self, measure: Measure, seen: Observation, period: Period, text: str, *, quoted: bool = True) -> None:
        value = None if seen.low is not None or seen.high is not None else value_of(measure, seen)
        subject, title = f"measure {measure.id}", f"{measure.ref} {measure.title}".strip()
        base, day = _base(seen), min(period.last, self.facts.as_at)
        self._figures.append(
            Figure(subject, title, text, period.text, day, value, measure.unit, base, seen.source, quoted, self.place)
        )

    # Words with live fields

    def fields(self, text: str) -> None:
        """Remember the figures that the live fields of a text print."""
        for field in fields_in(text):
            name, *arguments = (part.strip() for part in field.split(":"))
            if name.lower() == "measure":
                self._measure_field(*arguments)
            elif name.lower() in _PROGRESS_FIELDS:
                self._group_field(name.lower(), arguments)

    def _measure_field(self, ref: str, which: str, source: str = "") -> None:
        result = self.facts.by_ref.get(ref.lower())
        if result is None or which.lower() in ("period", "target"):
            return
        if which.lower() in ("latest", "short") and not source:
            self.latest(result)
            return
        period = result.period if which.lower() == "latest" else period_or_none(which)
        seen = [o for o in result.series.observations if period_or_none(o.period) == period]
        seen = [o for o in seen if source.lower() in o.source.lower()] if source else self._quoted(result, period)
        for observation in seen if period is not None else ():
            chosen = any(p.observation.id == observation.id for p in result.points)
            text = figure_text(result.measure, observation)
            self._observed(result.measure, observation, period, text, quoted=chosen)  # type: ignore[arg-type]

    def _quoted(self, result: MeasureResult, period: Period | None) -> list[Observation]:
        return [p.observation for p in result.points if p.period == period]

    def _group_field(self, name: str, arguments: list[str]) -> None:
        """Remember a share or count of actions by the same subject as :meth:`done` and :meth:`status`."""
        facts, ref = self.facts, arguments[0].lower() if arguments else ""
        progress = facts.groups.get(ref)
        named = {"all": "all"} | {ref.lower(): id for id, ref in (*facts.areas, *facts.outcomes)}
        if progress is None or ref not in named:
            return
        code = next((s for s in facts.scale if arguments[-1].lower() in (s.code.lower(), s.label.lower())), None)
        if name in ("done", "done_percent"):
            self.done(named[ref], arguments[0], progress, facts.as_at)
        elif name in ("count", "percent") and code is not None:
            self.status(named[ref], arguments[0], progress, code, facts.as_at)
        elif name == "actions":
            self.count(f"actions {named[ref]}", f"Actions, {arguments[0]}", progress.actions, facts.as_at)


def _base(seen: Observation) -> str:
    if seen.numerator is not None and seen.denominator is not None:
        return f"{seen.numerator:,f} of {seen.denominator:,f}"
    return f"{seen.base:,}" if seen.base is not None else ""
