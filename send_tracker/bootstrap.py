"""Opening a tracker and handing out its session. The only place that wires the rooms together. No Qt."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

from send_tracker.domain.presets import PRESETS
from send_tracker.domain.problem import Problem
from send_tracker.services.programme import describe_programme, set_scale
from send_tracker.services.session import Clock, Session
from send_tracker.storage.file import TrackerFile
from send_tracker.storage.presence import officer_name

DEFAULT_PRESET = "nottinghamshire"


def data_folder() -> Path:
    """Return this user's data folder: backups and logs lie there."""
    return user_data_path("SEND Tracker", appauthor=False)


def backup_folder(path: Path) -> Path:
    """Return where the backups of a file lie."""
    return data_folder() / "backups" / path.stem


def open_tracker(
    path: Path, *, author: str = "", clock: Clock | None = None, read_only: bool = False
) -> Session:
    """Open a tracker file.

    Raises:
        Problem: it cannot be opened; the sentence says why.
    """
    file = TrackerFile.open(path, read_only=read_only, backup_folder=backup_folder(path))
    return Session(file, author or officer_name(), clock)


def create_tracker(
    path: Path, preset: str = DEFAULT_PRESET, *, author: str = "", clock: Clock | None = None
) -> Session:
    """Make a new file with an empty programme and a status scale, and open it.

    Raises:
        Problem: the preset is unknown, the file exists, or it cannot be made.
    """

    if preset not in PRESETS:
        raise Problem(f"There is no preset “{preset}”. There are: {', '.join(PRESETS)}.", "no-preset")
    session = Session(TrackerFile.create(path), author or officer_name(), clock)
    with session.batch():
        describe_programme(session, name="New programme", cycle_weeks=6, file_limit_mb=25)
        set_scale(session, preset)
    return session
