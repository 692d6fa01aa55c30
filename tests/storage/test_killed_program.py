"""The real program is killed in the middle of its work: window and command line, on a file in a synced folder.

Nothing that it said was saved is lost, nothing is half done, and after the next start nothing unfinished lies about.
The short form is part of every run. The long form, ``HYPOTHESIS_PROFILE=long``, is 1,000 kills of the editing window
and 300 of each of the others.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.builders import small_programme

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the script forks; Windows is on the hand-test list")


@dataclass
class Place:
    """A folder with a file in a synced folder, and the numbers of edits before and after taking in another's."""

    folder: Path
    few: int
    many: int


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The file before, another officer's copy of it, and a plan to import."""
    (tmp_path / "OneDrive").mkdir()
    before, theirs = tmp_path / "before.sendtracker", tmp_path / "theirs.sendtracker"
    with small_programme(before) as small:
        few = small.session.file.log.count()
        small.session.file.snapshot(theirs)
    with closing(Session(TrackerFile.open(theirs), "Ben")) as ben:
        for number in range(20):
            update_actions(ben, ben.register().actions[number % 3].id, Update(note=f"Note {number} " + "x" * 400))
        many = ben.file.log.count()
    shutil.copy(before, tmp_path / "OneDrive" / "plan.sendtracker")
    with (tmp_path / "plan.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Ref", "Action", "Outcome", "Status"])
        rows.writerows([f"9.{n}", f"An action that comes in, number {n}", "", ""] for n in range(40))
    return Place(tmp_path, few, many)


def killed(place: Place, root: Path, work: str, short: int, long: int) -> list[dict[str, Any]]:
    """Kill the program again and again, and return what was found after each kill."""
    script = root / "tests" / "storage" / "killed_program.py"
    cycles = long if IS_LONG else short
    words = [sys.executable, str(script), work, str(place.folder), str(cycles)]
    result = subprocess.run(
        words, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert result.returncode == 0, result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(found) == cycles
    assert any(each["killed"] for each in found)
    for each in found:
        assert each["findings"] == []
        assert each["shared"] == "ok"
        assert each["left"] == [], "what a kill leaves goes at the next start"
    return found


@pytest.mark.parametrize(("work", "short", "long"), [("edit", 3, 1_000), ("share", 3, 300)])
def test_no_edit_that_was_said_to_be_saved_is_lost(place: Place, root: Path, work: str, short: int, long: int) -> None:
    found = killed(place, root, work, short, long)
    told = 0
    for each in found:
        told += len(each["told"])
        if work == "edit":
            assert set(each["told"]) <= set(each["ids"])
        else:
            assert each["edits"] >= place.few + told
    assert told >= len(found), "each kill came after something was said to be saved"


@pytest.mark.parametrize("work", ["combine", "import", "migrate"])
def test_what_comes_in_is_there_whole_or_not_at_all(place: Place, root: Path, work: str) -> None:
    after = {"combine": place.many, "import": place.few + 1, "migrate": place.few}[work]
    for each in killed(place, root, work, 3, 300):
        assert each["edits"] in (place.few, after)
        assert each["edits"] == after or not each["told"], "what was said to be done is done"
