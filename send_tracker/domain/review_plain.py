"""A sitting as plain values and back, as it is kept with a copy of the file."""

from __future__ import annotations

from typing import Any

from send_tracker.domain.review import Mark, ReviewFilter, Scope, Sitting


def to_plain(sitting: Sitting) -> dict[str, Any]:
    """Return a sitting as plain values, for JSON."""
    return {
        "board": sitting.board,
        "began": sitting.began,
        "scope": sitting.wanted.scope.value,
        "group": sitting.wanted.group,
        "current": sitting.current,
        "marks": {action: mark.value for action, mark in sitting.marks.items()},
        "kept": sorted(sitting.kept),
        "edits": list(sitting.edits),
        "changed": sorted(sitting.changed),
        "notes": dict(sitting.notes),
        "seconds": round(sitting.seconds, 1),
        "passed": sitting.passed,
    }


def from_plain(found: object) -> Sitting | None:
    """Return a sitting from plain values, or None where they are not one: a mark is no reason to fail."""
    if not isinstance(found, dict):
        return None
    try:
        return Sitting(
            str(found["board"]),
            str(found["began"]),
            ReviewFilter(Scope(found["scope"]), str(found["group"])),
            str(found["current"]),
            {str(action): Mark(mark) for action, mark in dict(found["marks"]).items()},
            frozenset(map(str, found["kept"])),
            tuple(map(str, found["edits"])),
            frozenset(map(str, found["changed"])),
            {str(action): str(note) for action, note in dict(found["notes"]).items()},
            float(found["seconds"]),
            int(found["passed"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
