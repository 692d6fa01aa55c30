"""Scenes for ``render_pages.py`` of what keeps a file safe: going back, recovering, redacting, combining, sharing."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from send_tracker.gui.main_window import MainWindow
    from send_tracker.services.session import Session

Prepare = Callable[["MainWindow"], object]


def safe_scenes(sample: Path) -> Iterator[tuple[str, Path, Prepare]]:
    """Yield each picture's name, the file it opens and what is done before it is taken."""
    yield "safe-banner", sample, _damaged
    yield "safe-rescue", sample, _rescue
    yield "safe-recovered", sample, _recovered
    yield "safe-restore", sample, _restore
    yield "safe-no-backup", sample, _no_backup
    yield "safe-redact", sample, _redact
    yield "safe-combine", sample, _combine
    yield "safe-combined", sample, lambda window: _combine(window).combine()
    yield "safe-conflicts", sample, _conflicts
    yield "safe-shared", sample, _shared
    yield "safe-shared-news", sample, _shared_news
    yield "safe-replaced", sample, _replaced
    yield "safe-locked", sample, _locked


def _session(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def _rate(session: Session, ref: str, status: str, author: str = "") -> None:
    from send_tracker.services.plan import find_action
    from send_tracker.services.status import Update, update_actions

    session.author = author or session.author
    update_actions(session, find_action(session, ref).id, Update(status=status, reason="The provider has confirmed"))


def _dialog(window: MainWindow, name: str) -> QDialog:
    from PySide6.QtWidgets import QDialog

    return next(found for found in window.findChildren(QDialog) if type(found).__name__ == name)


def _damaged(window: MainWindow) -> Path:
    """Try to open a damaged file of which there is a backup."""
    from send_tracker.bootstrap import back_up_now

    path = _session(window).path
    back_up_now(_session(window))
    window.files.close()
    with closing(sqlite3.connect(path)) as db:
        page = db.execute("SELECT rootpage - 1 FROM sqlite_master WHERE name = 'action'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[page * 4096 : page * 4096 + 96] = b"\xff" * 96
    path.write_bytes(content)
    window.files.open(path)
    return path


def _rescue(window: MainWindow) -> QDialog:
    _damaged(window)
    window.banner.banner.acted.emit()
    return _dialog(window, "RescueDialog")


def _recovered(window: MainWindow) -> None:
    left = [
        {"change": "8d1f5c0a77e2", "why": "It was altered outside the program: its hash does not fit."},
        {"change": "a90be4471c35", "why": "It stands on an edit that could not be read."},
    ]
    words = {"edits": 1482, "read_in_the_file": 1479, "left_out": left, "unread": 1}
    _rescue(window)._recovered(True, json.dumps(words))  # type: ignore[attr-defined]


def _restore(window: MainWindow) -> None:
    from send_tracker.bootstrap import back_up_now
    from send_tracker.gui.commands import Command

    session = _session(window)
    back_up_now(session)
    _rate(session, "4.3", "on_track")
    back_up_now(session)
    _rate(session, "4.4", "at_risk", "Ben Marsh")
    _rate(session, "2.1", "obstacles")
    window.run(Command.RESTORE_BACKUP)


def _no_backup(window: MainWindow) -> None:
    from send_tracker.gui.commands import Command

    window.run(Command.RESTORE_BACKUP)


def _redact(window: MainWindow) -> None:
    from send_tracker.bootstrap import back_up_now
    from send_tracker.services.plan import find_action
    from send_tracker.services.status import Update, update_actions

    session = _session(window)
    action = find_action(session, "4.3").id
    back_up_now(session)
    update_actions(session, action, Update(note="Sam Hill moved school in May; his mother has asked for a review"))
    assert window.workspace is not None
    window.workspace.redact_wanted.emit(action, frozenset())


def _copies(window: MainWindow) -> list[Path]:
    """Return two officers' copies, who both rated 4.3 as this window's officer did."""
    from send_tracker.bootstrap import open_tracker

    path = _session(window).path
    made = []
    for name, status in (("Ben Marsh", "obstacles"), ("Chris Lowe", "complete")):
        copy = path.with_name(f"plan ({name}).sendtracker")
        _session(window).file.snapshot(copy)
        with closing(open_tracker(copy, author=name)) as theirs:
            _rate(theirs, "4.3", status)
            _rate(theirs, "2.1", "on_track")
        made.append(copy)
    _rate(_session(window), "4.3", "at_risk")
    return made


def _combine(window: MainWindow):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from PySide6.QtTest import QTest

    from send_tracker.gui.commands import Command

    copies = _copies(window)
    broken = copies[0].with_name("plan (laptop).sendtracker")
    broken.write_bytes(copies[0].read_bytes()[:9000])
    window.run(Command.COMBINE)
    dialog = _dialog(window, "CombineDialog")
    dialog.add([*copies, broken])  # type: ignore[attr-defined]
    for _ in range(900):  # each copy is looked at in a process of its own
        if dialog.form.combine.isEnabled():  # type: ignore[attr-defined]
            break
        QTest.qWait(100)
    return dialog


def _conflicts(window: MainWindow) -> None:
    from send_tracker.gui.commands import Command
    from send_tracker.services.combine import combine

    for copy in _copies(window):
        combine(_session(window), copy)
    window.show_file(_session(window))
    window.run(Command.CONFLICTS)


def _in_onedrive(window: MainWindow) -> Path:
    """Open the file out of a folder that OneDrive looks after."""
    path = _session(window).path
    folder = path.parent / "OneDrive - County Council" / "SEND programme"
    folder.mkdir(parents=True)
    os.environ["OneDrive"] = str(folder.parent)  # noqa: SIM112 - so Windows spells it
    origin = Path(shutil.copy(path, folder / "SEND plan.sendtracker"))
    window.files.open(origin)
    return origin


def _shared(window: MainWindow) -> None:
    _in_onedrive(window)
    _rate(_session(window), "4.3", "at_risk")
    window.sharing.share()
    _rate(_session(window), "4.4", "at_risk")
    window.sharing.mark()


def _shared_news(window: MainWindow) -> None:
    origin = _in_onedrive(window)
    other = origin.with_name("elsewhere.sendtracker")
    _session(window).file.snapshot(other)
    other.replace(origin)
    window.sharing.look_around()


def _replaced(window: MainWindow) -> None:
    path = _session(window).path
    other = Path(shutil.copy(path, path.with_name("other.sendtracker")))
    window.sharing.watch.look()
    other.replace(path)
    window.sharing.watch.look()


def _locked(window: MainWindow) -> None:
    """Try to open a file that another program on this computer has open; there is a backup of it."""
    import subprocess
    import sys

    from send_tracker.bootstrap import back_up_now

    session = _session(window)
    path = session.path
    back_up_now(session)
    window.files.close()
    hold = (
        "import sys; from pathlib import Path; from send_tracker.storage.file import TrackerFile; "
        "file = TrackerFile.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.readline()"
    )
    words = [sys.executable, "-c", hold, str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        window.files.open(path)
        holder.kill()
