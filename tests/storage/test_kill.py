"""Killed in the middle of editing, a hundred times: nothing that came back as saved is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from send_tracker.services.checking import check
from send_tracker.services.session import Session
from send_tracker.storage.file import TrackerFile
from tests.builders import small_programme

CYCLES = 1_000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 100


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
