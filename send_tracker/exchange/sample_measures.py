"""The measures of the sample: each described from the first day, each figure recorded on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from send_tracker.services import measures
from send_tracker.services.session import Session

_Row = dict[str, str]
_EXACT = ("plausible_low", "plausible_high", "tolerance")
_WHOLE = ("decimals", "small_number")


class MeasureStep(NamedTuple):
    """Something to do on a day."""

    day: date
    author: str
    do: Callable[[], object]


@dataclass(slots=True)
class SampleMeasures:
    """Turns the text files of measures into what a programme's officers did.

    Attributes:
        session: the programme. table: returns the rows of a text file by its name.
        refs: ids of outcomes, themes and actions by reference. people: ids of people by key.
    """

    session: Session
    table: Callable[[str], list[_Row]]
    refs: Mapping[str, str]
    people: Mapping[str, str]
    _ids: dict[str, str] = field(default_factory=dict)

    def add(self) -> None:
        """Describe every measure."""
        for row in self.table("measures"):
            self._ids[row["ref"]] = measures.add_measure(self.session, **self._values(row))

    def _values(self, row: _Row) -> dict[str, Any]:
        found: dict[str, Any] = {name: value for name, value in row.items() if value}
        for name in _EXACT:
            if name in found:
                found[name] = Decimal(found[name])
        for name in _WHOLE:
            if name in found:
                found[name] = int(found[name])
        found["cumulative"] = row["cumulative"] == "yes"
        for name in ("actions", "themes"):
            found[name] = ";".join(self.refs[part] for part in row[name].split(";") if part)
        if row["outcome"]:
            found["outcome"] = self.refs[row["outcome"]]
        if row["owner"]:
            found["owner"] = self.people[row["owner"]]
        return found

    def steps(self) -> Iterator[MeasureStep]:
        """Yield what was recorded afterwards: figures, targets, benchmarks and marks, each with its day."""
        yield from (self._figure(row) for row in self.table("observations"))
        yield from (self._target(row) for row in self.table("targets"))
        yield from (self._benchmark(row) for row in self.table("benchmarks"))
        yield from (self._mark(row) for row in self.table("series_marks"))

    def _step(self, row: _Row, do: Callable[[], object]) -> MeasureStep:
        return MeasureStep(date.fromisoformat(row["date"]), row.get("author", ""), do)

    def _figure(self, row: _Row) -> MeasureStep:
        numbers: dict[str, Any] = {
            n: Decimal(row[n]) for n in ("value", "numerator", "denominator", "low", "high") if row[n]
        }
        entry = measures.Entry(
            self._ids[row["ref"]],
            row["period"],
            row["source"],
            **numbers,
            base=int(row["base"]) if row["base"] else None,
            state=row["state"],
            note=row["note"] or None,
            headline=True if row["headline"] == "yes" else None,
        )
        return self._step(row, lambda: measures.record(self.session, [entry], confirmed=True))

    def _target(self, row: _Row) -> MeasureStep:
        def do() -> None:
            stretch = row["stretch"] == "yes"
            value = Decimal(row["value"])
            measures.set_target(
                self.session, self._ids[row["ref"]], row["period"], value, stretch=stretch, note=row["note"]
            )

        return self._step(row, do)

    def _benchmark(self, row: _Row) -> MeasureStep:
        def do() -> None:
            who, period, value = row["name"], row["period"], Decimal(row["value"])
            measures.set_benchmark(
                self.session, self._ids[row["ref"]], who, period, value, basis=row["basis"], source=row["source"]
            )

        return self._step(row, do)

    def _mark(self, row: _Row) -> MeasureStep:
        def do() -> None:
            measures.mark_series(self.session, self._ids[row["ref"]], row["period"], row["type"], row["note"])

        return self._step(row, do)
