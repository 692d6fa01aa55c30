"""Rating actions: the status, its reason, and what the board is told about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from send_tracker.domain.dates import PartialDate, long_date
from send_tracker.domain.kinds import IMPACT_LABELS, PROGRESS_FIELDS, Value, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.services.programme import made
from send_tracker.services.session import Edited, Session


@dataclass(frozen=True, slots=True)
class Update:
    """What an officer records about an action at once. None leaves a field alone, "" clears it.

    ``note`` is for the board, ``internal_note`` never leaves the file, ``public_note`` is public wording.
    """

    status: str | None = None
    reason: str | None = None
    note: str | None = None
    internal_note: str | None = None
    public_note: str | None = None
    obstacle: str | None = None
    path_to_green: str | None = None
    recovery_date: str | None = None
    ask: str | None = None
    actual_date: str | None = None
    verifier: str | None = None
    bau_owner: str | None = None
    bau_forum: str | None = None
    check_date: str | None = None
    embedded_without: str | None = None
    as_at: date | None = None
    meeting: str | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether it says nothing."""
        return all(getattr(self, f.name) is None for f in fields(self) if f.name not in ("as_at", "meeting", "reason"))


_CLOSING = ("actual_date", "verifier", "bau_owner", "bau_forum", "check_date", "embedded_without")
"""What goes with closing an action; together with the fields of progress, all that an update can set."""
_NOTES = ("note", "internal_note", "public_note")


def update_actions(session: Session, actions: str | Sequence[str], update: Update) -> Edited:
    """Record an update of one or several actions as one edit, with one undo step.

    Raises:
        Problem: the status is not in the scale, the day is in the future, a text is too long, or there is
            nothing to record.
    """
    chosen = [actions] if isinstance(actions, str) else list(actions)
    if update.is_empty or not chosen:
        raise Problem("There is nothing to record: give a status, a note or an obstacle.", "nothing")
    _check(session, update)
    _check_known(session, chosen)
    as_at = update.as_at.isoformat() if update.as_at else None
    drafts: list[Draft] = []
    for action in chosen:
        for name in (*PROGRESS_FIELDS, *_CLOSING):
            value = getattr(update, name)
            if value is not None:
                drafts.append(Draft("action", action, name, value or None, as_at))
        notes: dict[str, Value] = {n: getattr(update, n) for n in _NOTES if getattr(update, n)}
        if notes:
            drafts += made("progress_update", new_id(), {"action": action, **notes}, as_at)
    verb = "set-status" if update.status is not None else "update"
    return session.edit(verb, drafts, update.reason, update.meeting)


def _check(session: Session, update: Update) -> None:
    if update.status is not None and update.status not in session.scale:
        codes = ", ".join(session.scale.codes)
        raise Problem(f"“{update.status}” is not a status of this programme. There are: {codes}.", "no-such-status")
    if update.as_at and update.as_at > session.today:
        raise Problem(f"{long_date(update.as_at)} is in the future; an update holds from a day up to today.", "future")
    if update.recovery_date:
        PartialDate.parse(update.recovery_date)
    for person in (update.verifier, update.bau_owner):
        if person and not session.file.reading.is_known("person", person):
            raise Problem("There is no such person in this file. Nothing was changed.", "no-such-person")


def _check_known(session: Session, actions: Sequence[str]) -> None:
    if not all(session.file.reading.is_known("action", a) for a in actions):
        raise Problem("There is no such action in this file. Nothing was changed.", "no-such-action")


def start_of(session: Session, action: str) -> date | None:
    """Return the day from which an action is in the plan; None if it never was.

    A late entry for a day before it would be kept but shown nowhere: offer :func:`move_start` first.
    """
    first = session.file.reading.start(action)
    return date.fromisoformat(first) if first else None


def move_start(session: Session, action: str, day: date) -> Edited | None:
    """Let an action begin earlier, as it stood when it began; None where it had begun by then.

    Only what it began with holds from the new day; what came later, and late entries from before, keep theirs.
    """
    start = start_of(session, action)
    if start is None or start <= day:
        return None
    reading, iso = session.file.reading, day.isoformat()
    held = reading.values_on(action, iso)
    first = reading.values_on(action, start.isoformat())
    drafts = [
        Draft("action", action, name, value, iso)
        for name, (since, value) in first.items()
        if since == start.isoformat() and name not in held
    ]
    return session.edit("move-start", drafts)


def set_impact(session: Session, actions: str | Sequence[str], impact: str, reason: str | None = None) -> Edited:
    """Rate what difference delivered actions made, apart from whether they were delivered.

    Raises:
        Problem: there is no such rating.
    """
    if impact not in IMPACT_LABELS:
        raise Problem(f"“{impact}” is not an impact rating. There are: {', '.join(IMPACT_LABELS)}.", "no-such-impact")
    chosen = [actions] if isinstance(actions, str) else list(actions)
    _check_known(session, chosen)
    return session.edit("set-impact", [Draft("action", a, "impact", impact) for a in chosen], reason)


def without_status(session: Session, ids: Sequence[str], code: str) -> list[str]:
    """Return those of some actions in the plan that have another status."""
    rows = session.file.plan_rows
    keys = {id: rows.key(id) or 0 for id in ids}
    now = rows.places(keys.values())
    return [id for id, key in keys.items() if key in now and now[key].status != code]
