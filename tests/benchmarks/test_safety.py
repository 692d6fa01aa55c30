"""A safe file at 10,000 actions and 100,000 edits: opening with its ladder, sharing, checking; as ratios."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from send_tracker.services.checking import ladder
from send_tracker.services.evidence import attach_bytes
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


def test_the_long_rungs_cost_a_few_scans_of_the_log(large_path: Path, tmp_path: Path) -> None:
    """One pass hashes the whole log, another works out what is derived; the rest of a check is little beside them."""
    session = Session(TrackerFile.open(Path(shutil.copy(large_path, tmp_path / "rungs.sendtracker"))), "Ana")
    db = session.file._db
    scan = best(lambda: db.execute("SELECT * FROM change").fetchall(), 3)
    for words, rung in (
        ("every hash of the log", session.file.log_is_sound),
        ("derived tables against the log", session.file.tables_unlike_the_log),
        ("indexes", session.file.check_indexes),
        ("all long rungs", lambda: ladder(session)),
        ("a rebuild of what is derived", session.file.log.derived.rebuild),
    ):
        lines.append(f"{words}, in scans of the log: {best(rung, 3) / scan:.2f}")
    rungs = best(lambda: ladder(session), 3)
    session.close()
    assert rungs < 25 * scan


def test_attached_files_cost_opening_and_sharing_little(large_path: Path, tmp_path: Path) -> None:
    """A quarter of a gigabyte: opening walks its pages once, sharing again copies none of it."""
    bare, full = (Path(shutil.copy(large_path, tmp_path / f"{name}.sendtracker")) for name in ("bare", "full"))
    session = Session(TrackerFile.open(full), "Ana")
    with session.batch():
        for number in range(64):
            attach_bytes(session, f"evidence-{number}.bin", os.urandom(4_000_000))
    session.close()

    def opening(path: Path) -> float:
        return best(lambda: TrackerFile.open(path).close(), 3)

    def sharing(path: Path) -> float:
        file = TrackerFile.open(path)
        target = tmp_path / path.stem / "plan.sendtracker"
        target.parent.mkdir()
        file.publish(target, tmp_path / "workshop")
        taken = best(lambda: file.publish(target, tmp_path / "workshop"), 3)
        file.close()
        return taken

    reading = best(full.read_bytes, 3)
    more = opening(full) - opening(bare)
    again = sharing(full) / sharing(bare)
    lines.append(f"opening with 256 MB attached, more than without, of reading them: {more / reading:.2f}")
    lines.append(f"sharing again with 256 MB attached, of sharing without: {again:.2f}")
    assert again < 1.6
    assert more < 2 * reading


def test_sharing_costs_a_few_copies_of_the_file(large_path: Path, tmp_path: Path) -> None:
    session = Session(TrackerFile.open(Path(shutil.copy(large_path, tmp_path / "mine.sendtracker"))), "Ana")
    copy = best(lambda: shutil.copyfile(large_path, tmp_path / "copied"))
    folder = tmp_path / "shared"
    folder.mkdir()
    shared = best(lambda: session.file.publish(folder / "plan.sendtracker", tmp_path / "workshop"), 3)
    session.close()
    lines.append(f"share, in copies of the file: {shared / copy:.2f}")
