"""Going back: backups as new files, what can be done with a damaged file, and conflicts announced on Overview."""

from __future__ import annotations

import json
import platform
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.gui import choose_file
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.combine_dialog import CombineDialog
from send_tracker.gui.dialogs.conflicts_dialog import ConflictsDialog
from send_tracker.gui.dialogs.redact_dialog import RedactDialog
from send_tracker.gui.dialogs.rescue_dialog import RescueDialog
from send_tracker.gui.dialogs.restore_dialog import RestoreDialog
from send_tracker.gui.kept_cover import keep_cover, kept_cover
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.open_outside import temporary_folder
from send_tracker.gui.pages.overview_page import OverviewPage
from send_tracker.services.plan import find_action
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.presence import note_path
from tests.gui.conftest import MakeWindow


def session_of(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def rate(session: Session, code: str, author: str = "") -> None:
    session.author = author or session.author
    update_actions(session, find_action(session, "4.3").id, Update(status=code, reason="Why"))


@pytest.fixture
def saves_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Answer every question where to save with one path."""
    target = tmp_path / "new.sendtracker"
    monkeypatch.setattr(choose_file, "to_save", lambda *_args: target)
    return target


def damage(path: Path) -> None:
    """Spoil the page on which the table of actions begins: nothing that cannot be worked out again."""
    with closing(sqlite3.connect(path)) as db:
        page = db.execute("SELECT rootpage - 1 FROM sqlite_master WHERE name = 'action'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[page * 4096 : page * 4096 + 96] = b"\xff" * 96
    path.write_bytes(content)


def test_a_backup_is_restored_as_a_new_file_after_saying_what_would_change(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, saves_to: Path
) -> None:
    window = make_window(sample_file)
    session = session_of(window)
    bootstrap.back_up_now(session)
    was = find_action(session, "4.3").status
    rate(session, "obstacles" if was != "obstacles" else "complete", "Ana")
    window.run(Command.RESTORE_BACKUP)
    dialog = window.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    qtbot.waitUntil(lambda: "1 edit by Ana" in dialog.words.text())
    shown = [dialog.table.item(0, column) for column in range(5)]
    assert [cell.text() for cell in shown if cell][2:4] == [
        f"{len(session.register().actions):,}",
        f"{len(session.register().evidence):,}",
    ]
    assert any("4.3" in dialog.differences.item(row).text() for row in range(dialog.differences.count()))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert session_of(window).path == saves_to
    assert find_action(session_of(window), "4.3").status == was
    with closing(bootstrap.open_tracker(sample_file)) as kept:
        assert find_action(kept, "4.3").status != was


def test_one_goes_back_to_before_a_combine_by_its_backup(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tmp_path: Path, saves_to: Path
) -> None:
    copy = Path(shutil.copy(sample_file, tmp_path / "ben.sendtracker"))
    with closing(bootstrap.open_tracker(copy, author="Ben")) as ben:
        rate(ben, "obstacles")
    window = make_window(sample_file, page="overview")
    rate(session_of(window), "complete")
    window.run(Command.COMBINE)
    combining = window.findChild(CombineDialog)
    assert isinstance(combining, CombineDialog)
    combining.add([copy])
    qtbot.waitUntil(combining.form.combine.isEnabled, timeout=20_000)
    qtbot.mouseClick(combining.form.combine, Qt.MouseButton.LeftButton)
    combining.reject()

    page = window.pages.page
    assert isinstance(page, OverviewPage)
    assert "1 conflict is open" in page.conflicts.text
    page.conflicts.acted.emit()
    settling = window.findChild(ConflictsDialog)
    assert isinstance(settling, ConflictsDialog)
    settling.reject()

    window.run(Command.RESTORE_BACKUP)
    dialog = window.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    cell = dialog.table.item(0, 4)
    assert cell is not None
    assert cell.text().startswith("As it was before ben.sendtracker came in on")
    dialog.restore()
    assert find_action(session_of(window), "4.3").status == "complete"
    assert session_of(window).file.conflict_rows.count() == 0
    assert isinstance(window.pages.page, OverviewPage)
    assert not window.pages.page.conflicts.isVisible()


def test_a_damaged_file_offers_what_can_be_done_and_is_recovered(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, saves_to: Path
) -> None:
    damage(sample_file)
    before = sample_file.read_bytes()
    window = make_window()
    assert not window.files.open(sample_file)
    assert "is damaged" in window.banner.text
    window.banner.banner.acted.emit()
    dialog = window.findChild(RescueDialog)
    assert isinstance(dialog, RescueDialog)
    assert [button.text() for button in dialog.buttons.values()] == ["Recover what can be read…"]
    dialog.recover()
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=30_000)
    assert "Nothing was left out" in dialog.words.text()
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert session_of(window).path == saves_to
    assert find_action(session_of(window), "4.3").title
    assert sample_file.read_bytes() == before
    assert QApplication.activeModalWidget() is None


def test_a_text_is_taken_out_for_good_from_its_history(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    session = session_of(window)
    backup = bootstrap.back_up_now(session)
    action = find_action(session, "4.3").id
    edited = update_actions(session, action, Update(note="Sam Hill moved school"))
    workspace = window.workspace
    assert workspace is not None
    workspace.show_action.emit(action)
    window.run(Command.REDACT)
    first = window.findChild(RedactDialog)
    assert isinstance(first, RedactDialog)
    first.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    workspace.redact_wanted.emit(action, frozenset({edited.id}))
    dialog = window.findChild(RedactDialog)
    assert isinstance(dialog, RedactDialog)
    shown = [dialog.list.item(row) for row in range(dialog.list.count())]
    named = next(item for item in shown if "Sam Hill" in item.text())
    assert dialog.all_button.isVisible()
    assert dialog.places.item(0).text() == str(backup)
    named.setCheckState(Qt.CheckState.Checked)
    assert not dialog.redact_button.isEnabled(), "there is no reason yet"
    qtbot.keyClicks(dialog.reason, "Names a child")
    keep_cover(workspace, {"title": "Sam Hill moved school"})
    (temporary_folder() / "letter.txt").write_text("Sam Hill", encoding="utf-8")
    qtbot.mouseClick(dialog.redact_button, Qt.MouseButton.LeftButton)
    assert b"Sam Hill" not in sample_file.read_bytes()
    assert kept_cover(workspace) == {}, "what the paper dialog remembers may quote it"
    assert not list(temporary_folder().iterdir()), "and what was put out to be opened may hold it"
    assert session_of(window) is session
    assert "Sam Hill" not in str(session.file.derived_rows())


def test_a_file_that_another_program_replaced_is_told_of(
    make_window: MakeWindow, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(sample_file)
    window.sharing.watch.look()
    assert window.banner.text == ""
    Path(shutil.copy(sample_file, tmp_path / "other.sendtracker")).replace(sample_file)
    window.sharing.watch.look()
    assert "was replaced by another program" in window.banner.text
    monkeypatch.setattr(choose_file, "to_save", lambda *_args: tmp_path / "kept.sendtracker")
    window.banner.banner.acted.emit()
    assert (tmp_path / "kept.sendtracker").exists(), "the banner has the button that it speaks of"


def altered(path: Path, statement: str) -> None:
    """Alter a file by another program, which takes the guards of the log off for that."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        db.execute(statement)
        for _, text in guards:
            db.execute(text)


def test_what_only_the_pages_read_is_made_again_and_the_officer_is_told(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    altered(sample_file, "UPDATE action SET title = 'Altered'")
    window = make_window(sample_file)
    qtbot.waitUntil(lambda: "Nothing is lost" in window.strip.words.text())
    assert find_action(session_of(window), "4.3").title != "Altered"
    assert window.banner.text == ""
    assert not window.sharing.watch.is_unsure


@pytest.mark.parametrize("few", [5_000, 0])
def test_a_log_that_was_altered_is_told_of_and_offers_ways_on(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """In this process where the log is short, and in another where it is long."""
    monkeypatch.setattr("send_tracker.gui.file_watch.FEW", few)
    with closing(bootstrap.open_tracker(sample_file)) as session:
        bootstrap.back_up_now(session)
    altered(sample_file, "UPDATE edit SET author = 'Nobody' WHERE n = 9")
    note = {"officer": "jo", "computer": platform.node(), "since": "2025-07-01T10:00:00+00:00", "process": 0}
    note_path(sample_file).write_text(json.dumps(note), encoding="utf-8")
    window = make_window(sample_file)
    kept: list[object] = []
    window.opener = replace(window.opener, after_open=kept.append)
    qtbot.waitUntil(lambda: "is not sound: Edit 9" in window.banner.text, timeout=30_000)
    assert window.banner.text.startswith("The program had ended in the middle of its work.")
    window.after_open()
    assert kept == [], "an unsound file is not kept as a backup"
    window.banner.banner.acted.emit()
    dialog = window.findChild(RescueDialog)
    assert isinstance(dialog, RescueDialog)
    assert window.workspace is None, "it is let go, so that it can be recovered"
    assert [button.text() for button in dialog.buttons.values()] == [
        "Restore a backup…",
        "Read the last backup",
        "Recover what can be read…",
    ]
    dialog.reject()


def test_a_file_that_is_sound_after_a_program_ended_is_said_to_be_so_and_kept_as_a_backup(
    make_window: MakeWindow, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("send_tracker.gui.file_watch.LADDER_MS", 3_600_000)
    note = {"officer": "jo", "computer": platform.node(), "since": "2025-07-01T10:00:00+00:00", "process": 0}
    note_path(sample_file).write_text(json.dumps(note), encoding="utf-8")
    window = make_window(sample_file)
    kept: list[object] = []
    window.opener = replace(window.opener, after_open=kept.append)
    window.after_open()
    assert kept == [], "not before it is known to be sound"
    window.sharing.watch.climb()
    assert "The file is sound" in window.strip.words.text()
    assert kept == [session_of(window)]


def test_a_backup_that_knows_more_than_the_file_is_said_to(make_window: MakeWindow, sample_file: Path) -> None:
    """Two copies of one tracker share their backups; the one that is open need not be the newer."""
    older = sample_file.read_bytes()
    with closing(bootstrap.open_tracker(sample_file)) as session:
        rate(session, "complete", "Ben")
        bootstrap.back_up_now(session)
    sample_file.write_bytes(older)
    window = make_window(sample_file)
    window.run(Command.RESTORE_BACKUP)
    dialog = window.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    dialog._weigh_next()
    assert dialog.words.text().startswith("The backup holds changes that this file does not have")
    assert dialog.differences.count() == 1
    dialog.reject()


def test_a_long_log_that_cannot_be_checked_is_said_to_be_unchecked(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process may be kept from starting, by a virus scanner for one; there is no backup of today then."""
    monkeypatch.setattr("send_tracker.gui.file_watch.LADDER_MS", 3_600_000)
    monkeypatch.setattr("send_tracker.gui.file_watch.FEW", 0)
    window = make_window(sample_file)
    window.opener = replace(window.opener, command=[str(sample_file.parent / "no such program")])
    window.sharing.watch.climb()
    qtbot.waitUntil(lambda: bool(window.banner.text))
    assert "today’s backup was not made" in window.banner.text
    assert window.sharing.watch.is_unsure
