"""What a window needs from outside to open, make and export files. The command line hands it in.

``gui`` knows neither ``bootstrap`` nor ``storage``; it is given these calls instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from send_tracker.services.session import Session

OnProgress = Callable[[int, int, str], None]
"""Told how many steps of how many are done, and at what."""


class OpenFile(Protocol):
    """Opens a tracker file, or raises a ``Problem``; its code is ``locked`` if somebody else has it open."""

    def __call__(self, path: Path, *, author: str = "", read_only: bool = False) -> Session:
        """Open ``path`` in the name of ``author``; an empty one means the computer's user."""


class CreateFile(Protocol):
    """Makes a new tracker file and opens it, or raises a ``Problem``."""

    def __call__(self, path: Path, preset: str, *, author: str = "") -> Session:
        """Make ``path`` with a status scale preset."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """The calls by which one goes back to a backup.

    Attributes:
        backups: those of a file, newest first. restore: writes one, of a file, as a new file.
    """

    backups: Callable[[Path], list[Path]]
    restore: Callable[[Path, Path, Path], None]


@dataclass(frozen=True, slots=True)
class Opener:
    """The calls that a window is given.

    Attributes:
        open: opens a file.
        create: makes a new one.
        make_sample: writes the sample programme to a path that does not exist yet and closes it again. It is
            called from another thread, because replaying takes seconds.
        last_backup: the newest backup of a file, or None.
        data_folder: this user's data folder; the sample and logs lie there.
        command: how to start the command line as a program of its own.
        back_up: writes a verified backup of an open file, before anything that an edit cannot take back.
        rescue: how one goes back to a backup; None where that is not offered.
        after_open: done a moment after a file was painted, such as the daily backup; it may raise a ``Problem``.
        tell_commands: describes the command line in Markdown, for the user guide.
    """

    open: OpenFile
    create: CreateFile
    make_sample: Callable[[Path, OnProgress], None]
    last_backup: Callable[[Path], Path | None]
    data_folder: Path
    command: list[str]
    back_up: Callable[[Session], object]
    after_open: Callable[[Session], object] | None = None
    rescue: Rescue | None = None
    tell_commands: Callable[[], str] | None = None
