"""The measures for their page: every line with its result, its limits and its small line; charts of single measures."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.dates import PartialDate, show
from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.domain.measures.ratings import NO_TARGET
from send_tracker.domain.measures.results import MeasureResult, measure_results, result_of
from send_tracker.domain.measures.rows import MeasureBook
from send_tracker.domain.measures.suppression import suppressed_book, suppressed_series
from send_tracker.domain.measures.trend import ActionMark, Trend
from send_tracker.domain.measures.trend_of import trend_of
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Action
from send_tracker.domain.status import Group
from send_tracker.domain.text import plural
from send_tracker.services.action_view import read_action
from send_tracker.services.history import history
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class MeasureView:
    """All measures, and what their filters and fields can choose from.

    Attributes:
        lines: every measure, in the order of references. book: what they were read from.
        outcomes: ids and names of the outcomes. people: ids and names.
    """

    lines: tuple[MeasureLine, ...]
    book: MeasureBook
    outcomes: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """How many there are: "12 measures, 11 with a target"."""
        found = plural(len(self.lines), "measure")
        aimed = sum(line.rating_key != NO_TARGET for line in self.lines)
        return f"{found}, {aimed:,} with a target" if self.lines else found

    @property
    def refs(self) -> Mapping[str, str]:
        """References of outcomes by id, for the sentence under the filters."""
        return {id: words.partition(" ")[0] for id, words in self.outcomes}

    def line(self, id: str) -> MeasureLine | None:
        """Return one measure by its id."""
        return next((line for line in self.lines if line.id == id), None)


def measure_view(session: Session, public: bool = False) -> MeasureView:
    """Return every measure with what its line shows; ``public`` without what the rules for small numbers hide."""
    with _collector_paused():
        book = read_measures(session)
        book = suppressed_book(book) if public else book
        results = measure_results(book, session.today)
    outcomes = {row["id"]: row for row in session.file.reading.listed("outcome")}
    people = {row["id"]: row["name"] or "" for row in session.file.reading.listed("person")}
    order = sorted(outcomes, key=lambda id: sort_key(outcomes[id]["ref"] or ""))
    return MeasureView(
        tuple(line_of(result, outcomes, people) for result in results.values()),
        book,
        tuple((id, f"{outcomes[id]['ref'] or ''} {_name(outcomes[id])}".strip()) for id in order),
        tuple(sorted(people.items(), key=lambda p: p[1].casefold())),
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from walking over the figures again and again while all of them are being read."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def line_of(
    result: MeasureResult,
    outcomes: Mapping[str, Mapping[str, str]] | None = None,
    people: Mapping[str, str] | None = None,
) -> MeasureLine:
    """Return a measure as the page shows it; without outcomes and people they stay unnamed."""
    outcome = (outcomes or {}).get(result.measure.outcome or "")
    return MeasureLine(
        result,
        (outcome["ref"] or "") if outcome else "",
        _name(outcome) if outcome else "",
        (people or {}).get(result.measure.owner or "", ""),
    )


def _name(outcome: Mapping[str, str]) -> str:
    return outcome["short"] or outcome["title"] or ""


def linked_actions(session: Session, ids: Iterable[str]) -> tuple[Action, ...]:
    """Return actions by their ids, in the order of references; what is gone from the plan is left out."""
    found = []
    for id in ids:
        row = session.file.reading.row("action", id)
        if row is not None and row["exists"] and (action := read_action(session, id)) is not None:
            found.append(action)
    return tuple(sorted(found, key=lambda a: sort_key(a.ref)))


def action_marks(session: Session, actions: Iterable[Action]) -> tuple[ActionMark, ...]:
    """Return the actions that are done, each with the day it was delivered on.

    That is the date of delivery where one was given, else the first day on which its status counted as done.
    """
    done = {s.code for s in session.scale.of_group(Group.DONE)}
    delivered = [a for a in actions if a.status in done]
    since = session.file.completion_rows.done_since([a.id for a in delivered], done)
    found = []
    for action in delivered:
        day = PartialDate.parse(action.actual_date).last if action.actual_date else _day(since.get(action.id))
        if day is not None:
            found.append(ActionMark(day, action.id, action.ref, action.title, session.scale[action.status]))
    return tuple(sorted(found, key=lambda m: m.day))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def public_trend(session: Session, line: MeasureLine) -> Trend:
    """Return the data of a measure's chart as it may leave the file: small numbers are hidden by its rule."""
    result = result_of(suppressed_series(line.result.series), session.today)
    return measure_trend(session, MeasureLine(result, line.outcome_ref, line.outcome_name, line.owner))


def measure_trend(session: Session, line: MeasureLine) -> Trend:
    """Return the data of a measure's chart, with the linked actions that are done."""
    actions = linked_actions(session, line.measure.actions)
    return trend_of(line.result, line.spc, action_marks(session, actions))


_NUMBERS = frozenset(f"observation.{name}" for name in ("value", "numerator", "denominator", "low", "high", "base"))


def earlier_figures(session: Session, observation: str) -> list[str]:
    """Return what stood in an observation before, newest first: "Value 47.3 until 3 June 2025"."""
    lines = (line for line in history(session, observation) if line.counts and line.field in _NUMBERS)
    return [f"{line.what} {line.before} until {show(line.as_at)}" for line in lines if line.before]
