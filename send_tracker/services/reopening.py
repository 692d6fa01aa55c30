"""Embedded actions later on: what speaks for opening one again, and the record of a check that it still holds."""

from __future__ import annotations

from collections.abc import Sequence

from send_tracker.domain.dates import PartialDate, long_date
from send_tracker.domain.kinds import EXISTS, Value, link_id
from send_tracker.domain.measures.results import MeasureResult, result_of
from send_tracker.domain.measures.series import series_of
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Action
from send_tracker.domain.reopening import proposals
from send_tracker.services.measure_reading import read_one
from send_tracker.services.programme import set_fields
from send_tracker.services.session import Edited, Session
from send_tracker.services.worsening import worsening_of


def linked_results(session: Session, action: str) -> list[MeasureResult]:
    """Return how the measures stand that an action was meant to move, each read by itself, by reference."""
    linked = session.file.reading.linked("measure_link", "action", action, "measure")
    found = [result_of(s, session.today) for id in linked for s in series_of(read_one(session, id))]
    return sorted(found, key=lambda result: sort_key(result.measure.ref))


def reopening_of(session: Session, action: Action) -> list[str]:
    """Return why an action should be opened again, in a few words each; what was waived is not proposed."""
    if not session.scale.is_embedded(action.status):
        return []
    linked = session.file.reading.linked("measure_link", "action", action.id, "measure")
    found = [worse for id in linked if (worse := worsening_of(session, id)) is not None]
    in_order = sorted(found, key=lambda w: sort_key(w.ref))
    reasons = proposals(action, session.scale, session.today, in_order)
    return [why for rule, why in reasons.items() if not _is_waived(session, rule, action.id)]


def _is_waived(session: Session, rule: str, subject: str) -> bool:
    row = session.file.reading.row("waiver", link_id("waiver", rule, subject))
    expires = str(row["expires"] or "") if row and row[EXISTS] else ""
    return bool(expires) and PartialDate.parse(expires).last >= session.today


def record_check(
    session: Session, actions: str | Sequence[str], checked_on: str, next_check: str, found: str = ""
) -> Edited:
    """Record that actions were looked at and still hold, and when they are looked at next, as one edit.

    Args:
        checked_on: the day, ISO, not after today. next_check: a day, month or term after it.
        found: what was found; it is kept as the reason of the edit.

    Raises:
        Problem: there is no such action, the day is in the future, or the next check is not after it.
    """
    chosen = [actions] if isinstance(actions, str) else list(actions)
    if not all(session.file.reading.is_known("action", a) for a in chosen):
        raise Problem("There is no such action in this file. Nothing was changed.", "no-such-action")
    day, following = PartialDate.parse(checked_on), PartialDate.parse(next_check)
    if day.first != day.last:
        raise Problem("A check needs the day on which it was made, such as 3 July 2025.", "not-a-day")
    if day.first > session.today:
        raise Problem(f"{long_date(day.first)} is in the future; a check is recorded once it was made.", "future")
    if following.last <= day.first:
        raise Problem("The next check has to come after this one.", "not-later")
    values: dict[str, Value] = {"checked_on": day.text, "check_date": following.text}
    return session.edit("record-check", [d for a in chosen for d in set_fields("action", a, values)], found or None)
