"""The e-mail that goes with a return, as an ``.eml`` file: it opens in the officer's mail program, ready to send."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from send_tracker.domain.text import plural

_WORKBOOK: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def mail_for(lead: str, programme: str, count: int, chase: str, return_by: str, name: str, book: bytes) -> bytes:
    """Return one message with the workbook attached and no address: only the officer knows it."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(f"{programme}: your update, {plural(count, 'action')}".split())[:200]
    # Outlook opens a message with this mark as a draft.
    message["X-Unsent"] = "1"
    lines = [
        f"To {lead}",
        "",
        f"Please update your {plural(count, 'action')} of {programme} in the attached workbook.",
        *([chase] if chase else []),
        *([return_by] if return_by else []),
        "",
        "1. Fill in the tinted cells: the status, and what has happened since the last update.",
        "2. Where it is not going to plan, say what is in the way, what will put it right, and by when.",
        "3. Save the workbook and reply with it attached.",
        "",
        "Thank you.",
    ]
    message.set_content("\n".join(" ".join(line.split()) for line in lines) + "\n")
    message.add_attachment(book, *_WORKBOOK, filename=name)
    return message.as_bytes()
