"""How an action leaves the plan, always with a reason and never for good: withdrawn, superseded, merged, restored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from send_tracker.domain.kinds import EXISTS, Value
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import sort_key
from send_tracker.domain.succession import chain, makes_circle
from send_tracker.domain.text import clean_text
from send_tracker.services.programme import set_fields
from send_tracker.services.session import Edited, Session


@dataclass(frozen=True, slots=True)
class Other:
    """An action that another one came from or went to."""

    id: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where an action came from and went to.

    Attributes:
        ending: a code of :data:`send_tracker.domain.kinds.ENDINGS`; empty for an action of the plan.
        reason: why it left. carried_on: the actions that carry it on, nearest first.
        superseded, merged: the actions that it carries on itself, in the order of their references.
    """

    ending: str = ""
    reason: str = ""
    carried_on: tuple[Other, ...] = ()
    superseded: tuple[Other, ...] = ()
    merged: tuple[Other, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Tell whether there is nothing to say."""
        return self == Lineage()


def withdraw(session: Session, actions: str | Sequence[str], reason: str | None = None) -> Edited:
    """Take actions out of the plan. They are never deleted, and can be brought back."""
    return _end(session, actions, "withdrawn", None, "withdraw-action", reason)


def say_why(session: Session, actions: str | Sequence[str], reason: str) -> Edited:
    """Say later on why actions left the plan: one edit more, because what was recorded is never changed.

    Raises:
        Problem: there is no reason, or one of them is in the plan.
    """
    chosen = [actions] if isinstance(actions, str) else list(actions)
    if not clean_text(reason):
        raise Problem("Write why it left the plan first.", "no-reason")
    for action in chosen:
        row = session.file.reading.row("action", action)
        if row is None or row[EXISTS]:
            raise Problem("Only what was withdrawn can be given a reason for it.", "not-withdrawn")
    return session.edit("explain-withdrawal", [Draft("action", action, EXISTS, False) for action in chosen], reason)


def unexplained(session: Session, actions: Iterable[str]) -> list[str]:
    """Return which of some actions have left the plan with nobody saying why."""
    reading = session.file.reading
    rows = [(action, reading.row("action", action)) for action in actions]
    return [id for id, row in rows if row and not row[EXISTS] and not reading.reason("action", EXISTS, id)]


def supersede(session: Session, action: str, successor: str, reason: str) -> Edited:
    """Take an action out of the plan because another one takes its place.

    Raises:
        Problem: there is no reason, no such action in the plan, or it would come round in a circle.
    """
    _check(session, [action], successor, reason, "Superseding an action")
    return _end(session, action, "superseded", successor, "supersede-action", reason)


def merge(session: Session, actions: str | Sequence[str], into: str, reason: str) -> Edited:
    """Take actions out of the plan because another one carries them on, as one edit.

    Raises:
        Problem: there is no reason, no such action in the plan, or it would come round in a circle.
    """
    chosen = [actions] if isinstance(actions, str) else list(actions)
    _check(session, chosen, into, reason, "Merging actions")
    return _end(session, chosen, "merged", into, "merge-action", reason)


def _end(
    session: Session,
    actions: str | Sequence[str],
    ending: str,
    successor: str | None,
    verb: str,
    reason: str | None,
) -> Edited:
    """Take actions out as one edit; how comes before that they go, so that it is not an edit of what is gone."""
    chosen = list(dict.fromkeys([actions] if isinstance(actions, str) else actions))
    values: dict[str, Value] = {"ending": ending}
    if successor:
        values["successor"] = successor
    drafts = [
        draft
        for action in chosen
        for draft in (*set_fields("action", action, values), Draft("action", action, EXISTS, False))
    ]
    return session.edit(verb, drafts, reason)


def _check(session: Session, actions: Sequence[str], successor: str, reason: str, what: str) -> None:
    reading = session.file.reading
    if not clean_text(reason):
        raise Problem(f"{what} asks for a reason.", "no-reason")
    row = reading.row("action", successor)
    if row is None or not all(reading.is_known("action", action) for action in actions):
        raise Problem("There is no such action in this file. Nothing was changed.", "no-such-action")
    known = successors(session)
    for action in actions:
        if action == successor:
            raise Problem(f"{row['ref']} cannot carry itself on. Choose another action.", "circle")
        if makes_circle(known, action, successor):
            gone = reading.row("action", action) or {}
            raise Problem(
                f"{row['ref']} is itself carried on by {gone.get('ref')}, so it would come round in a circle. "
                "Nothing was changed.",
                "circle",
            )
    if not row[EXISTS]:
        raise Problem(f"{row['ref']} has left the plan. Choose an action of the plan to carry it on.", "not-in-plan")


def restore(session: Session, actions: str | Sequence[str], reason: str | None = None) -> Edited:
    """Bring actions back into the plan as they were; what was said of their end goes.

    Raises:
        Problem: one of them is in the plan.
    """
    chosen = [actions] if isinstance(actions, str) else list(actions)
    drafts: list[Draft] = []
    for action in chosen:
        row = session.file.reading.row("action", action)
        if row is None or row[EXISTS]:
            raise Problem("Only what was withdrawn can be brought back.", "not-withdrawn")
        drafts += [Draft("action", action, EXISTS, True)]
        drafts += [Draft("action", action, name, None) for name in ("ending", "successor") if row.get(name)]
    return session.edit("restore-action", drafts, reason)


def successors(session: Session) -> dict[str, str | None]:
    """Return which action carries on each one that has left the plan with a successor."""
    return session.file.ending_rows.successors()


def lineage(session: Session, action: str) -> Lineage:
    """Return where an action came from and went to."""
    row = session.file.reading.row("action", action)
    if row is None:
        return Lineage()
    known = successors(session)
    before = [id for id, following in known.items() if following == action]
    came = {id: session.file.reading.row("action", id) or {} for id in before}

    def of(ending: str) -> tuple[Other, ...]:
        found = [_other(session, id) for id, old in came.items() if old.get("ending") == ending]
        return tuple(sorted(found, key=lambda other: sort_key(other.ref)))

    if row[EXISTS]:
        return Lineage(superseded=of("superseded"), merged=of("merged"))
    carried = tuple(_other(session, id) for id in chain(known, action))
    reason = session.file.reading.reason("action", EXISTS, action)
    return Lineage(row.get("ending") or "withdrawn", reason, carried, of("superseded"), of("merged"))


def _other(session: Session, id: str) -> Other:
    row = session.file.reading.row("action", id) or {}
    return Other(id, row.get("ref") or "", row.get("title") or "")


def candidates(session: Session, actions: Sequence[str]) -> list[tuple[str, str]]:
    """Return the actions of the plan that could carry some others on, by reference, each with its title."""
    rows = [row for row in session.file.reading.listed("action") if row["id"] not in actions]
    rows.sort(key=lambda row: sort_key(row["ref"] or ""))
    return [(row["id"], f"{row['ref'] or ''} {row['title'] or ''}".strip()) for row in rows]
