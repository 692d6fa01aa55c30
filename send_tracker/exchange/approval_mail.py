"""An e-mail that asks an approver for a new date, as an ``.eml`` file that the officer addresses and sends.

Nothing is sent from here. The draft of the move stays in the tracker until the answer is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from send_tracker.domain.dates import PartialDate, show
from send_tracker.domain.problem import Problem
from send_tracker.domain.slippage import days_words
from send_tracker.domain.text import one_line, plural
from send_tracker.exchange.safe_write import replacing
from send_tracker.services.action_view import read_action
from send_tracker.services.due_dates import moved_by
from send_tracker.services.session import Session

_MOST_TITLE = 300


def write_approval_request(
    session: Session, actions: Sequence[str], due: str | None, reason: str, target: Path, *, force: bool = False
) -> Path:
    """Write the e-mail that asks for the approval of a move of dates; return where it is.

    Only what the approver needs is told: reference, title, both dates and the reason; never a note.

    Args:
        session: the open file.
        actions: whose date would move.
        due: the new date, as a date is stored.
        reason: why.
        target: where the e-mail goes.
        force: replace a file of that name.

    Raises:
        Problem: no date would move, or the file cannot be written.
    """
    moved = moved_by(session, actions, due)
    if not moved:
        raise Problem("No approved date would move, so there is nothing to approve. Nothing was written.", "nothing")
    with replacing(target, force=force) as file:
        file.write(_message(session, moved, due, reason))
    return target


def _message(session: Session, moved: dict[str, str], due: str | None, reason: str) -> bytes:
    """Return the message, without an address: only the officer knows it."""
    found = [(action, before) for id, before in moved.items() if (action := read_action(session, id)) is not None]
    refs = ", ".join(action.ref for action, _ in found[:6]) if len(found) <= 6 else plural(len(found), "action")
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(f"{session.programme.name}: approval of a new date for {refs}", 200)
    message["X-Unsent"] = "1"  # Outlook opens a message with this mark as a draft
    lines = [
        f"Your approval is asked for a new date in {one_line(session.programme.name)}:",
        "",
        *(f"- {one_line(f'{a.ref} {a.title}'.strip(), _MOST_TITLE)}: {_move(before, due)}" for a, before in found),
        *(["", f"Why: {one_line(reason, 1000)}"] if reason.strip() else []),
        "",
        "Please reply whether you approve it, and where that is minuted. Until then the date stays as it is.",
        "",
        "Thank you.",
    ]
    message.set_content("\n".join(lines) + "\n")
    return message.as_bytes()


def _move(before: str, due: str | None) -> str:
    """Say from which date to which, and how far that is."""
    if not due:
        return f"from {show(before)} to no date"
    days = (PartialDate.parse(due).last - PartialDate.parse(before).last).days
    return f"from {show(before)} to {show(due)}" + (f", {days_words(days)} it" if days else "")
