"""From rows to the measures. The only place that builds the dataclasses of :mod:`send_tracker.domain.measures.rows`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from send_tracker.domain.kinds import KINDS, FieldType
from send_tracker.domain.measures.periods import period_or_none
from send_tracker.domain.measures.rows import Benchmark, Measure, MeasureBook, Observation, SeriesMark, Target
from send_tracker.domain.references import sort_key
from send_tracker.services.reading import build
from send_tracker.services.session import Session
from send_tracker.storage.reading import Reading

_Row = dict[str, Any]
_T = TypeVar("_T", Observation, Target, Benchmark, SeriesMark)
_Reader = Callable[[str], Iterator[_Row]]
_LAST = (date.max, date.max)

FIGURES: Final = ("value", "numerator", "denominator", "low", "high", "base")
"""The fields of an observation that hold its numbers."""


def read_measures(session: Session, as_at: date | None = None) -> MeasureBook:
    """Return all measures with their observations, targets, benchmarks and marks, each list in the order of time.

    ``as_at`` None means what the session shows. What belongs to a measure that was withdrawn is left out.
    """
    return build_measures(session, as_at.isoformat() if as_at else None)


def build_measures(session: Session, day: str | None, reading: Reading | None = None) -> MeasureBook:
    """Return all measures as at a day, or as another reader gives them: that of a frozen position."""

    def rows(kind: str) -> Iterator[_Row]:
        return _rows(session, kind, day, reading)

    measures = _measures(rows)
    known = {m.id for m in measures}

    def listed(cls: type[_T], kind: str) -> tuple[_T, ...]:
        found = (build(cls, row) for row in rows(kind) if row.get("measure") in known)
        return tuple(sorted(found, key=_in_time))

    return MeasureBook(
        measures,
        _by_time(list(_observations(session, day, known, rows))),
        listed(Target, "target"),
        listed(Benchmark, "benchmark"),
        listed(SeriesMark, "series_mark"),
    )


def read_measure(session: Session, id: str) -> Measure | None:
    """Return one measure by itself, in the plan or not; None if there is none."""
    row = session.file.reading.row("measure", id)
    if row is None:
        return None
    reading = session.file.reading
    actions = tuple(r["action"] for r in reading.related("measure_link", "measure", id) if r["action"])
    themes = tuple(r["theme"] for r in reading.related("theme_link", "target", id) if r["theme"])
    return build(Measure, _exact("measure", row), actions=actions, themes=themes)


def read_one(session: Session, id: str) -> MeasureBook:
    """Return one measure of the plan with what belongs to it, read by itself; an empty book where there is none."""
    reading = session.file.reading
    row = reading.row("measure", id)
    measure = read_measure(session, id) if row is not None and row["exists"] else None
    if measure is None:
        return MeasureBook()

    def listed(cls: type[_T], kind: str, days: Mapping[int, str]) -> tuple[_T, ...]:
        found = []
        for row in reading.related(kind, "measure", id):
            more = {"recorded_on": days[row["n"]]} if row["n"] in days else {}
            found.append(build(cls, _exact(kind, row), **more))
        return tuple(sorted(found, key=_in_time))

    return MeasureBook(
        (measure,),
        listed(Observation, "observation", session.file.measure_rows.recorded_of(id)),
        listed(Target, "target", {}),
        listed(Benchmark, "benchmark", {}),
        listed(SeriesMark, "series_mark", {}),
    )


def measures_of_action(session: Session, action: str) -> list[Measure]:
    """Return the measures that an action was meant to move, by reference."""
    links = session.file.reading.related("measure_link", "action", action)
    found = [m for r in links if (m := read_measure(session, str(r["measure"]))) is not None]
    present = {row[1] for row in session.file.measure_rows.rows("measure")}
    return sorted((m for m in found if m.id in present), key=lambda m: sort_key(m.ref))


def guarded_figures(session: Session) -> frozenset[str]:
    """Return the ids of all observations, withdrawn ones too, of measures that have a rule for small numbers."""
    reading = session.file.reading
    measures = {r["id"] for rows in reading.rows("measure") for r in rows if (r.get("small_number") or 0) > 1}
    return frozenset(r["id"] for rows in reading.rows("observation") for r in rows if r.get("measure") in measures)


def _in_time(row: Observation | Target | Benchmark | SeriesMark) -> tuple[Any, ...]:
    period = period_or_none(row.period)
    return ((period.last, period.first) if period else _LAST, row.period, row.id)


def _by_time(rows: list[Observation]) -> tuple[Observation, ...]:
    """Return observations in the order of time, each period looked at once: there can be sixty thousand rows."""
    places = {text: _in_time(Observation("", "", text)) for text in {row.period for row in rows}}
    order = {text: place for place, text in enumerate(sorted(places, key=lambda text: places[text]))}
    return tuple(sorted(rows, key=lambda row: (order[row.period], row.id)))


def _measures(rows: _Reader) -> tuple[Measure, ...]:
    actions, themes = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for row in rows("measure_link"):
        if row.get("measure") and row.get("action"):
            actions[row["measure"]].append(row["action"])
    for row in rows("theme_link"):
        if row.get("target") and row.get("theme"):
            themes[row["target"]].append(row["theme"])
    found = (build(Measure, row) for row in rows("measure"))
    linked = (replace(m, actions=tuple(actions[m.id]), themes=tuple(themes[m.id])) for m in found)
    return tuple(sorted(linked, key=lambda m: (sort_key(m.ref), m.title.casefold(), m.id)))


def _rows(session: Session, kind: str, day: str | None, reading: Reading | None) -> Iterator[_Row]:
    """Yield the rows of a kind by field, exact numbers as such."""
    if day is not None:
        yield from (_exact(kind, row) for row in (reading or session.file.reading).rows(kind, day)[0])
        return
    names = ("n", "id", *KINDS[kind])
    for row in session.file.measure_rows.rows(kind):
        yield _exact(kind, dict(zip(names, row, strict=True)))


def _exact(kind: str, row: _Row) -> _Row:
    """Return a row with its exact numbers and flags in their own type."""
    for name, field in KINDS[kind].items():
        value = row.get(name)
        if value is None:
            continue
        if field.type is FieldType.DECIMAL:
            row[name] = Decimal(value)
        elif field.type is FieldType.FLAG:
            row[name] = bool(value)
    return row


def _observations(session: Session, day: str | None, known: Container[Any], rows: _Reader) -> Iterator[Observation]:
    """Yield the observations; those of now without a dictionary each, since there can be sixty thousand."""
    reader = session.file.measure_rows
    recorded, revised = reader.recorded(day), reader.revised(day)
    if day is not None:
        for found in rows("observation"):
            n = found["n"]
            days = {"recorded_on": revised.get(n) or recorded.get(n, ""), "revised": n in revised}
            if found.get("measure") in known:
                yield build(Observation, found, **days)
        return
    for row in reader.rows("observation"):
        if row[2] in known:
            n = row[0]
            yield _observation(row, revised.get(n) or recorded.get(n, ""), n in revised)


def _observation(row: Sequence[Any], day: str, revised: bool) -> Observation:
    """Return an observation from its columns, in the order of the vocabulary."""
    _, id, measure, period, source, value, top, whole, low, high, base, state, headline, note, basis = row
    return Observation(
        id,
        measure,
        period or "",
        source or "",
        value and Decimal(value),
        top and Decimal(top),
        whole and Decimal(whole),
        low and Decimal(low),
        high and Decimal(high),
        base,
        state or "final",
        bool(headline),
        note or "",
        basis or "",
        day,
        revised,
    )
