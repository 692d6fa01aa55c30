"""From the rows of a feed to figures: each either an entry to be recorded, or a row that is not taken and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from send_tracker.domain.dates import MONTHS
from send_tracker.domain.measures.checks import refuse
from send_tracker.domain.measures.numbers import MISSING, Figure, read_figure, share
from send_tracker.domain.measures.period_reading import read_period
from send_tracker.domain.measures.periods import Period
from send_tracker.domain.measures.rows import STATES, Measure
from send_tracker.domain.problem import Problem
from send_tracker.exchange.feed_layout import AREA_HEADS, NUMBERS, Layout
from send_tracker.exchange.feed_table import FeedTable
from send_tracker.services.measures import Entry

_HALF: Final = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is not taken: its number in the file, and a sentence without a full stop."""

    row: int
    why: str


@dataclass(slots=True)
class FeedRows:
    """What the rows of a file came to.

    Attributes:
        entries: figures with the number of their row. doubtful, rejected: those that are not taken.
        missing: cells without a figure, which change nothing. skipped: rows of other areas.
    """

    entries: list[tuple[int, Entry]] = field(default_factory=list)
    doubtful: list[Reason] = field(default_factory=list)
    rejected: list[Reason] = field(default_factory=list)
    missing: int = 0
    skipped: int = 0


class Measures:
    """Measures by reference or title, whatever the letters."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self._by_name: dict[str, list[Measure]] = {}
        for measure in measures:
            for name in {measure.ref.casefold(), measure.title.casefold()}:
                self._by_name.setdefault(name, []).append(measure)

    def named(self, name: str) -> Measure:
        """Return the measure of a name.

        Raises:
            Problem: there is none, or there are two.
        """
        found = self._by_name.get(" ".join(name.split()).casefold(), [])
        if not found:
            raise Problem(f"There is no measure “{name}”.", "no-such-measure")
        if len(found) > 1:
            raise Problem(f"Two measures are called “{name}”.", "two-measures")
        return found[0]

    def knows(self, name: str) -> bool:
        """Tell whether exactly one measure has this name."""
        return len(self._by_name.get(" ".join(name.split()).casefold(), [])) == 1


def read_rows(table: FeedTable, layout: Layout, measures: Measures) -> FeedRows:
    """Return what the rows of a table come to."""
    found = FeedRows()
    wide = layout.measures or {h: {"value": h} for h in table.heads if measures.knows(h) and h != layout.period}
    if not wide and not layout.measure:
        raise Problem("No column is a measure of this file, by its reference or title. Name them in the mapping.",
                      "no-measures")  # fmt: skip
    for number, row in table.rows:
        if not _is_wanted(row, layout):
            found.skipped += 1
            continue
        for name, columns in _figures_of(row, layout, wide):
            _take(found, number, row, layout, measures, name, columns)
    _only_once(found)
    return found


def _is_wanted(row: Mapping[str, str], layout: Layout) -> bool:
    if any(row.get(column, "").strip().casefold() not in texts for column, texts in layout.only.items()):
        return False
    if not layout.area:
        return True
    wanted = layout.area.casefold()
    return any(h.casefold() in AREA_HEADS and text.strip().casefold() == wanted for h, text in row.items())


def _figures_of(
    row: Mapping[str, str], layout: Layout, wide: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the name of each measure that a row is about, with the columns of its numbers."""
    if layout.measure:
        yield row.get(layout.measure, ""), layout.columns
    else:
        yield from wide.items()


def _take(
    found: FeedRows,
    number: int,
    row: Mapping[str, str],
    layout: Layout,
    measures: Measures,
    name: str,
    columns: Mapping[str, str],
) -> None:
    """Read one figure of a row, and say in which cell something is wrong."""
    texts = {n: row.get(columns[n], "").strip() for n in NUMBERS if n in columns}
    note = row.get(layout.columns.get("note", ""), "").strip()
    hidden = row.get(layout.columns.get("suppressed", ""), "").casefold() == "yes"
    if hidden or (all(t.casefold() in MISSING for t in texts.values()) and not (note and layout.measure)):
        found.missing += 1
        return
    try:
        measure = measures.named(name)
        figure = _figure(texts, measure)
        refuse(measure, figure)
        entry = _entry(row, layout, measure, figure, note)
    except Problem as problem:
        where = f"{name}: " if name and name not in problem.sentence else ""
        found.rejected.append(Reason(number, f"{where}{problem.sentence}".rstrip(".")))
        return
    if why := _disagrees(texts, measure, figure):
        found.doubtful.append(Reason(number, f"{name}: {why}"))
    else:
        found.entries.append((number, entry))


