"""Undo and redo, by name, across restarts. Both are new edits: history only grows."""

from __future__ import annotations

from dataclasses import dataclass

from send_tracker.services.labels import edit_label
from send_tracker.services.session import Edited, Session
from send_tracker.storage.undo import REDO, UNDO


@dataclass(frozen=True, slots=True)
class UndoState:
    """What the two menu entries say; empty where there is nothing.

    ``undo_note`` says so when an undo will not show, because somebody's later value stands.
    """

    undo: str = ""
    redo: str = ""
    undo_note: str = ""


def undo_state(session: Session) -> UndoState:
    """Return the names of what would be undone and redone next."""
    if session.read_only:
        return UndoState()
    steps = session.file.steps(session.author)
    return UndoState(
        edit_label(session, steps.undo[0]) if steps.undo else "",
        edit_label(session, steps.redo[0][0]) if steps.redo else "",
        _note(session, steps.undo[0]) if steps.undo else "",
    )


def _note(session: Session, number: int) -> str:
    """Say whose later value keeps the screen as it is, if one does."""
    authors = session.file.kept_by(number)
    if authors is None:
        return ""
    whose = " and ".join(a for a in authors if a != session.author)
    return f"A later value{f' by {whose}' if whose else ''} stands, so the screen stays as it is."


def undo(session: Session) -> Edited | None:
    """Undo this officer's last edit in this file; None where there is none."""
    steps = session.file.steps(session.author)
    if not steps.undo:
        return None
    return session.edit(UNDO, session.file.strike(steps.undo[0]))


def redo(session: Session) -> Edited | None:
    """Bring the last undone edit back; None where there is none."""
    steps = session.file.steps(session.author)
    if not steps.redo:
        return None
    return session.edit(REDO, session.file.strike(steps.redo[0][1]))
