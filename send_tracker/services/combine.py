"""Combining: the edits of another officer's copy of the same tracker, taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from send_tracker.domain.arrival import Refused
from send_tracker.domain.positions import Position
from send_tracker.domain.scrub import Held
from send_tracker.services.attachment_texts import texts_of
from send_tracker.services.conflicts import Conflict, conflicts
from send_tracker.services.positions import doubled_positions
from send_tracker.services.redaction import redact_issued
from send_tracker.services.session import Session
from send_tracker.storage.combine import Arrived


@dataclass(frozen=True, slots=True)
class Combined:
    """What came of combining a copy, or would come of it.

    Attributes:
        path: the copy. edits, changes: how many are new. entities: how many things they touch. authors: who made them.
        last: when the last of them was typed (UTC), empty for none. files: attached files that came along.
        refused: what was not taken, and why. late: how many new edits hold from a day after today.
        conflicts: all that are open afterwards. before: how many were open before.
        withdrawn: what one officer withdrew while another edited it, as (reference, title).
        new, updated: how many things of which kind are new, or were here and changed.
        doubled: the positions of each meeting that two officers froze without seeing each other's.
    """

    path: Path
    edits: int
    changes: int
    entities: int
    authors: tuple[str, ...]
    last: str
    files: int
    refused: tuple[Refused, ...]
    late: int
    conflicts: tuple[Conflict, ...]
    before: int
    withdrawn: tuple[tuple[str, str], ...]
    doubled: tuple[tuple[Position, ...], ...] = ()
    new: Mapping[str, int] = field(default_factory=dict)
    updated: Mapping[str, int] = field(default_factory=dict)

    @property
    def needs_a_person(self) -> bool:
        """Tell whether something must be looked at."""
        return bool(self.refused or self.conflicts or self.withdrawn or self.late or self.doubled)


def combine(session: Session, path: Path, *, rehearse: bool = False) -> Combined:
    """Take in what a copy has and the open file lacks; make a backup before.

    Args:
        session: the open file. path: the copy, which is only read.
        rehearse: say what would come of it and keep nothing.

    Raises:
        Problem: the copy cannot be read or is another programme's; the file was not changed then.
    """
    before, files = session.file.conflict_rows.count(), set(session.file.evidence_files.names())
    found: list[Combined] = []
    gone: list[Held] = []

    def look(arrived: Arrived) -> None:
        session.forget()
        gone.extend(arrived.gone)
        found.append(_combined(session, path, arrived, before))

    try:
        session.file.combine(path, session.today.isoformat(), rehearse=rehearse, look=look)
    finally:
        session.forget()
    if not rehearse:
        redact_issued(session, gone)
        _let_go(session, files - set(session.file.evidence_files.names()))
    return found[0]


def _let_go(session: Session, files: set[str]) -> None:
    """Take the attached files that a redaction took along out of what this officer shared, and their words away."""
    if session.sharing is not None:
        session.sharing.forget_files(files)
    if (texts := texts_of(session)) is not None:
        texts.prune_if_there()


def _combined(session: Session, path: Path, arrived: Arrived, before: int) -> Combined:
    entities = {entity for entity, _ in arrived.slots}
    rows = session.file.conflict_rows
    gone = [
        (row.get("ref") or "", row.get("title") or row.get("name") or row.get("note") or kind.replace("_", " "))
        for kind, id in rows.edited_while_withdrawn(entities)
        if (row := session.file.reading.row(kind, id))
    ]
    return Combined(
        path,
        arrived.edits,
        arrived.changes,
        len(entities),
        tuple(sorted(arrived.authors)),
        arrived.last,
        arrived.files,
        tuple(arrived.refused),
        arrived.late,
        tuple(conflicts(session)),
        before,
        tuple(gone),
        doubled_positions(session),
        rows.kinds_of(n for n in entities if n > arrived.known),
        rows.kinds_of(n for n in entities if n <= arrived.known),
    )
