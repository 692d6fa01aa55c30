"""Backups as an officer chooses among them: what each holds, and what going back to it would change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from send_tracker.domain.compare import compare
from send_tracker.domain.differences import Line, lines_of
from send_tracker.domain.problem import Problem
from send_tracker.services.session import Session

_MARK = "combined"
_MOST = 20


@dataclass(frozen=True, slots=True)
class CombineMark:
    """That copies were taken in here: when (UTC), the backup made before, and the names of the copies."""

    at: datetime
    backup: str
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a backup holds, against the file as it is now.

    Attributes:
        actions, evidence: how many it holds. edits: how many edits the file has that it lacks. authors: who made them.
        lines: what differs in the plan and its evidence, from the backup to now.
    """

    actions: int
    evidence: int
    edits: int = 0
    authors: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


def note_combine(session: Session, backup: Path, copies: Iterable[Path]) -> None:
    """Remember, in this copy only, that copies were taken in, and the backup by which one can go back."""
    kept = json.loads(session.file.mark(_MARK) or "[]")
    kept.append([datetime.now(UTC).isoformat(timespec="seconds"), backup.name, [copy.name for copy in copies]])
    session.file.set_mark(_MARK, json.dumps(kept[-_MOST:]))


def combines(session: Session) -> list[CombineMark]:
    """Return when copies were taken in here, the latest first."""
    kept = json.loads(session.file.mark(_MARK) or "[]")
    return [CombineMark(datetime.fromisoformat(at), backup, tuple(copies)) for at, backup, copies in reversed(kept)]


def weigh(backup: Session, now: Session | None = None) -> Weighed:
    """Return what a backup holds and, where its file is open, what would change against now.

    Args:
        backup: the backup, open for reading. now: the file that it is of, as it is now.

    Raises:
        Problem: it is a backup of another programme.
    """
    then = backup.register()
    actions, evidence = len(then.actions), len(then.evidence)
    if now is None:
        return Weighed(actions, evidence)
    if backup.file.log.tracker != now.file.log.tracker:
        raise Problem("This backup is of another programme.", "other-tracker")
    held = {edit.id for _, edit in backup.file.log.read_since()}
    later = [edit for _, edit in now.file.log.read_since() if edit.id not in held]
    found = compare(then, now.register())
    authors = tuple(sorted({edit.author for edit in later}))
    return Weighed(actions, evidence, len(later), authors, tuple(lines_of(found)))
