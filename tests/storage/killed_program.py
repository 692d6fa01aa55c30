"""Run by test_killed_program.py: kills the real program in the middle of its work, again and again.

The window is the real one, on the offscreen screen, driven by key presses; the rest are commands of the command line,
all on a file in a synced folder, or as an older version. After each kill the program is started again, and what it
finds is printed, one JSON document a cycle. A process of its own, so that forking does not touch pytest.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from send_tracker.bootstrap import back_up_daily, open_surely
from send_tracker.cli import run
from send_tracker.services.checking import check
from send_tracker.storage.presence import note_path

UNFINISHED = (".tmp", "-journal", ".part")
"""How the names of what is not finished end. The note of who has a file open is none of it."""

Told = Callable[[str], None]
Work = Callable[[Path, Told], None]


def edit(folder: Path, tell: Told) -> None:
    """Rate actions and type reasons in the window, for ever; tell of each edit as the window is told of it."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

    from send_tracker.gui.app import make_application, open_window
    from send_tracker.gui.pages.plan_page import PlanPage
    from send_tracker.gui.preferences import Preferences
    from send_tracker.window import _opener

    application = make_application()
    preferences = Preferences(None)
    preferences.set("steps_done", True)
    window = open_window(folder / "OneDrive" / "plan.sendtracker", _opener(folder / "data"), preferences)
    window.show()
    window.activateWindow()
    assert window.workspace is not None
    window.workspace.edited.connect(lambda edited: tell(edited.id))
    dice, control = random.Random(os.getpid()), Qt.KeyboardModifier.ControlModifier

    def press() -> None:
        page = window.pages.page
        assert isinstance(page, PlanPage)
        view = page.sheet
        view.setFocus()
        QTest.keyClick(
            QApplication.focusWidget() or window, dice.choice([Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up])
        )
        digit = Qt.Key(Qt.Key.Key_1.value + dice.randrange(6))
        QTest.keyClick(QApplication.focusWidget() or window, digit, control)
        asked = QApplication.focusWidget()
        if isinstance(asked, QLineEdit | QPlainTextEdit):
            QTest.keyClicks(asked, "because " + "x" * dice.choice([0, 9, 90]))
            QTest.keyClick(asked, Qt.Key.Key_Return)
        if dice.random() < 0.2:
            QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, control)

    turn = QTimer(interval=0)
    turn.timeout.connect(press)
    turn.start()
    application.exec()


def share(folder: Path, tell: Told) -> None:
    """Update an action by the command line, which shares the whole file before it ends."""
    number = 0
    while True:
        number += 1
        if run(["update", str(folder / "OneDrive" / "plan.sendtracker"), "1.1", "--note", f"Note {number}"]) == 0:
            tell("done")


def combine(folder: Path, tell: Told) -> None:
    """Take in another officer's copy."""
    if run(["combine", str(folder / "OneDrive" / "plan.sendtracker"), str(folder / "theirs.sendtracker")]) in (0, 1):
        tell("done")


def import_(folder: Path, tell: Told) -> None:
    """Bring a plan in from a file."""
    if run(["import", str(folder / "OneDrive" / "plan.sendtracker"), str(folder / "plan.csv"), "--apply"]) in (0, 1):
        tell("done")


def migrate(folder: Path, tell: Told) -> None:
    """Open a file of an older version, which brings it up to date."""
    if run(["check", str(folder / "OneDrive" / "plan.sendtracker")]) == 0:
        tell("done")


WORKS: dict[str, Work] = {"edit": edit, "share": share, "combine": combine, "import": import_, "migrate": migrate}

AT_LENGTH = {"edit": 0.15, "share": 0.4}
"""The works that go on for ever, and the seconds within which they are killed; the others before their end."""


def prepare(name: str, folder: Path) -> None:
    """Bring back what a cycle before may have finished; editing and sharing go on where they were."""
    if name in AT_LENGTH:
        return
    for place in (folder / "data" / "SEND Tracker" / "working").glob("*/*"):
        if place.is_file():
            place.unlink()
    shutil.copy(folder / "before.sendtracker", folder / "OneDrive" / "plan.sendtracker")
    if name == "migrate":
        with closing(sqlite3.connect(folder / "OneDrive" / "plan.sendtracker")) as db:
            db.execute("PRAGMA user_version = 1")


def begin(work: Work, folder: Path) -> tuple[int, int]:
    """Set a child to work, and return its process and where it tells what is done."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with suppress(BaseException), Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            sys.stdout = sys.stderr = nowhere
            work(folder, partial(_tell, write))
        os._exit(0)
    os.close(write)
    return child, read


def length(work: Work, folder: Path) -> float:
    """Let a child do its work to the end, and return the seconds that it took."""
    begun = time.perf_counter()
    child, read = begin(work, folder)
    os.waitpid(child, 0)
    os.close(read)
    return time.perf_counter() - begun


def killed(work: Work, folder: Path, seconds: float, *, wait_for_first: bool) -> tuple[list[str], bool]:
    """Let a child work for a moment, kill it, and return what it had told and whether it was still at it."""
    child, read = begin(work, folder)
    said = b""
    if wait_for_first and select.select([read], [], [], 60)[0]:
        said += os.read(read, 65_536)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    while got := os.read(read, 65_536):
        said += got
    os.close(read)
    _, status = os.waitpid(child, 0)
    return said.decode().split(), os.WIFSIGNALED(status)


def _tell(pipe: int, words: str) -> None:
    os.write(pipe, f"{words}\n".encode())


def found_after(folder: Path) -> dict[str, object]:
    """Start the program again, as an officer does, and say what is there."""
    path = folder / "OneDrive" / "plan.sendtracker"
    with closing(open_surely(path)) as session:
        back_up_daily(session)
        edits = [edit.id for _, edit in session.file.log.read_since()]
        findings = [finding.sentence for finding in check(session)]
        own = {note_path(session.path), note_path(path)}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        shared = db.execute("PRAGMA integrity_check").fetchone()[0]
    left = [str(p.relative_to(folder)) for p in folder.rglob("*") if p.name.endswith(UNFINISHED) and p not in own]
    return {"edits": len(edits), "ids": edits, "findings": findings, "shared": shared, "left": left}


def main() -> None:
    """Kill as often as asked, at random moments of the work."""
    name, folder, cycles, longest = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), AT_LENGTH.get(sys.argv[1], 0.0)
    os.environ.update(
        OneDrive=str(folder / "OneDrive"), XDG_DATA_HOME=str(folder / "data"), QT_QPA_PLATFORM="offscreen"
    )
    for module in (
        "send_tracker.gui.app",
        "send_tracker.gui.pages.plan_page",
        "send_tracker.exchange.intake.importing",
    ):
        __import__(module)
    dice = random.Random(20250704)
    for _ in range(0 if longest else 2):  # the second is as quick as those that follow
        prepare(name, folder)
        longest = length(WORKS[name], folder)
    for _ in range(cycles):
        prepare(name, folder)
        told, in_time = killed(WORKS[name], folder, dice.uniform(0, longest), wait_for_first=name in AT_LENGTH)
        print(json.dumps({"told": told, "killed": in_time} | found_after(folder)), flush=True)


if __name__ == "__main__":
    main()
