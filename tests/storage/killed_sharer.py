"""Run by test_kill.py: kills a child in the middle of sharing, combining or migrating, again and again.

A process of its own, so that forking does not touch pytest. It prints one line a cycle: whether the kill came in time.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from send_tracker.services.combine import combine
from send_tracker.services.session import Session
from send_tracker.storage.file import TrackerFile
from send_tracker.storage.publisher import clean_parts

Work = Callable[[Path, int], None]


def share(folder: Path, seed: int) -> None:
    """Put whole snapshots into the shared folder."""
    session = Session(TrackerFile.open(folder / "mine.sendtracker"), "Ana")
    session.file.publish(folder / "shared.sendtracker", folder / "workshop")


def take_in(folder: Path, seed: int) -> None:
    """Take in another officer's copy."""
    session = Session(TrackerFile.open(folder / "taking.sendtracker"), "Ana")
    combine(session, folder / "theirs.sendtracker")


def bring_up_to_date(folder: Path, seed: int) -> None:
    """Open a file of an older version."""
    TrackerFile.open(folder / "older.sendtracker", backup_folder=folder / "kept")


def prepare(folder: Path, seed: int) -> None:
    """Bring back what a cycle before may have finished."""
    shutil.copy(folder / "before.sendtracker", folder / "taking.sendtracker")
    shutil.copy(folder / "before.sendtracker", folder / "older.sendtracker")
    with closing(sqlite3.connect(folder / "older.sendtracker")) as db:
        db.execute("PRAGMA user_version = 1")


def cycle(work: Work, folder: Path, seed: int, seconds: float) -> bool:
    """Let a child work for a moment, kill it, and tell whether it was still at it."""
    prepare(folder, seed)
    child = os.fork()
    if child == 0:
        try:
            work(folder, seed)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main() -> None:
    """Kill as often as asked, at random moments of the work; what is left is looked at by the test after each."""
    name, folder, cycles = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    work = {"share": share, "combine": take_in, "migrate": bring_up_to_date}[name]
    left = {"share": "shared", "combine": "taking", "migrate": "older"}[name]
    dice = random.Random(20250704)
    for seed in range(cycles):
        killed = cycle(work, folder, seed, dice.uniform(0.0, 0.06))
        clean_parts(folder)
        parts = [p.name for p in folder.glob("*.share.tmp")]
        path = folder / f"{left}.sendtracker"
        file = TrackerFile.open(path, backup_folder=folder / "kept")
        sound = file.check_pages() == [] and file.loose_rows() == {} and file.tables_unlike_the_log() == []
        print(int(killed), file.log.count(), int(sound), len(parts), flush=True)
        file.close()


if __name__ == "__main__":
    main()
