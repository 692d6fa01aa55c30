"""A note beside an open file that says who has it open, for the second person who tries.

Only a courtesy: SQLite's lock is what protects the file. The name ends in ``.tmp``, which sync clients
leave alone.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from send_tracker.domain.dates import long_date
from send_tracker.storage.processes import is_running


@dataclass(frozen=True, slots=True)
class Presence:
    """Who has a file open, on which computer, since when (UTC)."""

    officer: str
    computer: str
    since: datetime
    process: int

    def sentence(self) -> str:
        """Say it: "Open by jo on LAPTOP-12 since 14:02", with the day if that is not today."""
        since = self.since.astimezone()
        today = datetime.now(UTC).astimezone().date()
        when = f"{since:%H:%M}" if since.date() == today else f"{since:%H:%M} on {long_date(since.date())}"
        computer = "this computer" if self.is_here else self.computer
        return f"It is open by {self.officer} on {computer} since {when}."

    @property
    def is_here(self) -> bool:
        """Tell whether that is this computer."""
        return self.computer == platform.node()

    @property
    def is_stale(self) -> bool:
        """Tell whether the program that left the note has ended without taking it away.

        Of another computer that cannot be told, and the note is believed.
        """
        return self.is_here and not is_running(self.process)


def note_path(path: Path) -> Path:
    """Return where the note of a tracker file lies."""
    return path.with_name(path.name + ".open.tmp")


def leave_note(path: Path) -> None:
    """Write the note; a folder that cannot be written to simply has none."""
    body = {
        "officer": officer_name(),
        "computer": platform.node(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "process": os.getpid(),
    }
    with suppress(OSError):
        note_path(path).write_text(json.dumps(body), encoding="utf-8")


def remove_note(path: Path) -> None:
    """Take the note away."""
    with suppress(OSError):
        note_path(path).unlink()


def read_note(path: Path) -> Presence | None:
    """Return who left a note, or None where there is none that can be read."""
    try:
        body = json.loads(note_path(path).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(body["since"])
        return Presence(str(body["officer"]), str(body["computer"]), since, int(body["process"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def officer_name() -> str:
    """Return the name that the computer knows its user by, or "Officer"."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "Officer"
