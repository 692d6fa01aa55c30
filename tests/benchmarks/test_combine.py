"""Combining two copies that both went on: 5,000 new edits each on 10,000 actions, and 300 each on 300; as ratios.

The baseline is reading the log of the copy through SQLite alone, which nobody can do without.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from send_tracker.services.combine import combine
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.benchmarks.figures import best, report
from tests.builders import small_programme

LARGE, SMALL = 5_000, 300


def went_on(path: Path, name: str, folder: Path, edits: int) -> Path:
    """Return a copy in which an officer made that many edits more: ratings, half of them with an obstacle."""
    copy = Path(shutil.copy(path, folder / f"{name}.sendtracker"))
    dice = random.Random(name)
    with closing(Session(TrackerFile.open(copy), name)) as session:
        actions, codes = [a.id for a in session.register().actions], session.scale.codes
        with session.batch():
            for n in range(edits):
                obstacle = f"{name} {n}: waiting for recruitment" if n % 2 else None
                update_actions(session, dice.choice(actions), Update(status=dice.choice(codes), obstacle=obstacle))
    return copy


def log_read(path: Path) -> float:
    """Return how long it takes to read the tables of the log."""

    def read() -> None:
        with closing(sqlite3.connect(path)) as db:
            for table in ("edit", "edit_parent", "change", "follows", "strikes"):
                db.execute(f"SELECT * FROM {table}").fetchall()

    return best(read, 3)


def combined(path: Path, folder: Path, edits: int, what: str) -> float:
    """Combine two copies and the same again; report both, and return the first in readings of the log."""
    ana, ben = (went_on(path, name, folder, edits) for name in ("ana", "ben"))
    baseline = log_read(ben)
    with closing(Session(TrackerFile.open(ana), "Ana")) as session:
        rehearsed = best(lambda: combine(session, ben, rehearse=True), 3)
        first = best(lambda: combine(session, ben), 1)
        again = best(lambda: combine(session, ben), 3)
        assert len(session.file.log.heads()) == 2
    for words, taken in (("rehearsed", rehearsed), ("", first), ("the same again", again)):
        report(f"combine {what} {words}".strip(), taken, baseline, "reading its log")
    return min(rehearsed, first) / baseline


def test_combining_large_copies(large_path: Path, tmp_path: Path) -> None:
    assert combined(large_path, tmp_path, LARGE, "5,000 and 5,000 edits on 10,000 actions") < 5


def test_combining_copies_as_councils_have_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.sendtracker"
    with small_programme(path, actions=300):
        pass
    assert combined(path, tmp_path, SMALL, "300 and 300 edits on 300 actions") < 60
