"""A file in a synced folder, in the window: what the title says, sharing by key, taking in, and sharing on closing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.gui import file_courier
from send_tracker.gui.commands import Command
from send_tracker.gui.main_window import MainWindow
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.plan import find_action
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.presence import note_path
from send_tracker.storage.publisher import files_folder
from tests.gui.conftest import MakeWindow

ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
Elsewhere = Callable[[], Session]


@pytest.fixture
def origin(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    monkeypatch.setenv("OneDrive", str(folder))
    return Path(shutil.copy(sample_file, folder / "plan.sendtracker"))


@pytest.fixture
def elsewhere(origin: Path, tmp_path: Path) -> Elsewhere:
    """Give a function that opens the shared file on Ben's computer."""

    def open_there() -> Session:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_DATA_HOME", str(tmp_path / "ben"))
            return bootstrap.open_tracker(origin, author="Ben")

    return open_there


def status(session: Session) -> str:
    return find_action(session, "4.3").status


def rate(session: Session, code: str) -> None:
    update_actions(session, find_action(session, "4.3").id, Update(status=code, reason="Why"))


def session_of(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def test_the_title_says_where_the_work_is_and_a_key_shares_it(
    qtbot: QtBot, make_window: MakeWindow, origin: Path, elsewhere: Elsewhere
) -> None:
    window = make_window(origin)
    assert "Saved on this computer" in window.windowTitle() and "Not shared yet" in window.windowTitle()
    assert str(window.preferences.get("recent")[0]) == str(origin)
    rate(session_of(window), "complete")
    assert window.sharing.quiet.isActive()
    qtbot.keyClick(window, Qt.Key.Key_S, ALT)
    assert "· Shared " in window.windowTitle()
    assert "· Shared " in window.strip.saved.text()
    assert not window.sharing.quiet.isActive()
    ben = elsewhere()
    assert status(ben) == "complete"
    ben.close()


def test_what_others_shared_is_noticed_and_taken_in(
    make_window: MakeWindow, origin: Path, elsewhere: Elsewhere
) -> None:
    window = make_window(origin)
    ben = elsewhere()
    rate(ben, "at_risk")
    assert ben.sharing is not None
    ben.sharing.share()
    ben.close()
    window.sharing.look_around()
    assert window.banner.text == "Somebody shared changes to this plan."
    window.banner.banner.acted.emit()
    assert status(session_of(window)) == "at_risk"
    assert "1 edit by Ben taken in" in window.strip.words.text()
    window.sharing.look_around()
    assert window.banner.text == ""


def test_a_conflict_that_came_in_is_offered_for_settling(
    make_window: MakeWindow, origin: Path, elsewhere: Elsewhere
) -> None:
    window = make_window(origin)
    ben = elsewhere()
    rate(ben, "at_risk")
    assert ben.sharing is not None
    ben.sharing.share()
    ben.close()
    rate(session_of(window), "complete")
    window.run(Command.SHARE)
    assert window.banner.text == "1 conflict is open."


def test_closing_shares_and_a_team_has_files_of_its_own(make_window: MakeWindow, origin: Path) -> None:
    window = make_window(origin)
    before = origin.read_bytes()
    window.run(Command.WORK_AS_TEAM)
    assert Command.WORK_AS_TEAM not in window.available()
    rate(session_of(window), "complete")
    window.close()
    own = [p for p in origin.parent.glob("*.sendtracker") if p != origin]
    assert len(own) == 1
    assert origin.read_bytes() == before
    shared = bootstrap.open_tracker(own[0], read_only=True)
    assert status(shared) == "complete"
    shared.close()


def test_a_folder_that_is_gone_is_said_across_the_page_and_tried_again(make_window: MakeWindow, origin: Path) -> None:
    window = make_window(origin)
    rate(session_of(window), "complete")
    away = origin.parent.rename(origin.parent.with_name("away"))
    window.run(Command.SHARE)
    assert "safe on this computer" in window.banner.text
    assert window.sharing.quiet.isActive()
    away.rename(origin.parent)
    window.run(Command.SHARE)
    assert "· Shared " in window.windowTitle()


def test_a_file_on_this_computer_is_not_shared(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    assert Command.SHARE not in window.available()
    assert "Shared" not in window.windowTitle()


def test_sharing_on_demand_says_so_and_takes_back_what_no_longer_holds(make_window: MakeWindow, origin: Path) -> None:
    window = make_window(origin)
    rate(session_of(window), "at_risk")
    window.run(Command.SHARE)
    assert window.strip.words.text() == "All you did is shared."
    away = origin.parent.with_name("away")
    origin.parent.rename(away)
    rate(session_of(window), "obstacles")
    window.run(Command.SHARE)
    assert "the folder is not there" in window.banner.text
    away.rename(origin.parent)
    window.run(Command.SHARE)
    assert window.banner.text == "", "it was said of a share that has worked since"


def test_what_was_not_shared_on_closing_is_told_of_at_the_next_start(make_window: MakeWindow, origin: Path) -> None:
    window = make_window(origin)
    window.run(Command.SHARE)
    away = origin.parent.with_name("away")
    origin.parent.rename(away)
    rate(session_of(window), "obstacles")
    window.close()
    away.rename(origin.parent)
    again = make_window(origin)
    assert again.strip.words.text().startswith("Your last changes are shared")
    assert again.sharing.quiet.isActive()


def test_another_officers_file_in_the_folder_is_named(make_window: MakeWindow, origin: Path) -> None:
    window = make_window(origin)
    window.run(Command.SHARE)
    shutil.copy(origin, origin.with_name("plan (Ben).sendtracker"))
    window.sharing.look_around()
    assert window.banner.text == "Somebody shared changes to this plan in “plan (Ben).sendtracker”."


# Attached files go first, away from the main thread


def attach_much(session: Session, count: int = 3) -> None:
    for number in range(count):
        attach_bytes(session, f"survey-{number}.pdf", bytes([number]) * (file_courier.AT_ONCE // 2))


def test_many_attached_files_go_there_before_the_snapshot_while_one_works_on(
    qtbot: QtBot, make_window: MakeWindow, origin: Path, elsewhere: Elsewhere
) -> None:
    window = make_window(origin)
    session = session_of(window)
    before = origin.read_bytes()
    attach_much(session)
    total = len(session.file.evidence_files.names())
    seen: list[tuple[int, int, bool, int]] = []
    folder = files_folder(origin)

    def look(done: int, total: int) -> None:
        there = len(list(folder.glob("[0-9a-f]" * 64))) if folder.exists() else 0
        seen.append((done, total, origin.read_bytes() == before, there))

    window.sharing.courier.progressed.connect(look)
    qtbot.keyClick(window, Qt.Key.Key_S, ALT)
    assert origin.read_bytes() == before
    assert f"Sharing files: 0 of {total}" in window.strip.words.text()
    rate(session, "complete")  # one works on
    qtbot.keyClick(window, Qt.Key.Key_S, ALT)  # and asks again, which changes nothing
    qtbot.waitUntil(lambda: session.sharing is not None and not session.sharing.is_waiting, timeout=30_000)
    assert [(done, total) for done, total, _, _ in seen] == [(n, total) for n in range(total + 1)]
    assert all(unchanged and there >= done for done, _, unchanged, there in seen), "no snapshot before its files"
    assert window.strip.words.text() == "All you did is shared."
    assert not window.sharing.courier.is_running
    with closing(elsewhere()) as ben:
        assert status(ben) == "complete"
        assert set(ben.file.evidence_files.names()) == set(session.file.evidence_files.names())


def test_closing_while_files_are_on_their_way_shares_all_of_them(
    qtbot: QtBot, make_window: MakeWindow, origin: Path, elsewhere: Elsewhere
) -> None:
    window = make_window(origin)
    attach_much(session_of(window))
    names = set(session_of(window).file.evidence_files.names())
    window.sharing.share_now()
    assert window.sharing.courier.is_running
    window.close()
    with closing(elsewhere()) as ben:
        assert set(ben.file.evidence_files.names()) == names
    assert list(files_folder(origin).glob("*.tmp")) == []


def test_a_folder_that_goes_while_files_are_on_their_way_is_said(
    qtbot: QtBot, make_window: MakeWindow, origin: Path
) -> None:
    window = make_window(origin)
    attach_much(session_of(window))
    origin.parent.rename(origin.parent.with_name("away"))
    window.sharing.share_now()
    qtbot.waitUntil(lambda: not window.banner.isHidden(), timeout=30_000)
    assert "safe on this computer" in window.banner.text
    assert not origin.parent.exists(), "a folder that is gone is not made anew"
    assert window.sharing.quiet.isActive() and not window.sharing.courier.is_running


def test_a_file_that_was_redacted_meanwhile_is_passed_over(
    qtbot: QtBot, make_window: MakeWindow, origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(origin)
    attach_much(session_of(window))
    sharing = window.sharing.sharing
    assert sharing is not None
    gone = sorted(sharing.missing_files())[1]
    whole = sharing.file_content
    monkeypatch.setattr(sharing, "file_content", lambda name: None if name == gone else whole(name))
    assert sharing.file_content("0" * 64) is None
    window.sharing.share_now()
    qtbot.waitUntil(lambda: not sharing.is_waiting, timeout=30_000)
    assert window.strip.words.text() == "All you did is shared."


# Notes of another computer


def leave_note_of_laptop(path: Path) -> None:
    """Leave by hand what a program on another computer left, which has died since."""
    note = {"officer": "Jo", "computer": "LAPTOP-12", "since": "2025-07-01T10:00:00+00:00", "process": 1}
    note_path(path).write_text(json.dumps(note), encoding="utf-8")


def test_a_note_of_a_dead_computer_in_the_shared_folder_keeps_nobody_out(
    qtbot: QtBot, make_window: MakeWindow, origin: Path, elsewhere: Elsewhere
) -> None:
    leave_note_of_laptop(origin)
    window = make_window(origin)
    leave_note_of_laptop(session_of(window).path)  # as a profile that follows its user brings it
    assert window.banner.isHidden() and "Saved on this computer" in window.windowTitle()
    rate(session_of(window), "complete")
    qtbot.keyClick(window, Qt.Key.Key_S, ALT)
    assert "· Shared " in window.windowTitle() and window.banner.isHidden()
    with closing(elsewhere()) as ben:
        assert status(ben) == "complete"


def test_a_file_that_a_server_still_holds_for_a_dead_computer_says_who_had_it_and_what_to_do(
    make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window()
    with closing(sqlite3.connect(sample_file, isolation_level=None)) as server:
        server.execute("BEGIN EXCLUSIVE")
        leave_note_of_laptop(sample_file)
        assert not window.files.open(sample_file)
        assert "It is open by Jo on LAPTOP-12 since" in window.banner.text
        assert "try again in a few minutes" in window.banner.text
    assert window.files.open(sample_file), "once it was let go, the note is no obstacle"
    assert window.banner.isHidden()
