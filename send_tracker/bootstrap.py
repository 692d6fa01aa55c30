"""Opening a tracker and handing out its session. The only place that wires the rooms together. No Qt."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from send_tracker.domain.log import heads_digest
from send_tracker.domain.places import place_of
from send_tracker.domain.presets import PRESETS
from send_tracker.domain.problem import Problem
from send_tracker.services.programme import describe_programme, set_scale
from send_tracker.services.session import Clock, FixedClock, RealClock, Session
from send_tracker.settings import backup_place
from send_tracker.storage.drives import is_network_drive
from send_tracker.storage.file import TrackerFile
from send_tracker.storage.presence import officer_name
from send_tracker.user_folder import data_folder

if TYPE_CHECKING:
    from send_tracker.domain.rescue import Recovered

__all__ = [
    "DEFAULT_PRESET",
    "after_open",
    "back_up_daily",
    "back_up_now",
    "backup_folder",
    "create_sample",
    "create_tracker",
    "data_folder",
    "last_backup",
    "listed_backups",
    "open_surely",
    "open_tracker",
    "restore",
    "sample_is_untouched",
]

DEFAULT_PRESET = "nottinghamshire"
TEXTS_FOLDER = "search"
_SAMPLE_MARK = "sample_heads"


def backup_folder(path: Path) -> Path:
    """Return where new backups of a file go: where the officer chose, else with this user's data."""
    return (backup_place() or data_folder() / "backups") / path.stem


def open_surely(path: Path, *, author: str = "") -> Session:
    """Open a tracker file and climb the whole ladder before anybody reads it; a window does so once it is painted.

    Raises:
        Problem: it cannot be opened, or it is not sound; the sentence says why.
    """
    from send_tracker.services.checking import make_sure

    clean_after_kill(path.absolute())
    session = open_tracker(path, author=author)
    try:
        make_sure(session)
    except BaseException:
        session.close()
        raise
    return session


def clean_after_kill(path: Path) -> None:
    """Remove what programs that were killed left unfinished of a file's backups and of sharing, and nothing else."""
    from send_tracker.storage.parts import clean_parts

    kept = backup_folder(path)
    clean_parts(kept, kept / "files", data_folder() / "working" / "workshop")


def open_tracker(path: Path, *, author: str = "", clock: Clock | None = None, read_only: bool = False) -> Session:
    """Open a tracker file. One in a synced or network folder is worked on in a copy on this computer.

    Raises:
        Problem: it cannot be opened; the sentence says why.
    """
    path = path.absolute()
    if not read_only and place_of(path, os.environ, is_network_drive) is not None:
        return _open_shared(path, author or officer_name(), clock)
    file = TrackerFile.open(path, read_only=read_only, backup_folder=backup_folder(path))
    return _with_texts(Session(file, author or officer_name(), clock))


def _with_texts(session: Session) -> Session:
    """Tell a session where the words of attached files are kept; nothing is opened yet."""
    session.texts_folder = data_folder() / TEXTS_FOLDER
    return session


def _open_shared(origin: Path, author: str, clock: Clock | None) -> Session:
    """Open the working copy of a shared file, and take in what others shared meanwhile."""
    from send_tracker.services.backups import note_combine
    from send_tracker.services.sharing import Sharing
    from send_tracker.storage.working import fetch

    folder = data_folder() / "working"
    session = Session(TrackerFile.open(fetch(folder, origin), backup_folder=backup_folder(origin)), author, clock)
    try:
        session.sharing = Sharing(session, origin, folder / "workshop")
        if session.sharing.news():
            backup = session.file.back_up(backup_folder(origin))
            taken = session.sharing.take_in().taken
            if taken:
                note_combine(session, backup, [origin])
    except BaseException:
        session.close()
        raise
    return _with_texts(session)


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
    with session.founding():
        describe_programme(session, name="New programme", cycle_weeks=6, file_limit_mb=25)
        set_scale(session, preset)
    if place_of(path.absolute(), os.environ, is_network_drive) is not None:
        session.close()  # from here on it is worked on in a copy
        return open_tracker(path, author=author, clock=clock)
    return session


