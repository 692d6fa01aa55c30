"""Sharing by swap, a step at a time: what is put where, what is left behind, and what is said when it cannot be."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.services.checking import check
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.session import Session
from send_tracker.storage import parts, publisher, slim
from send_tracker.storage.file import TrackerFile
from send_tracker.storage.parts import clean_parts, own_mark, part_of
from tests.builders import Small, small_programme


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    (tmp_path / "here").mkdir()
    with small_programme(tmp_path / "here" / "plan.sendtracker") as found:
        yield found


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder / "plan.sendtracker"


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "workshop"


def publish(small: Small, target: Path, workshop: Path) -> str:
    return small.session.file.publish(target, workshop)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_whole_snapshot_lies_there_and_nothing_beside_it(small: Small, shared: Path, workshop: Path) -> None:
    shared.write_bytes(b"what was there before")
    digest = publish(small, shared, workshop)
    assert hashlib.sha256(shared.read_bytes()).hexdigest() == digest
    assert (names(shared.parent), names(workshop)) == (["plan.sendtracker"], [])
    with closing(Session(TrackerFile.open(shared), "Ben")) as ben:
        assert ben.file.log.heads() == small.session.file.log.heads()
        assert ben.file.derived_rows() == small.session.file.derived_rows()
        assert check(ben) == []


def test_the_open_file_is_as_it_was_after_sharing(small: Small, shared: Path, workshop: Path) -> None:
    db = small.session.file._db
    before = db.execute("PRAGMA query_only").fetchone(), db.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED)
    publish(small, shared, workshop)
    assert (db.execute("PRAGMA query_only").fetchone(), db.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED)) == before
    assert "slim" not in {name for _, name, _ in db.execute("PRAGMA database_list")}
    assert not db.in_transaction


def test_a_file_that_is_only_read_is_shared_too_and_stays_so(small: Small, shared: Path, workshop: Path) -> None:
    path = small.session.path
    small.session.close()
    with closing(TrackerFile.open(path, read_only=True)) as file:
        file.publish(shared, workshop)
        with pytest.raises(sqlite3.OperationalError):
            file._db.execute("DELETE FROM head")
    with closing(TrackerFile.open(shared)) as copy:
        assert copy.log.count() > 5


def test_attached_files_lie_beside_it_once_by_hash(small: Small, shared: Path, workshop: Path) -> None:
    contents = [b"one" * 400, b"two" * 500]
    for content in contents:
        attach_bytes(small.session, f"{len(content)}.txt", content, [small.actions[0]])
    publish(small, shared, workshop)
    folder = publisher.files_folder(shared)
    assert folder == shared.parent / "plan files"
    assert names(folder) == sorted(hashlib.sha256(content).hexdigest() for content in contents)
    assert sorted(path.read_bytes() for path in folder.iterdir()) == sorted(contents)
    with closing(sqlite3.connect(shared)) as copy:
        assert copy.execute("SELECT count(*) FROM stored_file").fetchone() == (0,)
    times = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    publish(small, shared, workshop)
    assert times == {path: path.stat().st_mtime_ns for path in folder.iterdir()}, "what is there is not sent again"


def test_an_attached_file_that_is_damaged_here_stays_behind_and_the_edits_go(
    small: Small, shared: Path, workshop: Path
) -> None:
    attach_bytes(small.session, "bad.txt", b"bad", [small.actions[0]])
    attach_bytes(small.session, "good.txt", b"good", [small.actions[0]])
    small.session.file._db.execute("UPDATE stored_file SET bytes = x'00' WHERE bytes = ?", (b"bad",))
    publish(small, shared, workshop)
    assert names(publisher.files_folder(shared)) == [hashlib.sha256(b"good").hexdigest()]
    assert shared.exists()


def test_a_folder_that_is_gone_is_not_made_anew_and_the_work_is_said_to_be_safe(
    small: Small, shared: Path, workshop: Path
) -> None:
    attach_bytes(small.session, "good.txt", b"good", [small.actions[0]])
    shared.parent.rmdir()
    with pytest.raises(Problem) as raised:
        publish(small, shared, workshop)
    assert raised.value.code == "share"
    assert raised.value.sentence == (
        f"“plan.sendtracker” could not be shared in “{shared.parent}”: the folder is not there. Your work is safe on "
        "this computer; it is shared as soon as the folder can be written to."
    )
    assert not shared.parent.exists()
    assert names(workshop) == []


def test_a_snapshot_that_does_not_pass_its_check_never_leaves(
    small: Small, shared: Path, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared.write_bytes(b"what was there before")

    def torn(connection: sqlite3.Connection, target: Path) -> None:
        slim.slim_copy(connection, target)
        content = bytearray(target.read_bytes())
        content[4096 * 3 : 4096 * 4] = bytes(4096)
        target.write_bytes(content)

    monkeypatch.setattr(publisher, "slim_copy", torn)
    with pytest.raises((Problem, sqlite3.DatabaseError)) as raised:
        publish(small, shared, workshop)
    if isinstance(raised.value, Problem):
        assert raised.value.code == "share"
        assert "safe on this computer" in raised.value.sentence
    assert shared.read_bytes() == b"what was there before"
    assert names(workshop) == []


def test_what_reads_back_otherwise_is_not_swapped_in(tmp_path: Path) -> None:
    part, target = tmp_path / "part", tmp_path / "target"
    part.write_bytes(b"half of it")
    target.write_bytes(b"before")
    with pytest.raises(Problem) as raised:
        publisher._swap_in(part, target, hashlib.sha256(b"all of it").hexdigest(), lambda _wait: None)
    assert raised.value.code == "share"
    assert raised.value.sentence == ("What was written there is not what was sent. Your work is safe on this computer.")
    assert target.read_bytes() == b"before"


class Refusing(type(Path())):  # type: ignore[misc]
    """A part that cannot be swapped in, with an error that a test chooses."""

    error: OSError = OSError()

    def replace(self, target: Path) -> Path:
        raise Refusing.error


def windows(number: int) -> OSError:
    """An error as Windows raises it, whatever this computer is."""
    error = OSError(22, "The process cannot access the file")
    error.winerror = number  # type: ignore[attr-defined, unused-ignore]
    return error


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (PermissionError(13, "held"), 10),
        (windows(5), 10),
        (windows(32), 10),
        (windows(33), 10),
        (windows(112), 0),  # the disk is full
        (OSError(28, "No space left"), 0),
    ],
)
def test_only_a_target_that_is_held_is_waited_for(tmp_path: Path, error: OSError, tries: int) -> None:
    part = Refusing(tmp_path / "part")
    part.write_bytes(b"new")
    Refusing.error = error
    waited: list[float] = []
    with pytest.raises(OSError, match=str(error.strerror)):
        publisher._swap_in(part, tmp_path / "target", hashlib.sha256(b"new").hexdigest(), waited.append)
    assert waited == list(publisher.WAITS[:tries])


def full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


# Copies without attached files


def test_a_slim_copy_has_every_row_but_the_attached_files(small: Small, tmp_path: Path) -> None:
    attach_bytes(small.session, "good.txt", b"good", [small.actions[0]])
    target = tmp_path / "slim.db"
    slim.slim_copy(small.session.file._db, target)

    def everything(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
        tables = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            n: sorted(db.execute(f'SELECT * FROM "{n}"').fetchall(), key=repr) for n in tables if n != "stored_file"
        }

    def schema(db: sqlite3.Connection) -> set[tuple[str, str]]:
        return set(db.execute("SELECT name, sql FROM sqlite_master WHERE sql NOTNULL AND name NOT LIKE 'search%'"))

    with closing(sqlite3.connect(target)) as copy:
        ours, theirs = everything(small.session.file._db), everything(copy)
        words = {name for name in ours if name.startswith("search_")}  # how an index is stored is its own business
        assert {n: r for n, r in theirs.items() if n not in words} == {n: r for n, r in ours.items() if n not in words}
        assert schema(copy) == schema(small.session.file._db)
        for pragma in ("application_id", "user_version"):
            assert (
                copy.execute(f"PRAGMA {pragma}").fetchone()
                == small.session.file._db.execute(f"PRAGMA {pragma}").fetchone()
            )
        assert copy.execute("SELECT count(*) FROM search WHERE search MATCH 'action'").fetchone()[0] == 3


def test_a_slim_copy_that_cannot_be_written_leaves_nothing(small: Small, tmp_path: Path) -> None:
    with pytest.raises((Problem, sqlite3.Error)):
        slim.slim_copy(small.session.file._db, tmp_path / "no such folder" / "slim.db")
    assert not (tmp_path / "no such folder").exists()
    assert not small.session.file._db.in_transaction


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KeyboardInterrupt(), KeyboardInterrupt),
        (sqlite3.ProgrammingError("a bug"), sqlite3.ProgrammingError),
        (full(), Problem),
    ],
)
def test_a_slim_copy_that_is_broken_off_leaves_nothing(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, told: type[BaseException]
) -> None:
    def break_off(_connection: sqlite3.Connection, target: Path) -> None:
        assert target.exists()
        raise error

    monkeypatch.setattr(slim, "_fill", break_off)
    with pytest.raises(told):
        slim.slim_copy(small.session.file._db, tmp_path / "slim.db")
    assert not (tmp_path / "slim.db").exists()


def test_rows_that_cannot_be_copied_leave_the_file_free_to_go_on(small: Small, tmp_path: Path) -> None:
    db = small.session.file._db

    def deny(action: int, *_more: object) -> int:
        return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_INSERT else sqlite3.SQLITE_OK

    db.set_authorizer(deny)
    with pytest.raises((Problem, sqlite3.Error)):
        slim.slim_copy(db, tmp_path / "slim.db")
    db.set_authorizer(None)
    assert not db.in_transaction
    assert "slim" not in {name for _, name, _ in db.execute("PRAGMA database_list")}
    assert not (tmp_path / "slim.db").exists()
    small.session.edit("x", [Draft("action", small.actions[0], "obstacle", "It goes on")])


# What a kill left


def test_only_what_programs_of_this_computer_left_that_run_no_more_is_removed(tmp_path: Path) -> None:
    mark, running, ended = own_mark(), os.getpid(), 2**22 + 1
    left = [
        f"plan.sendtracker.{mark}-{ended}-0123abcd.share.tmp",
        f"plan.sendtracker.{mark}-{ended}-0123abcd.snapshot.tmp-journal",
        f"plan.sendtracker.{mark}-0123abcd.share.tmp",  # of a former version
    ]
    kept = [
        f"plan.sendtracker.{mark}-{running}-0123abcd.share.tmp",
        f"plan.sendtracker.ffffffff-{ended}-0123abcd.share.tmp",
        f"plan.sendtracker.{mark}-{ended}-0123abcd.share.tmp.bak",
        f"plan.sendtracker.{mark}-{ended}-xyz.share.tmp",
        "plan.sendtracker",
    ]
    for name in (*left, *kept):
        (tmp_path / name).write_bytes(b"half")
    assert [path.name for path in clean_parts(tmp_path / "none", tmp_path)] == sorted(left)
    assert names(tmp_path) == sorted(kept)
    assert clean_parts(tmp_path) == []


def test_a_part_says_what_it_becomes_whose_it_is_and_what_is_being_done(tmp_path: Path) -> None:
    target = tmp_path / "plan.sendtracker"
    one, other = part_of(target, "share"), part_of(target, "share")
    assert one != other, "two at once do not meet"
    assert one.parent == tmp_path
    assert one.name.startswith(f"plan.sendtracker.{own_mark()}-{os.getpid()}-")
    assert one.name.endswith(".share.tmp")
    assert len(own_mark()) == 8
    assert parts._is_left(one.name) is False
