"""The triggers that keep the log append-only: made with a file, and looked for when it is opened.

One change of a row is allowed: a redaction, which blanks a value or a reason together with its salt and
leaves the hash, so that edits keep their ids. sqlite_utils is not needed here.
"""

from __future__ import annotations

from typing import Final

_KEPT: Final = ("edit", "edit_parent", "change", "follows", "strikes", "entity", "field")
_REDACTABLE: Final = {
    "edit": (
        ("reason", "reason_salt"),
        ("n", "id", "author", "recorded_at", "verb", "reason_hash", "meeting", "here", "first_change"),
    ),
    "change": (("value", "salt"), ("n", "edit", "idx", "entity", "field", "as_at", "value_hash")),
}
"""For each table that can be redacted: the columns that may be blanked, and those that must stay as they are."""

_REFUSE: Final = "BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"


def _triggers() -> dict[str, str]:
    found = {}
    for table in _KEPT:
        blanked, fixed = _REDACTABLE.get(table, ((), ()))
        unless = " OR ".join([f"NEW.{c} IS NOT NULL" for c in blanked] + [f"NEW.{c} IS NOT OLD.{c}" for c in fixed])
        when = f"WHEN {unless} " if unless else ""
        found[f"{table}_is_kept"] = f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} {_REFUSE}"
        found[f"{table}_is_final"] = f"CREATE TRIGGER {table}_is_final BEFORE UPDATE ON {table} {when}{_REFUSE}"
    return found


TRIGGERS: Final = _triggers()
