"""Saved views of the plan: kept in the file, so that everybody who works in it has them, with their history."""

from __future__ import annotations

from typing import Final

from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.domain.saved_views import SavedView, ViewSetting, from_text, to_text
from send_tracker.domain.text import clean_text, one_line
from send_tracker.services.programme import add, change
from send_tracker.services.session import Edited, Session

_LONGEST_NAME: Final = 60


def saved_views(session: Session) -> tuple[SavedView, ...]:
    """Return the views by name. One that cannot be read is left out; a backup of before has none."""
    found = []
    for row in session.file.reading.rows("view")[0]:
        setting = from_text(str(row.get("setting") or ""))
        if setting is not None:
            found.append(SavedView(row["id"], str(row.get("name") or ""), setting))
    return tuple(sorted(found, key=lambda view: (view.name.casefold(), view.id)))


def save_view(session: Session, name: str, setting: ViewSetting) -> str:
    """Keep a view under a name; return its id.

    Raises:
        Problem: it has no name, or there is a view of that name.
    """
    return add(session, "view", name=_checked(session, name), setting=to_text(setting))


def change_view(session: Session, view: str, setting: ViewSetting) -> Edited:
    """Keep something else under a view's name."""
    return change(session, "view", view, setting=to_text(setting))


def rename_view(session: Session, view: str, name: str) -> Edited:
    """Give a view another name.

    Raises:
        Problem: it has no name, or there is another view of that name.
    """
    return change(session, "view", view, name=_checked(session, name, view))


def remove_view(session: Session, view: str) -> Edited:
    """Take a view away; undo brings it back."""
    return session.edit("remove-view", [Draft("view", view, EXISTS, False)])


def _checked(session: Session, name: str, view: str = "") -> str:
    plain = one_line(clean_text(name, "The name of the view"))[:_LONGEST_NAME].strip()
    if not plain:
        raise Problem("A view needs a name.", "empty")
    if any(v.name.casefold() == plain.casefold() and v.id != view for v in saved_views(session)):
        raise Problem(f"There is a view “{plain}” already. Choose another name, or save the change to it.", "taken")
    return plain
