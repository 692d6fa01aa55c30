"""Rules about dates. A due date is the approved one, or the original where none was approved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from send_tracker.domain.challenge.facts import Facts, Held
from send_tracker.domain.challenge.model import Finding, Rule, about
from send_tracker.domain.dates import PartialDate, long_date, show
from send_tracker.domain.severity import Severity
from send_tracker.domain.text import plural


def green_overdue(facts: Facts) -> Iterator[Finding]:
    """An action that claims to be on course after its date. Source: Cheshire East asked RAGs to show targets met."""
    for action in facts.green:
        late = action.days_late(facts.today)
        if late > 0:
            yield about(
                action,
                f"is rated {facts.label(action)} and was due {show(action.due)}, {plural(late, 'day')} ago.",
                f"{facts.label(action)}, but {plural(late, 'day')} past its date",
                f"It was due {show(action.due)}",
            )


def overdue(facts: Facts) -> Iterator[Finding]:
    """An open action past its date that admits it, with no new date approved. Source: Middlesbrough's change rule."""
    green = {a.id for a in facts.green}
    for action in facts.open:
        late = action.days_late(facts.today)
        if late > 0 and action.id not in green:
            hope = action.forecast_date or action.recovery_date
            brief = f"The new date, {show(hope)}, is not approved" if hope else "There is no new date"
            then = f" The new date given, {show(hope)}, is not approved." if hope else " There is no new date."
            yield about(
                action,
                f"is rated {facts.label(action)} and was due {show(action.due)}, {plural(late, 'day')} ago.{then}",
                f"{plural(late, 'day')} past its date",
                brief,
            )


def forecast_late(facts: Facts) -> Iterator[Finding]:
    """A forecast after the due date on an action that claims to be on course. Source: domain notes 8.9."""
    for action in facts.green:
        if action.forecast_date and action.due:
            forecast, due = PartialDate.parse(action.forecast_date), PartialDate.parse(action.due)
            if forecast.last > due.last:
                yield about(action, f"is rated {facts.label(action)}, but is forecast for {forecast} and due {due}.")


def count_moves(held: Sequence[Held]) -> list[Held]:
    """Return the moves of a date: each value that differs from the date before it. Clearing it is no move.

    Setting the first date is none either. Moving it there and back again is two.
    """
    moves: list[Held] = []
    last: str | None = None
    for one in held:
        if one.value is None:
            continue
        if last is not None and one.value != last:
            moves.append(one)
        last = one.value
    return moves


def date_moved(facts: Facts) -> Iterator[Finding]:
    """An open action whose approved date was moved too often. Source: Birmingham's and North Devon's date rules."""
    most = facts.thresholds["date_moves"]
    for action in facts.open:
        held = facts.history.approved.get(action.id, ())
        moves = count_moves(held)
        if len(moves) >= most:
            dates = [show(next(h.value for h in held if h.value)), *(show(m.value) for m in moves)]
            times = plural(len(moves), "time")
            yield about(action, f"has had its date moved {times}: {', then '.join(dates)}.", f"Date moved {times}")


def green_until_missed(facts: Facts) -> Iterator[Finding]:
    """A missed date that nobody saw coming: on course until the week it was missed. Source: domain notes 2.2."""
    notice = timedelta(days=facts.thresholds["missed_days"])
    green = {a.id for a in facts.green}
    for action in facts.open:
        if action.id in green or action.days_late(facts.today) <= 0 or not action.due:
            continue
        due = PartialDate.parse(action.due)
        turned = _turned(facts, facts.history.statuses.get(action.id, ()))
        if turned is not None and turned > (due.last - notice).isoformat():
            day = long_date(PartialDate.parse(turned).first)
            yield about(action, f"was due {due} and was rated on course until {day}.")


def _turned(facts: Facts, held: Sequence[Held]) -> str | None:
    """Return the day on which an action last stopped claiming to be on course; None if it never did."""
    turned = None
    for before, after in pairwise(held):
        if before.value and facts.scale.is_green(before.value) and not facts.scale.is_green(after.value or ""):
            turned = after.since
    return turned


RULES = (
    Rule(
        "green_overdue",
        "On course, but past its date",
        Severity.HIGH,
        "An open action with the best rating whose due date has passed. A month or a term passes with its last day.",
        green_overdue,
    ),
    Rule(
        "green_until_missed",
        "On course until the week it was missed",
        Severity.HIGH,
        "An open action past its due date that was rated on course until less than a set number of days before that "
        "date (7 at first), so that nobody was warned.",
        green_until_missed,
        threshold="missed_days",
    ),
    Rule(
        "forecast_late",
        "On course, but forecast after its approved date",
        Severity.MEDIUM,
        "An open action with the best rating whose own forecast is later than the date it is held to.",
        forecast_late,
    ),
    Rule(
        "overdue",
        "Past its date with no new date approved",
        Severity.MEDIUM,
        "An open action, rated in trouble or not begun, whose due date has passed. A forecast or recovery date does "
        "not move the due date: that takes an approval.",
        overdue,
    ),
    Rule(
        "date_moved",
        "Date moved again and again",
        Severity.MEDIUM,
        "An open action whose approved date has been moved a set number of times (3 at first). The first date is no "
        "move; there and back again is two.",
        date_moved,
        threshold="date_moves",
    ),
)
