"""A safe file at 10,000 actions and 100,000 edits: opening with its ladder, sharing, checking; as ratios."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from send_tracker.services.session import Session
from send_tracker.storage.blueprint import unlike_ours
from send_tracker.storage.file import TrackerFile
from tests.benchmarks.figures import best, lines


def test_the_quick_rungs_cost_little_more_than_reading_the_pages(large_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(large_path, tmp_path / "ladder.sendtracker"))

    def pages() -> None:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA quick_check(1)").fetchall()

    def opening() -> None:
        TrackerFile.open(path).close()

    with closing(sqlite3.connect(path)) as db:
        schema = best(lambda: unlike_ours(db, is_current=True))
    ratio = best(opening) / best(pages)
    lines.append(f"open with the ladder, of quick_check alone: {ratio:.2f}")
    assert ratio < 3
    assert schema < best(pages), "looking at the schema is the least of it"


def test_sharing_costs_a_few_copies_of_the_file(large_path: Path, tmp_path: Path) -> None:
    session = Session(TrackerFile.open(Path(shutil.copy(large_path, tmp_path / "mine.sendtracker"))), "Ana")
    copy = best(lambda: shutil.copyfile(large_path, tmp_path / "copied"))
    folder = tmp_path / "shared"
    folder.mkdir()
    shared = best(lambda: session.file.publish(folder / "plan.sendtracker", tmp_path / "workshop"), 3)
    session.close()
    lines.append(f"share, in copies of the file: {shared / copy:.2f}")
