"""Comparing two positions or days of the open file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_tracker.domain.compare import Comparison, compare
from send_tracker.domain.dates import long_date
from send_tracker.domain.measure_moves import MeasureMove, measure_moves
from send_tracker.domain.measures.results import MeasureResult
from send_tracker.domain.measures.suppression import publishable_results
from send_tracker.domain.positions import Position
from send_tracker.domain.problem import Problem
from send_tracker.domain.vocabulary.measures import MEASURE_KINDS
from send_tracker.services.measure_reading import build_measures
from send_tracker.services.positions import position_on
from send_tracker.services.reading import build_register
from send_tracker.services.session import Session
from send_tracker.storage.held import Held
from send_tracker.storage.positions import Positions
from send_tracker.storage.reading import Reading

_AS_AT = "asat:"


@dataclass(frozen=True, slots=True)
class Point:
    """One side of a comparison: a frozen position, or the plan as at a day by what is known now.

    ``text`` is what names it on the command line; ``words`` how it is called on screen and in print.
    """

    day: date
    position: Position | None = None

    @property
    def text(self) -> str:
        """The form that :func:`read_point` reads."""
        if self.position and self.position.day:
            return self.position.day.isoformat()
        return f"{_AS_AT}{self.day.isoformat()}"

    @property
    def words(self) -> str:
        """The name of this side."""
        if self.position and self.position.day:
            return f"the position frozen for {long_date(self.position.day)}"
        return f"the plan as at {long_date(self.day)}"


def read_point(session: Session, text: str) -> Point:
    """Return the side of a comparison that a text names.

    A date with a frozen position means the position; ``asat:DATE``, and a date without one, the day.

    Raises:
        Problem: it is no date, lies in the future, or has two positions.
    """
    given = text.strip().lower()
    plain = given.removeprefix(_AS_AT)
    try:
        day = date.fromisoformat(plain)
    except ValueError:
        raise Problem(f"“{text}” is not a date. Write it as 2025-07-03 or asat:2025-07-03.", "bad-date") from None
    return point_on(session, day, frozen=plain == given)


def point_on(session: Session, day: date, *, frozen: bool = True) -> Point:
    """Return the position of a day's meeting where it was frozen and is wanted, else the day.

    Raises:
        Problem: the day is in the future, or has two positions.
    """
    position = position_on(session, day) if frozen else None
    if position is None and day > session.today:
        raise Problem(f"{long_date(day)} is in the future; compare days up to today.", "future")
    return Point(day if position is None else position.cutoff, position)


def compare_points(session: Session, before: Point, after: Point) -> Comparison:
    """Return what differs between two sides: the plan, its evidence, and the latest figure of each measure.

    Only what can differ is read, so that a plan of ten thousand actions is compared in less than a second.
    """
    stored = session.present.file.positions
    was, now = held_at(stored, before), held_at(stored, after)
    differs = stored.touched(was, now)
    sides = zip((before, after), stored.readings(was, now, differs.entities), strict=True)
    first, second = (build_register(reading, p.day, p.day.isoformat(), (), 0) for p, reading in sides)
    same = (
        stored.present_actions(now) - differs.entities
    )  # what differs in nothing is in the plan on both or on neither
    moves: tuple[MeasureMove, ...] = ()
    if differs.kinds & set(MEASURE_KINDS):
        moves = measure_moves(*(_results(session, p, stored.reading(h)) for p, h in ((before, was), (after, now))))
    return compare(first, second, moves, len(same))


def held_at(stored: Positions, point: Point) -> Held:
    """Return the changes in force at a position, or on a day by all that is known now."""
    day = point.day.isoformat()
    return stored.held(point.position.n, day) if point.position else stored.held_now(day)


def _results(session: Session, point: Point, reading: Reading) -> dict[str, MeasureResult]:
    return publishable_results(build_measures(session, point.day.isoformat(), reading), point.day)
