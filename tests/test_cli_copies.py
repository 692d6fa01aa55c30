"""Copies on the command line: combine, backups, restore, with the keys and exit codes of the contract."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from send_tracker.bootstrap import back_up_now, open_tracker
from send_tracker.cli import run
from tests.builders import small_programme


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A tracker and a copy of it."""
    ours, theirs = tmp_path / "ours.sendtracker", tmp_path / "theirs.sendtracker"
    with small_programme(ours):
        pass
    shutil.copy(ours, theirs)
    return ours, theirs


def update(file: Path, status: str, author: str) -> None:
    assert run(["update", str(file), "1.1", "--status", status, "--reason", "Why", "--author", author]) == 0


def test_combine_prints_its_document_and_1_while_a_conflict_is_open(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = files
    update(ours, "complete", "Ana")
    update(theirs, "obstacles", "Ben")
    before = ours.read_bytes()
    capsys.readouterr()
    assert run(["combine", str(ours), str(theirs), "--dry-run", "--json"]) == 1
    rehearsed = json.loads(capsys.readouterr().out)
    assert ours.read_bytes() == before
    assert run(["combine", str(ours), str(theirs), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found == rehearsed
    assert found["new_changes"] == 1
    assert found["refused"] == []
    (conflict,) = found["conflicts"]
    assert (conflict["ref"], conflict["field"]) == ("1.1", "status")
    assert {(v["value"], v["author"]) for v in conflict["values"]} == {("complete", "Ana"), ("obstacles", "Ben")}
    assert all(v["at"].endswith("Z") for v in conflict["values"])
    assert run(["combine", str(ours), str(theirs)]) == 1
    printed = capsys.readouterr().out
    assert "0 new edits" in printed
    assert "In conflict: Status of 1.1." in printed
    assert run(["check", str(ours)]) == 0


def test_combine_makes_a_backup_that_restore_writes_as_a_new_file(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = files
    update(theirs, "complete", "Ben")
    assert run(["combine", str(ours), str(theirs)]) == 0
    capsys.readouterr()
    assert run(["backups", str(ours)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    backup = Path(line.split("MB")[1].strip())
    again = tmp_path / "again.sendtracker"
    assert run(["restore", str(ours), backup.name, "-o", str(again)]) == 0
    assert capsys.readouterr().out.strip() == str(again)
    session = open_tracker(again)
    assert session.register().actions[0].status == "not_started"
    session.close()
    assert run(["restore", str(ours), str(backup), "-o", str(again)]) == 2, "never over a file that is there"


def test_what_cannot_be_combined_or_restored_is_one_plain_line_and_2(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = files
    broken = tmp_path / "broken.sendtracker"
    broken.write_bytes(theirs.read_bytes()[:5000])
    before = ours.read_bytes()
    for arguments in (
        ["combine", str(ours), str(theirs), str(broken)],
        ["combine", str(ours), str(tmp_path / "nowhere.sendtracker")],
        ["combine", str(ours), str(ours)],
        ["restore", str(ours), str(broken), "-o", str(tmp_path / "new.sendtracker")],
        ["restore", str(ours), "2025-01-01-000000", "-o", str(tmp_path / "new.sendtracker")],
    ):
        capsys.readouterr()
        assert run(arguments) == 2
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert ours.read_bytes() == before
    assert not (tmp_path / "new.sendtracker").exists()


def test_a_damaged_backup_is_not_restored(files: tuple[Path, Path], tmp_path: Path) -> None:
    session = open_tracker(files[0])
    backup = back_up_now(session)
    session.close()
    content = bytearray(backup.read_bytes())
    content[4096 * 3 : 4096 * 3 + 200] = b"\xff" * 200
    backup.write_bytes(content)
    assert run(["restore", str(files[0]), str(backup), "-o", str(tmp_path / "new.sendtracker")]) == 2
    assert list(tmp_path.glob("new*")) == []


def test_check_says_what_can_be_done_with_a_damaged_file_and_recover_does_it(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, new = files[0], tmp_path / "new.sendtracker"
    with closing(sqlite3.connect(ours)) as db:
        page = db.execute("SELECT rootpage - 1 FROM sqlite_master WHERE name = 'action'").fetchone()[0]
    content = bytearray(ours.read_bytes())
    content[page * 4096 : page * 4096 + 96] = b"\xff" * 96
    ours.write_bytes(content)
    assert run(["check", str(ours), "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["code"] == "corrupt"
    assert finding["sentence"].endswith("recover the readable rows into a new file.")
    assert run(["recover", str(ours), "-o", str(new), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["unread"], found["left_out"]) == (False, [])
    assert found["edits"] == found["read_in_the_file"]
    assert run(["check", str(new)]) == 0
    assert run(["recover", str(ours), "-o", str(new)]) == 2
    assert "exists already" in capsys.readouterr().err
