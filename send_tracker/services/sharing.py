"""Sharing: the officer works on a copy on this computer, and whole snapshots of it go to a synced or network folder.

Edits are committed to the working copy at once. Sharing reads what others put there, takes it in, and swaps a new
snapshot in. In a team each officer's program writes one file of its own and reads the others', so that no program
ever writes over another's.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from send_tracker.domain.file_names import clean_name
from send_tracker.domain.log import heads_digest
from send_tracker.domain.problem import Problem
from send_tracker.services.combine import Combined, combine
from send_tracker.services.session import Session
from send_tracker.storage.parts import part_of
from send_tracker.storage.publisher import files_folder, put_file

_MARK = "sharing"
Stamp = tuple[int, int]
"""Size and time of change of a file, by which a new one is noticed without reading it."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a round of sharing did: what came in, and what could not be read, as sentences."""

    taken: tuple[Combined, ...] = ()
    problems: tuple[str, ...] = ()


class Sharing:
    """The shared side of an open working copy.

    Attributes:
        origin: the file that the officer opened, in the shared folder. workshop: a folder on this computer.
        shared_at: when this copy was last shared (UTC), None for never.
    """

    def __init__(self, session: Session, origin: Path, workshop: Path) -> None:
        self._session = session
        self.origin = origin
        self.workshop = workshop
        kept = json.loads(session.file.mark(_MARK) or "{}")
        self.is_team: bool = bool(kept.get("team"))
        self._heads: str = kept.get("heads", "")
        self._own: str = kept.get("own", "")
        self._seen: dict[str, Stamp] = {name: (size, time) for name, (size, time) in kept.get("seen", {}).items()}
        at = kept.get("at")
        self.shared_at = datetime.fromisoformat(at) if at else None

    @property
    def target(self) -> Path:
        """The file that this program writes: the one that was opened, or in a team this officer's own."""
        if not self.is_team:
            return self.origin
        own = self._own or clean_name(f"{self.origin.stem} ({self._session.author}){self.origin.suffix}")
        return self.origin.with_name(own)

    @property
    def is_waiting(self) -> bool:
        """Tell whether something was done here that is not shared yet."""
        return heads_digest(self._session.file.log.heads()) != self._heads

    def work_as_team(self) -> None:
        """From now on write a file of this officer's own, and read those of the others."""
        self.is_team, self._heads = True, ""
        self._own = self.target.name
        self._keep()

    # What others did

    def copies(self) -> list[Path]:
        """Return the files in the folder that hold this tracker or may: others', and what a sync client set aside."""
        found = self.origin.parent.glob(f"{_literal(self.origin.stem)}*{self.origin.suffix}")
        return sorted(path for path in found if path.is_file() and not (self.is_team and path == self.target))

    def news(self) -> list[Path]:
        """Return the copies that changed since this program last read or wrote them. Reads none of them."""
        return [path for path in self.copies() if _stamp(path) not in (None, self._seen.get(path.name))]

    def take_in(self) -> Shared:
        """Take in what is new in the folder. A copy that cannot be read now is named, and read the next time."""
        taken: list[Combined] = []
        problems: list[str] = []
        for path in self.news():
            stamp = _stamp(path)
            try:
                with self._local(path) as copy:
                    found = combine(self._session, copy)
                self._session.file.bring_files(path)
            except (Problem, OSError) as error:
                foreign = isinstance(error, Problem) and error.code == "other-tracker"
                if foreign and path != self.origin and stamp:
                    self._seen[path.name] = stamp  # a neighbour of another programme, and no copy of ours
                else:
                    problems.append(f"“{path.name}” could not be read now, and is read again later.")
                continue
            if stamp:
                self._seen[path.name] = stamp
            if found.edits or found.refused:
                taken.append(found)
        self._keep()
        return Shared(tuple(taken), tuple(problems))

    @contextmanager
    def _local(self, path: Path) -> Iterator[Path]:
        """Copy a file here first: there, a client may be writing it while it is read."""
        self.workshop.mkdir(parents=True, exist_ok=True)
        copy = part_of(self.workshop / path.name, "copy")
        try:
            shutil.copyfile(path, copy)
            yield copy
        finally:
            copy.unlink(missing_ok=True)

    # Sharing

    def missing_files(self) -> dict[str, int]:
        """Return the attached files that are not in the shared folder yet, by hash, and how many bytes each has."""
        folder = files_folder(self.target)
        sizes = self._session.file.evidence_files.sizes()
        return {name: size for name, size in sizes.items() if not (folder / name).exists()}

    def file_content(self, name: str) -> bytes | None:
        """Return the bytes of an attached file as they are held here; None if it is gone meanwhile."""
        kept = self._session.file.evidence_files
        return kept.raw(name) if kept.has(name) else None

    def put_file(self, name: str, content: bytes) -> None:
        """Put an attached file into the shared folder, before the snapshot that names it. A thread may do it.

        Raises:
            OSError: the folder cannot be reached or written to.
            Problem: what is read back there is not what was sent.
        """
        put_file(content, name, files_folder(self.target))

    def share(self) -> Shared:
        """Take in what is there, and put a whole snapshot in its place.

        Raises:
            Problem: the folder cannot be reached or written to. Everything is safe in the working copy.
        """
        came = self.take_in()
        if not self.is_team and any(self.origin.name in sentence for sentence in came.problems):
            raise Problem(
                f"“{self.origin.name}” in the shared folder cannot be read, so it was not replaced. "
                "Your work is safe on this computer, and is shared when it can be read.",
                "share",
            )
        if self.is_waiting or not self.target.exists():
            heads = heads_digest(self._session.file.log.heads())
            self._session.file.publish(self.target, self.workshop)
            self._heads, self.shared_at = heads, datetime.now(UTC)
        stamp = _stamp(self.target)
        if stamp:
            self._seen[self.target.name] = stamp
        self._keep()
        return came

    def forget_files(self, names: Iterable[str]) -> None:
        """Take attached files that were redacted out of the shared folder; one that is held just now stays there."""
        for name in names:
            for path in (self.origin, self.target):
                with suppress(OSError):
                    (files_folder(path) / name).unlink(missing_ok=True)

    def _keep(self) -> None:
        kept = {
            "team": self.is_team,
            "own": self._own,
            "heads": self._heads,
            "at": self.shared_at.isoformat() if self.shared_at else None,
            "seen": self._seen,
            "origin": str(self.origin),
        }
        self._session.file.set_mark(_MARK, json.dumps(kept))


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _literal(stem: str) -> str:
    """Return a stem as a pattern that matches only itself."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in stem)
