"""Who has a file open, notes that nobody took away, and a file that another program changes."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from send_tracker.storage.file import TrackerFile
from send_tracker.storage.presence import note_path, read_note
from send_tracker.storage.processes import is_running
from send_tracker.storage.underneath import Underneath
from tests.builders import small_programme


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    path = tmp_path / "plan.sendtracker"
    with small_programme(path):
        pass
    return path


@pytest.fixture
def file(tracker: Path) -> Iterator[TrackerFile]:
    found = TrackerFile.open(tracker)
    yield found
    found.close()


def ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def leave(path: Path, process: int, computer: str, since: datetime) -> None:
    note = {"officer": "jo", "computer": computer, "since": since.isoformat(), "process": process}
    note_path(path).write_text(json.dumps(note), encoding="utf-8")


def test_a_process_is_known_to_run_or_not() -> None:
    assert is_running(os.getpid())
    assert not is_running(ended_process())
    assert not is_running(0)


def test_a_note_whose_program_has_ended_is_stale_and_the_file_was_cut_off(tracker: Path) -> None:
    leave(tracker, ended_process(), platform.node(), datetime.now(UTC))
    note = read_note(tracker)
    assert note is not None
    assert note.is_stale
    file = TrackerFile.open(tracker)
    try:
        assert file.was_cut_off
        again = read_note(tracker)
        assert again is not None
        assert not again.is_stale
    finally:
        file.close()
    file = TrackerFile.open(tracker)
    assert not file.was_cut_off
    file.close()


def test_a_note_of_another_computer_is_believed_and_says_since_when(tracker: Path) -> None:
    leave(tracker, 1, "LAPTOP-12", datetime.now(UTC) - timedelta(days=3))
    note = read_note(tracker)
    assert note is not None
    assert not note.is_stale
    assert "by jo on LAPTOP-12 since" in note.sentence()
    assert f" on {(datetime.now(UTC) - timedelta(days=3)).astimezone().day} " in note.sentence()


def test_own_edits_are_no_surprise(file: TrackerFile) -> None:
    file.set_mark("x", "1")
    assert file.watch.look() is Underneath.SAME
    file.wipe()
    assert file.watch.look() is Underneath.SAME


def test_another_program_is_noticed(file: TrackerFile, tmp_path: Path) -> None:
    copy = Path(shutil.copy(file.path, tmp_path / "copy.sendtracker"))
    with closing(sqlite3.connect(copy)) as db, db:
        db.execute("INSERT INTO local VALUES ('x', 'y')")
    with file.path.open("ab") as stream:
        stream.write(b"\0")
    assert file.watch.look() is Underneath.CHANGED
    assert file.watch.look() is Underneath.SAME
    copy.replace(file.path)
    assert file.watch.look() is Underneath.REPLACED
    file.path.unlink()
    assert file.watch.look() is Underneath.GONE
