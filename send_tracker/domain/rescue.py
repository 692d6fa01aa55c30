"""What can be done with a file that was not opened, or that is not sound: by the code of what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from send_tracker.domain.arrival import Refused


class Way(StrEnum):
    """A way on."""

    READ = "read"
    BACKUP = "backup"
    RECOVER = "recover"


WAY_WORDS: Final = {
    Way.READ: "open it for reading only",
    Way.BACKUP: "restore a backup as a new file",
    Way.RECOVER: "recover the readable rows into a new file",
}

_WAYS: Final = {
    "read-only": (Way.READ,),
    "locked": (Way.BACKUP,),
    "missing": (Way.BACKUP,),
    "empty": (Way.BACKUP,),
    "truncated": (Way.BACKUP, Way.RECOVER),
    "corrupt": (Way.BACKUP, Way.RECOVER),
    "altered": (Way.BACKUP, Way.RECOVER),
    "unsound": (Way.BACKUP, Way.RECOVER),
    "unreadable": (Way.BACKUP,),
}

UNSOUND: Final = frozenset({"empty", "truncated", "corrupt", "altered", "unsound"})
"""What is wrong with the file itself, and not with where it lies or who has it."""


def ways(code: str) -> tuple[Way, ...]:
    """Return what can be done, the best first; for a finding of the check in a file that opens, the last two."""
    return _WAYS.get(code, ())


def advice(code: str) -> str:
    """Return what can be done as one sentence; empty where there is nothing but to do what the problem says."""
    words = [WAY_WORDS[way] for way in ways(code)]
    return f"You can {' or '.join(words)}." if words else ""


@dataclass(slots=True)
class Recovered:
    """What came of recovering.

    Attributes:
        path: the new file. edits: how many it holds. of_file: how many of them were read in the damaged file.
        files: attached files. left_out: edits that were read and not taken, and why. unread: rows of the log that
        could not be read. copies: the backups and copies that helped.
    """

    path: Path
    edits: int = 0
    of_file: int = 0
    files: int = 0
    left_out: list[Refused] = field(default_factory=list)
    unread: int = 0
    copies: list[Path] = field(default_factory=list)
