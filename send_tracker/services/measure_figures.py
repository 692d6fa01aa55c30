"""Recording figures: one edit for all that was typed or pasted, and one undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from send_tracker.domain.kinds import EXISTS, Value, decimal_text, field_of, link_id
from send_tracker.domain.log import Draft
from send_tracker.domain.measures.checks import question, refuse
from send_tracker.domain.measures.numbers import Figure
from send_tracker.domain.measures.periods import Period
from send_tracker.domain.measures.rows import STATES, Measure
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import clean_text
from send_tracker.services.measure_reading import read_measure
from send_tracker.services.programme import made, set_fields
from send_tracker.services.session import Edited, Session

_NUMBERS: Final = ("value", "numerator", "denominator", "low", "high")


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure to be recorded: of a measure, for a period, by a source. What is None stays unknown, never zero.

    Attributes:
        period: canonical. source: the key together with measure and period.
        state: a code of STATES; left out, a first figure is final and a changed one revised.
        headline: True makes it the figure that is quoted; None does so where it is the only one of its period.
    """

    measure: str
    period: str
    source: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    base: int | None = None
    state: str = ""
    note: str | None = None
    basis: str | None = None
    headline: bool | None = None

    @property
    def figure(self) -> Figure:
        """The numbers alone."""
        return Figure(self.value, self.numerator, self.denominator, self.low, self.high, self.base)


class Question(NamedTuple):
    """What should be asked before an entry is kept: the place of the entry, and the sentence."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of some entries.

    Attributes:
        edited: the edit; None where nothing differed, or where there are questions.
        questions: what must be confirmed first; nothing was recorded then.
        new, changed, unchanged: the places of the entries of which that is true.
        ids: the observation of each entry.
    """

    edited: Edited | None = None
    questions: tuple[Question, ...] = ()
    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    unchanged: tuple[int, ...] = ()
    ids: tuple[str, ...] = ()


def observation_id(measure: str, period: str, source: str) -> str:
    """Return the id of the one observation of a measure, period and source: the same in every copy."""
    return link_id("observation", measure, period, source_text(source).casefold())


def source_text(source: str) -> str:
    """Return a source as it is kept: on one line."""
    return " ".join(clean_text(source, "The source").split())


def record(
    session: Session,
    entries: Sequence[Entry],
    *,
    confirmed: bool = False,
    reason: str | None = None,
    as_at: date | None = None,
    dry_run: bool = False,
    along: Sequence[Draft] = (),
) -> Recorded:
    """Record figures as one edit. A figure that is there already is revised, and its history kept.

    Args:
        session: the open file. entries: what was given, at most one for a measure, period and source.
        confirmed: keep figures outside the plausible range too; otherwise they are asked about and nothing is kept.
        reason: why figures were revised. as_at: the day from which they are known; today if left out.
        dry_run: only say what would become of them.
        along: what belongs to the same edit, such as how a feed was read.

    Raises:
        Problem: a figure cannot be one, a period or measure is unknown, or two entries are for one place. The
            sentence names the measure and the period; nothing was recorded.
    """
    writing = _Writing(session, as_at.isoformat() if as_at else None)
    for place, entry in enumerate(entries):
        writing.take(place, entry)
    told = Recorded(
        None,
        () if confirmed else tuple(writing.questions),
        tuple(writing.new),
        tuple(writing.changed),
        tuple(writing.unchanged),
        tuple(writing.ids),
    )
    if told.questions or dry_run or not writing.drafts:
        return told
    edited = session.edit("record-figures", [*writing.drafts, *along], reason)
    return Recorded(edited, (), told.new, told.changed, told.unchanged, told.ids)


