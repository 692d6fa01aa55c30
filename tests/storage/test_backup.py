"""Backups: whose they are where two files have one name, what is kept, and what is said where none can be made."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from send_tracker import bootstrap
from send_tracker.domain.problem import Problem
from send_tracker.storage import backup, slim
from send_tracker.storage.opened import tracker_here
from tests.builders import Small, small_programme


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker") as found:
        yield found


def plan_in(folder: Path) -> Path:
    """Make a tracker of its own called plan.sendtracker in a folder."""
    path = folder / "plan.sendtracker"
    bootstrap.create_tracker(path).close()
    return path


def back_up(path: Path, times: int = 1) -> list[Path]:
    """Back a file up a number of times, all on one day, and return where the backups that are left lie."""
    session = bootstrap.open_tracker(path)
    made = [bootstrap.back_up_now(session) for _ in range(times)]
    session.close()
    return [one for one in made if one.exists()]


def test_two_trackers_of_one_name_do_not_take_each_others_backups_away(tmp_path: Path) -> None:
    first, second = plan_in(tmp_path / "a"), plan_in(tmp_path / "b")
    assert bootstrap.backup_folder(first) == bootstrap.backup_folder(second)
    (theirs,) = back_up(first)
    ours = back_up(second, 12)
    assert (theirs.exists(), len(ours)) == (True, 10), "ten of its own, and none of the other's"
    assert bootstrap.listed_backups(first) == [theirs]
    assert set(bootstrap.listed_backups(second)) == set(ours)


def test_each_of_two_trackers_of_one_name_gets_its_backup_of_today(tmp_path: Path) -> None:
    first, second = plan_in(tmp_path / "a"), plan_in(tmp_path / "b")
    for path in (first, second):
        with closing(bootstrap.open_tracker(path)) as session:
            made = bootstrap.back_up_daily(session)
            assert made is not None
            assert bootstrap.back_up_daily(session) is None
            assert bootstrap.listed_backups(path) == [made], "an open file is locked, and its own all the same"
            assert tracker_here(path) == session.file.log.tracker
        assert tracker_here(path) == ""


def test_a_file_that_does_not_say_whose_it_is_is_offered_all(tmp_path: Path) -> None:
    first, second = plan_in(tmp_path / "a"), plan_in(tmp_path / "b")
    made = {*back_up(first), *back_up(second)}
    second.write_bytes(second.read_bytes()[:100])
    assert set(bootstrap.listed_backups(second)) == made
    second.unlink()
    assert set(bootstrap.listed_backups(second)) == made


def test_what_cannot_be_read_is_never_taken_away_for_being_old(small: Small, tmp_path: Path) -> None:
    folder, db = tmp_path / "kept", small.session.file._db
    folder.mkdir()
    bad, empty = folder / "2020-01-02-100000.sendtracker", folder / "2020-01-01-100000.sendtracker"
    bad.write_bytes(b"no backup any more")
    with closing(sqlite3.connect(empty)) as made:
        made.execute("CREATE TABLE meta (key, value)")
    assert [backup.tracker_of(path) for path in (bad, empty, folder / "none")] == ["", "", ""]
    for number in range(12):
        backup.back_up(db, folder, small.clock.moment + timedelta(seconds=number))
    assert backup.backups(folder)[-2:] == [bad, empty]
    assert len(backup.backups(folder)) == 12
    assert len(backup.backups(folder, "another")) == 2


# What is there already is never touched


@pytest.mark.parametrize("write", [slim.slim_copy, backup.snapshot])
@pytest.mark.parametrize("content", [b"mine", b""])
def test_a_copy_is_never_written_over_a_file_nor_takes_it_away(
    small: Small, tmp_path: Path, write: object, content: bytes
) -> None:
    assert callable(write)
    target = tmp_path / "there.sendtracker"
    target.write_bytes(content)
    with pytest.raises(Problem) as raised:
        write(small.session.file._db, target)
    assert (raised.value.code, target.read_bytes()) == ("exists", content)


def test_a_backup_is_restored_under_a_new_name_only(small: Small, tmp_path: Path) -> None:
    made = small.session.file.back_up(tmp_path / "kept")
    with pytest.raises(Problem) as raised:
        backup.restore(made, small.session.path)
    assert raised.value.code == "exists"


# What cannot be done is said, and leaves nothing


def test_a_copy_where_nothing_can_be_written_is_a_plain_sentence(small: Small, tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        backup.snapshot(small.session.file._db, tmp_path / "no such folder" / "copy")
    assert raised.value.code == "read-only"


def test_a_copy_of_a_file_that_is_closed_is_a_bug_and_no_sentence(small: Small, tmp_path: Path) -> None:
    small.session.close()
    with pytest.raises(sqlite3.ProgrammingError):
        backup.snapshot(small.session.file._db, tmp_path / "copy")


def test_a_backup_whose_attached_files_have_no_place_is_not_made(small: Small, tmp_path: Path) -> None:
    from send_tracker.services.evidence import attach_bytes

    attach_bytes(small.session, "good.txt", b"good")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / backup.FILES).write_bytes(b"a file where the folder should be")
    with pytest.raises(Problem) as raised:
        small.session.file.back_up(tmp_path / "kept")
    assert raised.value.code == "backup"
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [backup.FILES]


def spoiled(path: Path) -> None:
    """Take rows from a table behind the back of its index: only the whole check of pages finds that."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        index = db.execute(
            "SELECT * FROM sqlite_master WHERE type = 'index' AND tbl_name = 'action' AND sql NOTNULL"
        ).fetchone()
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_master WHERE name = ?", (index[1],))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        assert db.execute("DELETE FROM action").rowcount > 0
        db.execute("PRAGMA writable_schema = ON")
        db.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", index)


def test_a_backup_that_does_not_pass_its_check_is_not_kept(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = slim.slim_copy

    def torn(connection: sqlite3.Connection, target: Path) -> None:
        whole(connection, target)
        spoiled(target)

    monkeypatch.setattr(slim, "slim_copy", torn)
    with pytest.raises(Problem) as raised:
        small.session.file.back_up(tmp_path / "kept")
    assert "did not pass its check" in raised.value.sentence
    assert backup.backups(tmp_path / "kept") == []
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_damaged_backup_is_not_restored(small: Small, tmp_path: Path) -> None:
    made = small.session.file.back_up(tmp_path / "kept")
    spoiled(made)
    with pytest.raises(Problem):
        backup.restore(made, tmp_path / "again.sendtracker")
    assert list(tmp_path.glob("again*")) == []


def test_a_backup_is_not_restored_where_its_part_cannot_lie(small: Small, tmp_path: Path) -> None:
    made = small.session.file.back_up(tmp_path / "kept")
    (tmp_path / "again.sendtracker.part.tmp").mkdir()
    with pytest.raises(Problem) as raised:
        backup.restore(made, tmp_path / "again.sendtracker")
    assert raised.value.code == "cannot-create"
    assert not (tmp_path / "again.sendtracker").exists()


def test_what_a_restore_broken_off_left_does_not_stop_the_next(small: Small, tmp_path: Path) -> None:
    made = small.session.file.back_up(tmp_path / "kept")
    shutil.copy(made, tmp_path / "again.sendtracker.part.tmp")
    backup.restore(made, tmp_path / "again.sendtracker")
    assert backup.tracker_of(tmp_path / "again.sendtracker") == small.session.file.log.tracker
    assert not (tmp_path / "again.sendtracker.part.tmp").exists()