def _figure(texts: Mapping[str, str], measure: Measure) -> Figure:
    numbers = {n: _count(texts[n]) for n in ("numerator", "denominator", "low", "high") if n in texts}
    base = _count(texts.get("base", ""))
    if base is not None and base != base.to_integral_value():
        raise Problem(f"A base is a whole number, not {base}.", "bad-number")
    whole = int(base) if base is not None else None
    if any(n is not None for n in numbers.values()):
        return Figure(None, **numbers, base=whole)
    read = read_figure(texts.get("value") or texts.get("percentage", ""), measure)
    return Figure(
        read.value, read.numerator, read.denominator, read.low, read.high, read.base if whole is None else whole
    )


def _count(text: str) -> Decimal | None:
    if text.casefold() in MISSING:
        return None
    if not re.fullmatch(r"-?\d[\d,]*(\.\d+)?", text):
        raise Problem(f"“{text}” is not a number.", "bad-number")
    return Decimal(text.replace(",", ""))


def _disagrees(texts: Mapping[str, str], measure: Measure, figure: Figure) -> str:
    """Return that a percentage of the file is not that of its own counts, allowing for its rounding."""
    text = texts.get("percentage", "")
    if text.casefold() in MISSING or figure.numerator is None or figure.denominator is None:
        return ""
    counted = share(figure.numerator, figure.denominator, measure.unit)
    printed = read_figure(text, measure).value
    if counted is None or printed is None:
        return ""
    places = max(0, -int(printed.as_tuple().exponent))
    if abs(printed - counted) <= _HALF.scaleb(-places):
        return ""
    return f"the file says {text}, but {figure.numerator:,f} of {figure.denominator:,f} is {counted:.1f}%"


def _entry(row: Mapping[str, str], layout: Layout, measure: Measure, figure: Figure, note: str) -> Entry:
    told = {n: row.get(layout.columns.get(n, ""), "").strip() for n in ("state", "row_basis", "row_source", "headline")}
    if layout.source and told["row_source"] and told["row_source"].casefold() != layout.source.casefold():
        raise Problem(f"The row is of another source, “{told['row_source']}”.", "other-source")
    if told["state"] and told["state"].casefold() not in STATES:
        raise Problem(f"“{told['state']}” is not a state. There are: {', '.join(STATES)}.", "no-such-state")
    return Entry(
        measure.id,
        _period(row, layout, measure).text,
        layout.source or told["row_source"],
        figure.value,
        figure.numerator,
        figure.denominator,
        figure.low,
        figure.high,
        figure.base,
        told["state"].casefold(),
        note or None,
        layout.basis or told["row_basis"] or None,
        True if told["headline"].casefold() == "yes" else None,
    )


def _period(row: Mapping[str, str], layout: Layout, measure: Measure) -> Period:
    """Return the period of a row; a second column may say what kind of period it is, as "Calendar year" or "May"."""
    text, kind = row.get(layout.period, ""), row.get(layout.period_type, "").strip().casefold()
    if kind.capitalize() in MONTHS:
        return read_period(f"{kind} {text}", measure.period_type)
    if found := re.fullmatch(r"(autumn|spring|summer)(?: term)?", kind):
        years = re.fullmatch(r"(\d{4})/?(\d{2})", text)
        year = text if not years else years[1] if found[1] == "autumn" else f"20{years[2]}"
        return read_period(f"{found[1]} term {year}")
    if kind in ("calendar year", "financial year", "academic year", "reporting year"):
        return read_period(text if kind in ("calendar year", "reporting year") else f"{kind} {text}")
    return read_period(text, measure.period_type)


def _only_once(found: FeedRows) -> None:
    """Take no figure that the file gives twice: which of them is meant, nobody can tell."""
    rows: dict[tuple[str, str, str], list[int]] = {}
    for number, entry in found.entries:
        rows.setdefault((entry.measure, entry.period, entry.source.casefold()), []).append(number)
    kept = []
    for number, entry in found.entries:
        same = rows[entry.measure, entry.period, entry.source.casefold()]
        if len(same) == 1:
            kept.append((number, entry))
        else:
            others = ", ".join(str(n) for n in same if n != number) or str(number)
            found.rejected.append(Reason(number, f"the file gives this figure again in row {others}"))
    found.entries = kept
    found.rejected.sort(key=lambda r: r.row)