@dataclass(slots=True)
class _Writing:
    """Turns entries into drafts, reading each measure and its observations once."""

    session: Session
    day: str | None
    drafts: list[Draft] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    _measures: dict[str, Measure] = field(default_factory=dict)
    _rows: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    def take(self, place: int, entry: Entry) -> None:
        """Check one entry and add what it changes."""
        measure = self._measure(entry.measure)
        period = Period.parse(entry.period)
        where = f"{measure.title}, {period.words}"
        try:
            refuse(measure, entry.figure)
        except Problem as problem:
            raise Problem(f"{where}: {problem.sentence}", problem.code) from problem
        if entry.state and entry.state not in STATES:
            raise Problem(f"{where}: “{entry.state}” is not a state. There are: {', '.join(STATES)}.", "no-such-state")
        if entry.figure.is_missing and not entry.note:
            raise Problem(f"{where}: there is no figure. Leave out what is missing; it is never zero.", "no-figure")
        if asked := _too_early(period, self.session.today, where) or question(measure, entry.figure, where):
            self.questions.append(Question(place, asked))
        id = observation_id(entry.measure, period.text, entry.source)
        if id in self.ids:
            raise Problem(f"{where}: two figures were given for one source. Nothing was recorded.", "twice")
        self.ids.append(id)
        before = self._rows[entry.measure].get(id)
        self._add(place, id, entry, before if before and before[EXISTS] else None)

    def _measure(self, id: str) -> Measure:
        if id not in self._measures:
            known = self.session.file.reading.is_known("measure", id)
            found = read_measure(self.session, id) if known else None
            if found is None:
                raise Problem("There is no such measure in this file. Nothing was recorded.", "no-such-measure")
            self._measures[id] = found
            self._rows[id] = {r["id"]: r for r in self.session.file.reading.related("observation", "measure", id)}
        return self._measures[id]

    def _add(self, place: int, id: str, entry: Entry, before: dict[str, Any] | None) -> None:
        wanted = _values(entry)
        others = [r for r in self._rows[entry.measure].values() if r["period"] == entry.period and r["id"] != id]
        if before is None:
            headline = entry.headline if entry.headline is not None else not others
            wanted |= {"state": entry.state or "final", "headline": headline}
            given = {"measure": entry.measure, "period": entry.period, "source": source_text(entry.source), **wanted}
            # Fields of an observation that was withdrawn come back with it, so what is not given is cleared.
            gone = self.session.file.reading.row("observation", id)
            cleared = {n: None for n in wanted if gone and gone.get(n) is not None and wanted[n] is None}
            self.drafts += made("observation", id, given, self.day)
            self.drafts += set_fields("observation", id, cleared, self.day)
            self.new.append(place)
        else:
            headline = bool(entry.headline)
            differing = {n: v for n, v in wanted.items() if (n not in _OPTIONAL or v is not None) and before[n] != v}
            if any(n in differing for n in (*_NUMBERS, "base")) or entry.state:
                state = entry.state or "revised"
                differing |= {"state": state} if before["state"] != state else {}
            if entry.headline is not None and bool(before["headline"]) is not headline:
                differing["headline"] = headline
            self.drafts += set_fields("observation", id, differing, self.day)
            (self.changed if differing else self.unchanged).append(place)
        if headline:
            self._demote(others)
        self._rows[entry.measure][id] = {
            "id": id, "period": entry.period, "headline": headline, EXISTS: True, "state": entry.state, **wanted,
        }  # fmt: skip

    def _demote(self, others: Sequence[dict[str, Any]]) -> None:
        for row in others:
            if row["headline"]:
                self.drafts.append(Draft("observation", row["id"], "headline", False, self.day))
                row["headline"] = False


def _too_early(period: Period, today: date, where: str) -> str:
    """Return the question that a period asks whose year was probably mistyped; nothing for any other."""
    ahead = (period.first - today).days > _A_YEAR
    return f"{where}: this period begins more than a year from now. Keep it?" if ahead else ""


_A_YEAR: Final = 366
_OPTIONAL: Final = ("note", "basis")
"""What an entry leaves alone where it does not give it."""


def _values(entry: Entry) -> dict[str, Value]:
    found: dict[str, Value] = {"base": entry.base, "note": entry.note, "basis": entry.basis}
    for name in _NUMBERS:
        number: Decimal | None = getattr(entry, name)
        try:
            found[name] = None if number is None else decimal_text(number)
        except ValueError:
            raise Problem(f"{number} is not a number that can be kept. Nothing was recorded.", "bad-number") from None
    return {name: field_of("observation", name).check(value) for name, value in found.items()}


def set_headline(session: Session, observation: str) -> Edited | None:
    """Make an observation the one that is quoted among the sources of its measure and period.

    Raises:
        Problem: there is no such observation.
    """
    row = session.file.reading.row("observation", observation)
    if row is None or not row[EXISTS]:
        raise Problem("There is no such figure in this file. Nothing was changed.", "no-such-observation")
    rows = session.file.reading.related("observation", "measure", row["measure"])
    same = [r for r in rows if r["period"] == row["period"]]
    drafts = [
        Draft("observation", r["id"], "headline", r["id"] == observation)
        for r in same
        if bool(r["headline"]) is not (r["id"] == observation)
    ]
    return session.edit("set-headline", drafts) if drafts else None


def withdraw_observation(session: Session, observation: str, reason: str | None = None) -> Edited:
    """Take a figure out of the book. It is never deleted, and an undo brings it back."""
    return session.edit("withdraw-figure", [Draft("observation", observation, EXISTS, False)], reason)
