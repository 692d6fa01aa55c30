"""Edits of other officers' copies: one written as combining will write it, and one that no program of ours makes."""

from __future__ import annotations

from send_tracker.domain.log import Change, Edit, canonical, salted_hash
from send_tracker.services.session import Session
from tests.builders import Small

SALT = b"0123456789abcdef"


def arrive(small: Small, field: str, value: str, as_at: str, saw: int = 0, author: str = "Ben") -> int:
    """Write an edit as combining will: by an officer who had only seen the log up to edit ``saw``."""
    log, db = small.session.file.log, small.session.file._db
    entity, number = log.names.entity("action", small.actions[0]), log.names.field("action", field)
    base = saw or 1
    seen = [e for e in log.slots.entries(entity, number) if e.edit <= base]
    follows = [seen[-1].n] if seen else []
    text = canonical(value)
    change = Change(
        "action",
        small.actions[0],
        field,
        text,
        SALT,
        salted_hash(SALT, text),
        as_at,
        tuple(log.slots.ref(n) for n in follows),
    )
    parent = log.edit(base)
    edit = Edit(
        log.tracker, (parent.id,), author, "2025-01-06T10:00:00Z", "set-status", None, None, None, None, (change,)
    )
    sealed = edit.sealed()
    n, c = log.count() + 1, db.execute("SELECT max(n) + 1 FROM change").fetchone()[0]
    with small.session.batch():
        db.execute(
            "INSERT INTO edit VALUES (?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, 0, ?)",
            (n, bytes.fromhex(sealed.id), author, edit.recorded_at, edit.verb, c),
        )
        db.execute("INSERT INTO edit_parent VALUES (?, ?)", (n, base))
        db.execute("DELETE FROM head WHERE edit = ?", (base,))
        db.execute("INSERT INTO head VALUES (?)", (n,))
        row = (c, n, 0, entity, number, as_at, SALT, text, bytes.fromhex(change.value_hash or ""))
        db.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        db.executemany("INSERT INTO follows VALUES (?, ?)", [(c, f) for f in follows])
        log.derived.refresh({(entity, number): log.slots.entries(entity, number)})
    small.session._forget(["status"])
    return n


def forge(session: Session, *changes: Change, parents: tuple[str, ...] | None = None, **more: str) -> str:
    """Write a well-hashed edit into a copy that is only there to be combined: its heads and tables stay as they are."""
    log = session.file.log
    heads = log.heads() if parents is None else parents
    facts = {"author": session.author, "recorded_at": "2025-01-06T10:00:00.000Z", "verb": "update"} | more
    edit = Edit(
        log.tracker, heads, reason=None, reason_salt=None, reason_hash=None, meeting=None, changes=changes, **facts
    )
    sealed = edit.sealed()
    with session.batch():
        log.take(sealed, {log.edit(n).id: n for n in range(1, log.count() + 1)})
    return sealed.id