def create_sample(
    path: Path,
    *,
    author: str = "",
    clock: Clock | None = None,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> Session:
    """Make the sample programme at ``path`` and open it. It appears there whole or not at all.

    Raises:
        Problem: the file exists, or it cannot be made.
    """
    from send_tracker.exchange.sample import OFFICER, replay_sample, sample_preset, sample_start
    from send_tracker.into_place import move_into_place

    if path.exists():
        raise Problem(f"“{path.name}” exists already and was left as it is.", "exists")
    part = path.with_name(path.name + ".part.tmp")
    part.unlink(missing_ok=True)
    start = FixedClock(datetime.combine(sample_start(), time(8, 0), UTC))
    session = create_tracker(part, sample_preset(), author=OFFICER, clock=start)
    try:
        replay_sample(session, on_progress)
        session.file.set_mark(_SAMPLE_MARK, heads_digest(session.file.log.heads()))
    except BaseException:
        session.close()
        part.unlink(missing_ok=True)
        raise
    session.close()
    move_into_place(part, path)
    return open_tracker(path, author=author, clock=clock or RealClock())


def sample_is_untouched(path: Path) -> bool:
    """Tell whether a file is the sample as it was made, with no edit of anybody's since."""
    try:
        file = TrackerFile.open(path, read_only=True)
    except Problem:
        return False
    try:
        return file.mark(_SAMPLE_MARK) == heads_digest(file.log.heads())
    finally:
        file.close()


def last_backup(path: Path) -> Path | None:
    """Return the newest backup of a file, or None."""
    return next(iter(listed_backups(path)), None)


def back_up_now(session: Session) -> Path:
    """Write a verified backup, as before anything that an edit cannot take back.

    Raises:
        Problem: it could not be written or did not pass its check.
    """
    return session.file.back_up(backup_folder(session.home))


def listed_backups(path: Path) -> list[Path]:
    """Return the backups of a file, newest first: those in the chosen place, and those made before it was chosen.

    Files of one name share a folder, so it is the tracker in them that tells. Where the file itself does not say any
    more, all are returned: better one too many than none.
    """
    from send_tracker.storage.backup import backups, tracker_of

    tracker = tracker_of(path)
    folders = dict.fromkeys((backup_folder(path), data_folder() / "backups" / path.stem))
    found = (one for folder in folders for one in backups(folder, tracker))
    return sorted(found, key=lambda one: one.name, reverse=True)


def restore(path: Path, backup: Path, target: Path) -> None:
    """Write a backup as a new file; the file that it is of, and the backup, stay as they are.

    Args:
        path: the file. backup: one of its backups, by its path or by its name. target: the new file.

    Raises:
        Problem: there is no such backup, it is damaged, or the target exists or cannot be written.
    """
    from send_tracker.storage.backup import restore as write

    named = (one for one in listed_backups(path) if backup.name in (one.name, one.stem))
    write(backup if backup.exists() else next(named, backup_folder(path) / backup.name), target)


def recover(path: Path, target: Path) -> Recovered:
    """Write what can still be read of a damaged file, and is sound, into a new file; its backups fill the gaps.

    Raises:
        Problem: nothing can be read, or the new file exists or cannot be written.
    """
    from send_tracker.storage.recover import recover as read_what_can_be

    return read_what_can_be(path, target, listed_backups(path))


def after_open(session: Session) -> None:
    """Do what is due once a file was painted: today's backup, and no word of an attached file that is gone.

    Raises:
        Problem: the backup could not be written or did not pass its check.
    """
    from send_tracker.services.attachment_texts import texts_of

    if (texts := texts_of(session)) is not None and not session.read_only:
        texts.prune_if_there()
    back_up_daily(session)


def back_up_daily(session: Session) -> Path | None:
    """Write today's backup unless there is one; None where nothing was written. What a kill left there goes first.

    Raises:
        Problem: it could not be written or did not pass its check.
    """
    from send_tracker.storage.backup import backups, tracker_of

    clean_after_kill(session.home)
    folder = backup_folder(session.home)
    tracker = session.file.log.tracker
    newest = next((one for one in backups(folder, tracker) if tracker_of(one) == tracker), None)
    if session.read_only or (newest and newest.stem[:10] == f"{datetime.now(UTC).astimezone():%Y-%m-%d}"):
        return None
    return session.file.back_up(folder)
