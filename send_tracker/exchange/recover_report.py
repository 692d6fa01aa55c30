"""What came of recovering a damaged file, as JSON and as lines to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from send_tracker.domain.rescue import Recovered
from send_tracker.domain.text import plural

MOST = 20
"""Edits left out that are named one by one to people; the JSON document names all."""


def recover_document(found: Recovered) -> dict[str, Any]:
    """Return the JSON document of ``recover``."""
    return {
        "file": str(found.path),
        "edits": found.edits,
        "read_in_the_file": found.of_file,
        "evidence_files": found.files,
        "unread": bool(found.unread),
        "left_out": [{"change": r.change, "why": r.why} for r in found.left_out],
        "copies": [str(path) for path in found.copies],
    }


def recover_lines(found: Recovered) -> Iterator[str]:
    """Yield the same for people."""
    yield f"{plural(found.edits, 'edit')} and {plural(found.files, 'evidence file')} are in “{found.path.name}”."
    if found.edits > found.of_file:
        yield f"{plural(found.edits - found.of_file, 'edit')} of them came from {plural(len(found.copies), 'backup')}."
    if found.unread:
        yield "Some rows of the damaged file could not be read."
    if found.left_out:
        yield f"{plural(len(found.left_out), 'edit')} could be read and {_was(found)} left out:"
    for refused in found.left_out[:MOST]:
        yield f"  {refused.change[:12]}: {refused.why}"
    if not (found.unread or found.left_out):
        yield "Everything in the damaged file could be read."


def _was(found: Recovered) -> str:
    return "was" if len(found.left_out) == 1 else "were"
