"""An older file is brought up to date after a verified backup, or stays as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from send_tracker.domain.problem import Problem
from send_tracker.services.checking import check
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.session import Session
from send_tracker.storage import backup, schema
from send_tracker.storage.file import TrackerFile
from tests.builders import at_ten, small_programme

Step = Callable[[Database], None]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file that an older program wrote: its version is one less."""
    path = tmp_path / "older.sendtracker"
    with small_programme(path):
        pass
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 0")
    db.close()
    return path


@pytest.fixture
def add_step() -> Iterator[Callable[[Step], None]]:
    """Give the program one more step for the length of a test."""
    before = list(schema.steps._migrations)

    def add(step: Step) -> None:
        schema.steps(name="9999_test")(step)

    yield add
    schema.steps._migrations[:] = before


def test_every_step_is_applied_after_a_backup_that_opens(
    older: Path, tmp_path: Path, add_step: Callable[[Step], None]
) -> None:
    def step(db: Database) -> None:
        db.execute("CREATE TABLE more (n INTEGER PRIMARY KEY) STRICT")
        db.execute("PRAGMA user_version = 1")

    add_step(step)
    folder = tmp_path / "kept"
    session = Session(TrackerFile.open(older, backup_folder=folder), "Ana")
    heads = session.file.log.heads()
    assert session.file._db.execute("SELECT count(*) FROM more").fetchone() == (0,)
    assert check(session) == []
    session.close()
    (copy,) = backup.backups(folder)
    with sqlite3.connect(copy) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (0,)
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchone()
    db.close()
    kept = TrackerFile.open(copy, backup_folder=tmp_path / "again")
    assert kept.log.heads() == heads
    kept.close()


def test_a_step_that_fails_leaves_the_file_as_it_was_and_lets_it_go(
    older: Path, tmp_path: Path, add_step: Callable[[Step], None]
) -> None:
    def step(db: Database) -> None:
        db.execute("CREATE TABLE more (n INTEGER PRIMARY KEY) STRICT")
        db.execute("INSERT INTO nowhere VALUES (1)")

    add_step(step)
    with pytest.raises(Problem) as raised:
        TrackerFile.open(older, backup_folder=tmp_path / "kept")
    assert raised.value.code == "corrupt"
    with sqlite3.connect(older) as db:
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchone()
    db.close()
    assert len(backup.backups(tmp_path / "kept")) == 1


def test_without_a_backup_there_is_no_migration(older: Path, tmp_path: Path) -> None:
    before = older.read_bytes()
    (tmp_path / "kept").touch()  # a file where the folder should be
    with pytest.raises(Problem) as raised:
        TrackerFile.open(older, backup_folder=tmp_path / "kept")
    assert raised.value.code == "backup"
    assert older.read_bytes() == before
    TrackerFile.open(older, backup_folder=tmp_path / "other").close()  # and it was let go


def test_a_file_of_this_version_needs_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "new.sendtracker"
    with small_programme(path):
        pass
    TrackerFile.open(path, backup_folder=tmp_path / "kept").close()
    assert backup.backups(tmp_path / "kept") == []


def test_backups_of_one_second_do_not_overwrite_each_other(tmp_path: Path) -> None:
    with small_programme(tmp_path / "plan.sendtracker") as small:
        folder = tmp_path / "kept"
        when = small.clock.moment
        paths = {backup.back_up(small.session.file._db, folder, when) for _ in range(3)}
        assert len(paths) == 3
        assert set(backup.backups(folder)) == paths
        assert sorted(p.suffix for p in folder.iterdir()) == [".sendtracker"] * 3


def test_a_file_of_version_1_gets_the_tables_and_columns_that_came_after_it(tmp_path: Path) -> None:
    path = tmp_path / "first.sendtracker"
    with small_programme(path):
        pass
    with sqlite3.connect(path) as db:
        for table in ("date_move", "measure", "observation", "target", "benchmark", "series_mark", "measure_link"):
            db.execute(f"DROP TABLE {table}")
        for column in ("embedded_without", "ending", "successor"):
            db.execute(f"ALTER TABLE action DROP COLUMN {column}")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = '0002_complete_vocabulary'")
        db.execute("PRAGMA user_version = 1")
    db.close()
    session = Session(TrackerFile.open(path, backup_folder=tmp_path / "kept"), "Ana")
    assert check(session) == []
    assert session.file._db.execute("SELECT count(*) FROM observation").fetchone() == (0,)
    assert [a.ending for a in session.register().actions] == ["", "", ""]
    session.close()


def test_a_backup_holds_each_attached_file_once_beside_it_and_restores_all_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    with small_programme(tmp_path / "plan.sendtracker") as small:
        session = small.session
        attach_bytes(session, "report.txt", b"What it shows" * 5_000)
        first = session.file.back_up(folder)
        second = session.file.back_up(folder)
        (name,) = session.file.evidence_files.names()
    assert [p.name for p in (folder / "files").iterdir()] == [name]
    assert all(b"What it shows" not in path.read_bytes() for path in (first, second))
    read = TrackerFile.open(second, read_only=True)
    assert read.evidence_files.get(name).startswith(b"What it shows"), "it can be read where it lies"
    read.close()
    backup.restore(first, tmp_path / "again.sendtracker")
    again = Session(TrackerFile.open(tmp_path / "again.sendtracker"), "Ana")
    assert again.file.evidence_files.names() == [name]
    assert check(again) == []
    again.close()


def test_ten_backups_are_kept_and_the_newest_of_each_month(tmp_path: Path) -> None:
    with small_programme(tmp_path / "plan.sendtracker") as small:
        for number in range(14):
            day = at_ten(date(2025, 1, 20) + timedelta(days=4 * number))
            backup.back_up(small.session.file._db, tmp_path / "kept", day)
    names = [p.name[:10] for p in backup.backups(tmp_path / "kept")]
    assert len(names) == 11
    assert names[-1] == "2025-01-28", "the newest of January, though ten are newer"
    assert names[0] == "2025-03-13"
