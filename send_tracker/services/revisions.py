"""The files that an item of evidence has had, and which of them it had on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from send_tracker.domain.dates import show
from send_tracker.domain.file_names import clean_name
from send_tracker.domain.kinds import Value
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Evidence
from send_tracker.services.evidence import read_file
from send_tracker.services.programme import set_fields
from send_tracker.services.reading import build
from send_tracker.services.session import Edited, Session


@dataclass(frozen=True, slots=True)
class Revision:
    """One file of an item.

    Attributes:
        hash: the SHA-256 of its bytes. since: the day from which it was the item's file, ISO.
        recorded_at: when it was attached, UTC. author: by whom.
        kept: whether its bytes are in this tracker; a copy of it can be without them.
        current: whether it is the item's file now.
    """

    hash: str
    name: str
    size: int
    since: str
    recorded_at: str
    author: str
    kept: bool
    current: bool = False

    @property
    def words(self) -> str:
        """From when, and by whom: "From 3 July 2025, by Programme officer"."""
        return f"From {show(self.since)}, by {self.author}"


def revisions(session: Session, evidence: str) -> list[Revision]:
    """Return the files of an item that lie or lay in the tracker, the newest first; looking back, up to that day."""
    row = session.file.reading.row("evidence", evidence)
    now = row["file_hash"] if row else None
    has = session.present.file.evidence_files.has
    found = [Revision(*one, has(one.hash)) for one in session.file.revisions.of(evidence)]
    if session.as_at is not None:
        found = [one for one in found if one.since <= session.as_at.isoformat()]
    last = next((at for at in range(len(found) - 1, -1, -1) if found[at].hash == now), None)
    return [replace(one, current=at == last) for at, one in enumerate(found)][::-1]


def revision_on(found: Sequence[Revision], day: date) -> Revision | None:
    """Return the file that an item had at the end of a day; None where it had none yet."""
    return max(
        (one for one in found if one.since <= day.isoformat()),
        key=lambda one: (one.since, one.recorded_at),
        default=None,
    )


def as_item(item: Evidence, revision: Revision) -> Evidence:
    """Return an item as it was with one of its files, to open that or to save a copy of it."""
    return replace(item, file_hash=revision.hash, file_name=revision.name, file_size=revision.size, link=None)


def replace_file(session: Session, evidence: str, path: Path) -> Edited:
    """Keep another file as that of an item; the earlier one stays in the tracker.

    What a reviewer said was said of the earlier file, so the item is a draft again.

    Raises:
        Problem: the file cannot be read, is empty, is larger than the programme allows, or is the one that is there.
    """
    row = session.file.reading.row("evidence", evidence)
    if row is None:
        raise Problem("There is no such evidence in this file. Nothing was changed.", "no-such-evidence")
    item = build(Evidence, row)
    content = read_file(session, path)
    with session.batch():
        digest = session.file.evidence_files.put(content)
        if digest == item.file_hash:
            raise Problem(f"“{path.name}” has the same content as the file that is there.", "same-file")
        values: dict[str, Value] = {
            "file_hash": digest,
            "file_name": clean_name(path.name),
            "file_size": len(content),
            "link": None,
            "link_hash": None,
        }
        if item.review != "draft":
            values |= {"review": "draft", "reviewer": None}
        return session.edit("replace-file", set_fields("evidence", evidence, values))
