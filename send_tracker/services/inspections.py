"""Inspections: when inspectors come, what they do and look at, and how many working days are left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from send_tracker.domain.board_calendar import InspectionClock, inspection_clock
from send_tracker.domain.board_rows import Inspection
from send_tracker.domain.kinds import Value
from send_tracker.domain.problem import Problem
from send_tracker.domain.working_days import WorkingDays
from send_tracker.services import board_entities as entities
from send_tracker.services.bank_holidays import bank_holidays
from send_tracker.services.board_reading import read_board
from send_tracker.services.closed_days import working_days
from send_tracker.services.session import Edited, Session


def add_inspection(session: Session, title: str, focus: Iterable[str] = (), **values: Value) -> str:
    """Record an inspection; return its id.

    Args:
        session: the open file. title: what it is called.
        focus: ids of the areas, outcomes and themes that it looks at.
        values: type, notified, starts, ends (ISO days), framework, question, note.

    Raises:
        Problem: the title is empty, the days are in the wrong order, or a focus is unknown.
    """
    entities.require_text(title, "An inspection needs a title.")
    _check_days(values)
    id, drafts = entities.new_drafts(session, "inspection", {"title": title, **values})
    drafts += entities.target_drafts(session, "inspection_focus", "inspection", id, focus)
    session.edit("add-inspection", drafts)
    return id


def change_inspection(session: Session, inspection: str, **values: Value) -> Edited:
    """Change an inspection's title, days, framework, question or note."""
    known = next((i for i in read_board(session).inspections if i.id == inspection), None)
    if known:
        _check_days({"notified": known.notified, "starts": known.starts, "ends": known.ends, **values})
    return entities.change(session, "inspection", inspection, values)


def _check_days(values: dict[str, Value]) -> None:
    days = [str(values[name]) for name in ("notified", "starts", "ends") if values.get(name)]
    if days != sorted(days):
        raise Problem("An inspection is notified, then begins, then ends: these days are in another order.", "bad-days")


def set_focus(session: Session, inspection: str, targets: Iterable[str]) -> Edited | None:
    """Say what an inspection looks at: these and nothing else; None where nothing changes."""
    entities.require(session, "inspection", inspection)
    drafts = entities.target_drafts(session, "inspection_focus", "inspection", inspection, targets)
    return session.edit("set-focus", drafts) if drafts else None


def add_activity(session: Session, inspection: str, title: str, **values: Value) -> str:
    """Add an activity of the fieldwork; return its id. Values: who, led_by, place, day, order."""
    entities.require(session, "inspection", inspection)
    entities.require_text(title, "An activity needs a title.")
    known = next((i for i in read_board(session).inspections if i.id == inspection), None)
    values.setdefault("order", 1 + max((a.order for a in known.activities), default=0) if known else 1)
    given: dict[str, Value] = {"inspection": inspection, "title": title, **values}
    id, drafts = entities.new_drafts(session, "inspection_activity", given)
    session.edit("add-activity", drafts)
    return id


def withdraw_activity(session: Session, activity: str) -> Edited:
    """Take an activity out of the fieldwork."""
    return entities.withdraw(session, "inspection_activity", activity)


def withdraw_inspection(session: Session, inspection: str, reason: str) -> Edited:
    """Take an inspection out, as one that was recorded by mistake.

    Raises:
        Problem: there is no such inspection, or no reason was given.
    """
    entities.require_text(reason, "Say why the inspection is taken out.")
    return entities.withdraw(session, "inspection", inspection, reason)


def clock_of(session: Session, inspection: Inspection) -> InspectionClock:
    """Return where an inspection stands today, in working days.

    What is left is counted in the council's own days, and how long the notice was in England's, as inspectorates do.
    """
    return inspection_clock(inspection, session.today, working_days(session), WorkingDays(bank_holidays()))


def current_inspection(session: Session) -> Inspection | None:
    """Return the inspection that was notified and is not over yet, the next to begin; None where there is none."""
    today = session.today
    running = [i for i in read_board(session).inspections if i.starts and _last(i) >= today and _is_notified(i, today)]
    return min(running, key=lambda i: i.starts or "", default=None)


def _last(inspection: Inspection) -> date:
    return date.fromisoformat(inspection.ends or inspection.starts or "1900-01-01")


def _is_notified(inspection: Inspection, today: date) -> bool:
    return inspection.notified is None or date.fromisoformat(inspection.notified) <= today


def clock_words(session: Session) -> str:
    """Return the working days left, for the status bar; empty where no inspection is coming."""
    inspection = current_inspection(session)
    return clock_of(session, inspection).words if inspection else ""
