"""Redaction: taking a text out of the file and of every copy of it, for good, with its hash left in the chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from send_tracker.domain.kinds import EXISTS, KINDS, FieldType, Value, field_of, link_id
from send_tracker.domain.log import Change, Draft, Edit
from send_tracker.domain.problem import Problem
from send_tracker.domain.scrub import Held, held
from send_tracker.domain.text import clean_text, one_line
from send_tracker.services.attachment_texts import texts_of
from send_tracker.services.issued_redaction import Rewritten, rewritten
from send_tracker.services.labels import value_words
from send_tracker.services.programme import made
from send_tracker.services.session import Edited, Session


@dataclass(frozen=True, slots=True)
class Trace:
    """A text that can be taken out: its name in the log, what it says, who typed it and when (UTC).

    ``field`` is the field it was typed into, ``label`` what people call that.
    """

    change: str
    words: str
    field: str
    author: str
    recorded_at: str
    label: str = ""


def traces(session: Session, entity: str, name: str = "", *, parts: bool = False) -> list[Trace]:
    """Return every text that an entity's fields ever held, and the reasons given with them, newest first.

    Args:
        session: the open file. entity: what it is a field of. name: of one field only; empty for all.
        parts: with the texts of what hangs on it, such as the progress updates of an action.
    """
    found: dict[str, Trace] = {}
    for record in session.file.history_of(entity, undone=parts):
        change = record.change
        is_its = parts or change.entity == entity
        if is_its and change.value and change.field != EXISTS and name in ("", change.field) and not _is_link(change):
            who = record.author, record.recorded_at
            place = f"{record.edit}:{record.index}"
            found[place] = Trace(place, _words(session, change), change.field, *who, _label(change))
        if is_its and record.reason and name in ("", change.field):
            place = f"{record.edit}:reason"
            found[place] = Trace(place, record.reason, "reason", record.author, record.recorded_at, "Reason")
    return list(reversed(found.values()))


def _words(session: Session, change: Change) -> str:
    if (change.kind, change.field) == ("evidence", "file_hash"):
        return "the attached file itself"
    return one_line(value_words(session, change), 300)


def _label(change: Change) -> str:
    known = change.field in KINDS.get(change.kind, {})
    return field_of(change.kind, change.field).label if known else change.field


def _is_link(change: Change) -> bool:
    """Tell whether a change only says what belongs to what, which is nobody's text."""
    known = change.field in KINDS.get(change.kind, {})
    return known and field_of(change.kind, change.field).type is FieldType.ENTITY


def redact(session: Session, changes: list[str], reason: str) -> Edited:
    """Take texts out of this file; every copy that is combined with it loses them too. It cannot be undone.

    It goes out of what is kept of issued documents too. An attached file goes with the name of its bytes. Backups and
    shared snapshots still hold them: whoever redacts is told where they lie.

    Args:
        changes: as :func:`traces` names them. reason: why, without the text itself; it stays in the history.

    Raises:
        Problem: nothing was named, it is not in this file or cannot be taken out, or no reason is given.
    """
    if not changes:
        raise Problem("Choose what is to be taken out.", "nothing")
    if not clean_text(reason):
        raise Problem("Taking a text out for good needs a reason; it stays in the history.", "no-reason")
    known: set[str] = set()
    gone: list[Held] = []
    for _, edit in session.file.log.read_since():
        known.update(_redactable(edit))
        gone += held([edit], changes)
    if not set(changes) <= known:
        raise Problem("That text is not in this file, or is out already. Nothing was changed.", "no-such-text")
    return _take_out(session, changes, rewritten(session, gone), reason)


def redact_issued(session: Session, gone: Iterable[Held]) -> None:
    """Take out of what was issued what another copy took out of its fields: that copy did not know of these issues."""
    found = rewritten(session, gone)
    if found.names:
        _take_out(session, (), found, "Taken out of what was issued, as in another copy of the file")


def _take_out(session: Session, changes: Sequence[str], issued: Rewritten, reason: str) -> Edited:
    names = [*changes, *issued.names]
    drafts: list[Draft] = []
    for name in names:
        values: dict[str, Value] = {"change": name}
        drafts += made("redaction", link_id("redaction", name), values)
    with session.founding():  # Ctrl+Z cannot bring the text back, so it must not offer to
        edited = session.edit("redact", [*drafts, *issued.drafts], reason)
        files = session.file.redact(names)
    session.forget()
    session.file.wipe()
    if session.sharing is not None:
        session.sharing.forget_files(files)
    if (texts := texts_of(session)) is not None:
        texts.prune_if_there()
    return edited


def _redactable(edit: Edit) -> list[str]:
    """Return what of an edit can be redacted; that something exists, and what was redacted, are no one's secret."""
    found = [f"{edit.id}:{i}" for i, change in enumerate(edit.changes) if _is_text(change)]
    return [*found, f"{edit.id}:reason"] if edit.reason else found


def _is_text(change: Change) -> bool:
    return change.value is not None and change.field != EXISTS and change.kind != "redaction"
