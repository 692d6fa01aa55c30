"""Killed in the middle of editing, a hundred times, and of sharing, combining, migrating: nothing is lost or half."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from send_tracker.services.checking import check
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.builders import small_programme

CYCLES = 100
SHARED_CYCLES = 300 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the script forks; Windows is on the hand-test list")
def test_no_acknowledged_edit_is_lost_to_kill_9(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "plan.sendtracker"
    with small_programme(path):
        pass
    script = root / "tests" / "storage" / "killed_officer.py"
    command = [sys.executable, str(script), str(path), str(CYCLES)]
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert result.returncode == 0, result.stderr
    cycles = [line.split() for line in result.stdout.splitlines()]
    acknowledged = [id for cycle in cycles for id in cycle]
    assert len(cycles) == CYCLES
    assert all(cycles), "every child got to edit, so every kill found the file opening without a question"
    session = Session(TrackerFile.open(path), "Ana")
    try:
        log = [edit.id for _, edit in session.file.log.read_since()]
        assert set(acknowledged) <= set(log)
        assert len(acknowledged) == len(set(acknowledged))
        places = [log.index(id) for id in acknowledged[-50:]]
        assert places == sorted(places)
        assert check(session) == []
    finally:
        session.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the script forks; Windows is on the hand-test list")
@pytest.mark.parametrize("work", ["share", "combine", "migrate"])
def test_a_kill_while_sharing_combining_or_migrating_leaves_all_or_nothing(
    tmp_path: Path, root: Path, work: str
) -> None:
    before, theirs = tmp_path / "before.sendtracker", tmp_path / "theirs.sendtracker"
    with small_programme(before) as small:
        few = small.session.file.log.count()
        small.session.file.snapshot(theirs)
    ben = Session(TrackerFile.open(theirs), "Ben")
    for number in range(20):
        update_actions(ben, ben.register().actions[number % 3].id, Update(note=f"Note {number} " + "x" * 400))
    many = ben.file.log.count()
    ben.file.snapshot(tmp_path / "mine.sendtracker")
    ben.close()
    shutil.copy(before, tmp_path / "shared.sendtracker")
    script = root / "tests" / "storage" / "killed_sharer.py"
    result = subprocess.run(
        [sys.executable, str(script), work, str(tmp_path), str(SHARED_CYCLES)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    cycles = [tuple(map(int, line.split())) for line in result.stdout.splitlines()]
    assert len(cycles) == SHARED_CYCLES
    wanted = {few} if work == "migrate" else {few, many}
    assert {count for _, count, _, _ in cycles} <= wanted, "the old state or the new one, and nothing between"
    assert all(sound for _, _, sound, _ in cycles)
    assert all(parts == 0 for _, _, _, parts in cycles), "part files go at the next start"
    assert any(killed for killed, _, _, _ in cycles)
