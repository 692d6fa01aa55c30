"""The whole window as it stood on another day: by keys, read-only, and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.export_dialog import ExportDialog
from send_tracker.gui.dialogs.pack_dialog import PackDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.pages.registry import PAGES
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

MARCH = date(2025, 3, 31)
CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support (raise|grabbing the keyboard)")
EDITING = {
    *(Command.UNDO, Command.REDO, Command.NEW_ACTION, Command.NEW_AREA, Command.NEW_OUTCOME, Command.SET_STATUS),
    *(Command.EDIT_CELL, Command.FILL_DOWN, Command.WITHDRAW, Command.ADD_EVIDENCE, Command.PASTE_EVIDENCE),
}


def session_of(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def plan_of(window: MainWindow) -> PlanPage:
    page = window.pages.page
    assert isinstance(page, PlanPage)
    return page


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, chord)


def test_a_typed_day_shows_everything_as_it_stood(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    now = session_of(window)
    wanted = now.register(MARCH)
    press(Qt.Key.Key_A, CHORD)
    popup = window.looking_back.popup
    qtbot.waitUntil(popup.field.line.hasFocus)
    QTest.keyClicks(popup.field.line, "31 March")  # as the window itself writes it
    QTest.keyClick(popup.field.line, Qt.Key.Key_Return)
    assert popup.isHidden()
    past = session_of(window)
    assert (past.as_at, past.present) == (MARCH, now)
    assert window.looking_back.strip.text == "As at 31 March 2025, read only."
    assert window.looking_back.button.text() == "As at 31 March 2025"
    assert "as at 31 March 2025" in window.windowTitle()
    page = plan_of(window)
    rows = [line.row for line in page.sheet.view.lines([key.n for key in page.sheet.listing.keys])]
    assert {r.id: r.status for r in rows} == {a.id: a.status for a in wanted.actions}
    assert page.sheet.listing.counts["complete"] == sum(a.status == "complete" for a in wanted.actions)
    window.run(Command.OVERVIEW)
    assert "Position as at 31 March 2025" in accessibility.shown_text(window)


def test_one_key_leads_back_to_where_one_was(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    now = session_of(window)
    late = [a for a in now.register().actions if a.status == "obstacles"]
    plan_of(window).apply_filter(PlanFilter(statuses=frozenset({"obstacles"})))
    plan_of(window).select_action(late[0].id)
    window.looking_back.go(MARCH)
    assert plan_of(window).filter.statuses == {"obstacles"}
    window.menus.opening.emit()
    assert window.menus.actions[Command.BACK_TO_TODAY].isEnabled()
    press(Qt.Key.Key_T, CHORD)
    assert session_of(window) is now and now.as_at is None
    assert window.looking_back.strip.isHidden()
    assert window.looking_back.button.text() == "As at today"
    assert not window.menus.actions[Command.BACK_TO_TODAY].isEnabled()
    assert plan_of(window).filter.statuses == {"obstacles"}
    update_actions(now, late[0].id, Update(status="complete", reason="Signed off"))
    assert plan_of(window).sheet.listing.counts["complete"] == 37, "the window listens to the present again"


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_nothing_can_be_edited_there(make_window: MakeWindow, sample_file: Path, key: str) -> None:
    window = make_window(sample_file, page=key)
    heads = session_of(window).file.log.heads()
    window.looking_back.go(MARCH)
    assert window.pages.key == key
    assert not EDITING & set(window.available())
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2):
        press(digit, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget() or window, "changed")
    press(Qt.Key.Key_Return)
    window.looking_back.back()
    assert session_of(window).file.log.heads() == heads


def test_the_strip_steps_from_board_to_board(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    window.looking_back.go(date(2025, 5, 25))
    strip = window.looking_back.strip
    strip.later.setFocus()
    press(Qt.Key.Key_Return)
    assert session_of(window).as_at == date(2025, 5, 31)
    strip.earlier.click()
    assert session_of(window).as_at == date(2025, 5, 22)
    strip.back_button.click()
    assert session_of(window).as_at is None


def test_the_list_offers_boards_and_refuses_the_future(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    window.run(Command.AS_AT)
    popup = window.looking_back.popup
    qtbot.waitUntil(popup.field.line.hasFocus)
    assert [popup.list.item(n).text() for n in range(3)] == [
        "4 July 2025, today",
        "3 July 2025, board",
        "30 June 2025, month end",
    ]
    QTest.keyClicks(popup.field.line, "5 July 2025")
    QTest.keyClick(popup.field.line, Qt.Key.Key_Return)
    assert popup.isVisible() and "in the future" in popup.note.text()
    QTest.keyClick(popup.field.line, Qt.Key.Key_Down)
    assert popup.list.hasFocus()
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    assert session_of(window).as_at == date(2025, 7, 3)
    window.run(Command.AS_AT)
    QTest.keyClick(popup.list, Qt.Key.Key_Escape)
    assert popup.isHidden()


def test_what_is_typed_and_not_saved_stays_with_the_present(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    page = plan_of(window)
    action = next(a for a in session_of(window).register().actions if a.status == "complete")
    page.select_action(action.id)
    page.panel.set_status("at_risk")
    assert page.panel.has_pending
    window.looking_back.go(MARCH)
    assert not plan_of(window).panel.has_pending
    window.looking_back.back()
    assert plan_of(window).panel.has_pending


def test_another_file_lets_the_past_and_its_file_go(make_window: MakeWindow, sample_file: Path, tmp_path: Path) -> None:
    window = make_window(sample_file)
    window.looking_back.go(MARCH)
    window.files.close()
    assert window.workspace is None and window.looking_back.strip.isHidden()
    assert window.looking_back.button.isHidden()
    assert window.files.open(sample_file), "it was let go"


def test_the_past_passes_for_somebody_without_a_mouse(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    window.looking_back.go(MARCH)
    accessibility.check(window)
    window.run(Command.AS_AT)
    assert accessibility.nameless(window.looking_back.popup) == []
    window.looking_back.popup.hide()


def test_what_is_written_from_the_past_is_of_the_past(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    window.looking_back.go(MARCH)
    assert window.workspace is not None
    target = sample_file.with_name("made.xlsx")
    export = ExportDialog(window.workspace, [], plan_of(window).view(), window)
    pack = PackDialog(window.workspace, [], window)
    for dialog in (export, pack):
        words = dialog.arguments(sample_file, target)
        assert words is not None and words[words.index("--as-at") + 1] == "2025-03-31"
        dialog.close()
