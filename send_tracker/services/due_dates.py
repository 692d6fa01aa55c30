"""The date that actions are held to: set for the first time, moved with an approval, or put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from send_tracker.domain.challenge.dates import count_moves
from send_tracker.domain.challenge.facts import Held
from send_tracker.domain.dates import PartialDate
from send_tracker.domain.gates import date_gate
from send_tracker.domain.kinds import APPROVERS, Value, field_of, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.domain.slippage import Slippage, slippage
from send_tracker.domain.status import Group
from send_tracker.services.action_view import read_action
from send_tracker.services.programme import made, set_fields
from send_tracker.services.session import Edited, Session


@dataclass(frozen=True, slots=True)
class Approval:
    """Why a date moves and who agreed: a code of :data:`send_tracker.domain.kinds.APPROVERS`, and the minute.

    ``correction`` says that the date was typed wrongly: it is put right and counts as no move.
    """

    reason: str = ""
    approver: str = ""
    minute: str = ""
    correction: bool = False


@dataclass(frozen=True, slots=True)
class DateMove:
    """One move of an approved date in words; ``days`` is how far, ``approver`` is empty where nobody is named."""

    on: str
    before: str
    after: str
    days: int
    reason: str
    approver: str
    minute: str
    author: str


@dataclass(frozen=True, slots=True)
class DateStory:
    """The moves of an action's date, oldest first, and how far it has slipped."""

    moves: tuple[DateMove, ...]
    slip: Slippage


def moved_by(session: Session, actions: Sequence[str], due: str | None) -> dict[str, str]:
    """Return those of some actions whose date would be moved by a new one, each with the date it is held to now.

    A first date is no move, and one that was first set today can still be put right without being one.
    """
    found = {}
    for action in actions:
        row = session.file.reading.row("action", action)
        before = (row["approved_date"] or row["original_date"]) if row else None
        if before and before != due and not _began_today(session, action):
            found[action] = str(before)
    return found


def _began_today(session: Session, action: str) -> bool:
    """Tell whether an action got its first date today."""
    held = [h for h in session.file.date_rows.held(action) if h.value]
    return len(held) == 1 and held[0].since == session.today.isoformat()


def date_gates(session: Session, actions: Sequence[str], due: str | None, given: Approval) -> list[str]:
    """Return what moving the date of actions asks for and lacks, each sentence once; warnings, never a block."""
    if given.correction:
        return []
    moved = moved_by(session, actions, due).values()
    asked = [s for before in moved for s in date_gate(before, due, given.reason, given.approver)]
    return list(dict.fromkeys(asked))


def set_due(session: Session, actions: str | Sequence[str], due: str | None, given: Approval | None = None) -> Edited:
    """Set the date that actions are held to, as one edit.

    The first date an action gets is its original one as well. Where a date is moved, who approved it is kept with the
    move. A correction strikes the wrong date out, from the day it was given, so that it was never moved.

    Raises:
        Problem: it is not a date, there is no such approver, or a correction has nothing to put right.
    """
    verb, drafts = due_drafts(session, [actions] if isinstance(actions, str) else actions, due, given or Approval())
    return session.edit(verb, drafts, given.reason or None if given else None)


def due_drafts(session: Session, actions: Sequence[str], due: str | None, given: Approval) -> tuple[str, list[Draft]]:
    """Return what setting the date of actions is called, and its drafts: for an edit that does more than that.

    Raises:
        Problem: as :func:`set_due` does.
    """
    chosen = list(dict.fromkeys(actions))
    checked = field_of("action", "approved_date").check(due)
    after = checked if isinstance(checked, str) else None
    if given.approver and given.approver not in APPROVERS:
        names = ", ".join(APPROVERS)
        raise Problem(f"“{given.approver}” is nobody who approves dates. There are: {names}.", "no-such-approver")
    moved = moved_by(session, chosen, after)
    if given.correction:
        return "correct-date", [d for action in chosen for d in _corrected(session, action, after)]
    drafts = []
    for action in chosen:
        drafts += _dated(session, action, after)
        if action in moved:
            values: dict[str, Value] = {"action": action, "before": moved[action], "after": after}
            values |= {"approver": given.approver, "minute": given.minute}
            drafts += made("date_move", new_id(), values)
    return "move-date" if moved else "change-action", drafts


def _dated(session: Session, action: str, after: str | None) -> list[Draft]:
    """Return the drafts that give an action its date; one that began today takes its original date along."""
    row = session.file.reading.row("action", action)
    values: dict[str, Value] = {"approved_date": after}
    if row is not None and after and (not row["original_date"] or _is_first(session, action, row["original_date"])):
        values = {"original_date": after, **values}
    return set_fields("action", action, values)


def _is_first(session: Session, action: str, original: str) -> bool:
    """Tell whether the original date is the one that was first set today."""
    held = [h for h in session.file.date_rows.held(action) if h.value]
    return _began_today(session, action) and held[0].value == original


def _corrected(session: Session, action: str, after: str | None) -> list[Draft]:
    """Return the drafts that put a wrongly typed date right from the day it was given."""
    rows = session.file.date_rows
    held = [h for h in rows.held(action) if h.value]
    standing = rows.standing(action, "approved_date")
    if not held or standing is None or not after:
        raise Problem("There is no date to put right. Set one instead.", "nothing-to-correct")
    change, since = standing
    drafts = [Draft("action", action, "approved_date", after, since, strikes=(change,))]
    row, original = session.file.reading.row("action", action), rows.standing(action, "original_date")
    if len(held) == 1 and row and original and row["original_date"] == held[0].value:
        drafts.append(Draft("action", action, "original_date", after, original[1], strikes=(original[0],)))
    drafts += [Draft("date_move", a.id, "after", after) for a in rows.approvals(action) if a.edit == held[-1].edit]
    return drafts


def date_story(session: Session, action: str) -> DateStory:
    """Return how the date of an action was moved, and how far it has slipped.

    Raises:
        Problem: there is no such action.
    """
    found = read_action(session, action)
    if found is None:
        raise Problem("There is no such action in this file.", "no-such-action")
    is_open = session.scale[found.status].group is Group.OPEN
    return DateStory(_moves(session, action), slippage(found, session.today, is_open))


def _moves(session: Session, action: str) -> tuple[DateMove, ...]:
    rows = session.file.date_rows
    held = rows.held(action)
    approved = {a.edit: a for a in rows.approvals(action)}
    counted = {move.since for move in count_moves([Held(h.since, h.value) for h in held])}
    found, last = [], ""
    for one in held:
        if one.since in counted and one.value:
            by = approved.get(one.edit)
            days = (PartialDate.parse(one.value).last - PartialDate.parse(last).last).days
            approver = APPROVERS.get(by.approver, by.approver) if by else ""
            found.append(
                DateMove(one.since, last, one.value, days, one.reason, approver, by.minute if by else "", one.author)
            )
        last = one.value or last
    return tuple(found)
