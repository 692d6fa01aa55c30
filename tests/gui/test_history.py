"""The History panel: of actions, outcomes and evidence, by keys, two entries compared, and how a status came about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.history_dialog import HistoryDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.evidence_page import EvidencePage
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.widgets.history.history_list import HistoryList
from send_tracker.gui.widgets.history.history_view import HistoryView
from send_tracker.services import plan, undo
from send_tracker.services.status import Update, update_actions
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

HOSTILE = "<b>not bold</b> =1+1"


@pytest.fixture
def window(make_window: MakeWindow, sample_file: Path) -> MainWindow:
    return make_window(sample_file)


def page_of(window: MainWindow) -> PlanPage:
    page = window.pages.page
    assert isinstance(page, PlanPage)
    return page


def select(window: MainWindow, ref: str) -> str:
    assert window.workspace is not None
    action = plan.find_action(window.workspace.session, ref).id
    page_of(window).select_action(action)
    return action


def history_of(window: MainWindow) -> HistoryView:
    return page_of(window).panel.body.history_tab.view


def focused() -> HistoryList:
    found = QApplication.focusWidget()
    assert isinstance(found, HistoryList)
    return found


def texts(view: HistoryView) -> list[str]:
    return [view.list.item(row).text() for row in range(view.list.count())]


def test_two_entries_are_marked_and_compared_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "4.3")
    window.run(Command.HISTORY)
    view, entries = history_of(window), focused()
    assert not view.compare_button.isEnabled()
    QTest.keyClick(entries, Qt.Key.Key_Space)
    for _ in range(4):
        QTest.keyClick(entries, Qt.Key.Key_Down)
    QTest.keyClick(entries, Qt.Key.Key_Space)
    assert view.compare_button.isEnabled()
    QTest.keyClick(entries, Qt.Key.Key_Return)
    text = view.compared.text
    assert text.isVisible() and text.hasFocus()
    assert view.compared.heading.whole_text() == "1 July 2025 compared with 30 May 2025"
    assert "Ask of the board\nNote the risk to the June new date" in text.toPlainText()
    assert "Ask of the board: removed “risk to the June”; added “new”." in text.accessibleDescription()
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert focused() is entries and page_of(window).panel.isVisible()


def test_what_went_is_struck_through_and_what_came_underlined(window: MainWindow) -> None:
    assert window.workspace is not None
    action = select(window, "4.3")
    update_actions(window.workspace.session, action, Update(obstacle=f"Waits for the {HOSTILE}"))
    window.run(Command.HISTORY)
    view = history_of(window)
    view.list.item(0).setSelected(True)
    view.list.item(1).setSelected(True)
    view.compare()
    shown = view.compared.text.toPlainText()
    assert HOSTILE in shown, "text is text"
    cursor = view.compared.text.document().find("bold")
    assert cursor.charFormat().fontUnderline() and not cursor.charFormat().fontStrikeOut()
    cursor = view.compared.text.document().find("Delivery")
    assert cursor.charFormat().fontStrikeOut() and not cursor.charFormat().fontUnderline()


def test_a_third_mark_takes_the_first_away(window: MainWindow) -> None:
    select(window, "4.3")
    window.run(Command.HISTORY)
    entries = focused()
    for row in (0, 2, 4):
        entries.item(row).setSelected(True)
    assert [entries.row(item) for item in sorted(entries.selectedItems(), key=entries.row)] == [2, 4]


def test_how_the_status_came_about_in_one_click(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "4.3")
    heading = page_of(window).panel.body.heading
    qtbot.mouseClick(heading.before, Qt.MouseButton.LeftButton, pos=QPoint(heading.before.width() - 30, 8))
    view = history_of(window)
    assert view.isVisible() and focused() is view.list and view.filter.chosen == ["Status"]
    first = texts(view)[0]
    assert "Status moved from On track to Obstacles\nWhy: ICB finance schedule not received" in first
    assert "Evidence added: E83 Improvement plan as published" in first
    select(window, "4.4")
    page_of(window).panel.body.tabs.choose("update")
    qtbot.keyClick(heading.before.how, Qt.Key.Key_Return)
    assert view.filter.chosen == ["Status"] and view.isVisible()


def test_what_was_undone_is_shown_as_undone(window: MainWindow) -> None:
    assert window.workspace is not None
    action = select(window, "4.3")
    update_actions(window.workspace.session, action, Update(status="at_risk", reason="Wrong row"))
    undo.undo(window.workspace.session)
    window.run(Command.HISTORY)
    assert "undone\nStatus moved from Obstacles to At risk" in texts(history_of(window))[0]


def test_a_filter_leaves_one_field(window: MainWindow) -> None:
    select(window, "4.3")
    window.run(Command.HISTORY)
    view = history_of(window)
    whole = view.list.count()
    view.filter.set_chosen(["Approved date"])
    view.filter.changed.emit(["Approved date"])
    assert 0 < view.list.count() < whole
    assert all("Approved date" in text for text in texts(view))
    select(window, "4.4")
    assert view.filter.chosen == [], "another action is told from its beginning"


def test_marked_entries_are_copied_as_text(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "4.3")
    window.run(Command.HISTORY)
    entries = focused()
    QTest.keyClick(entries, Qt.Key.Key_Space)
    QTest.keyClick(entries, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "History of 4.3 Publish the joint commissioning strategy\n\n1 July 2025, Programme officer\n"
        "Forecast date 26 September 2025\nWhy: Finance schedule expected on 10 July and sign-off on 24 July\n"
    )
    assert window.strip.words.whole_text() == "1 entry copied as text."


def test_an_outcome_has_its_panel_with_its_history(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.table.go_to_row(1)
    assert page.panel.is_group and page.panel.group.accessibleName().startswith("O1 Timely identification")
    window.run(Command.HISTORY)
    assert focused() is page.panel.group.history.list
    assert "Added to the plan" in texts(page.panel.group.history)[-1]
    accessibility.check(window)
    found = []
    for row in (2, 1):
        page.table.go_to_row(row)
        found.append((page.panel.is_group, len(page.panel.ids)))
    assert found == [(False, 1), (True, 0)]


def test_a_group_follows_what_is_edited(window: MainWindow) -> None:
    assert window.workspace is not None
    page, session = page_of(window), window.workspace.session
    page.table.go_to_row(1)
    action = next(a for a in session.register().actions if a.ref == "1.1")
    update_actions(session, action.id, Update(status="at_risk", reason="Back again"))
    assert "1 at risk" in page.panel.group.accessibleName()


def test_evidence_tells_its_history_in_a_dialog(qtbot: QtBot, window: MainWindow) -> None:
    window.run(Command.EVIDENCE)
    page = window.pages.page
    assert isinstance(page, EvidencePage)
    page.panel.history_asked.emit()
    dialog = next(d for d in window.findChildren(HistoryDialog) if d.isVisible())
    assert "Added to the register" in texts(dialog.view)[-1]
    accessibility.check(dialog)
    dialog.accept()


def test_looking_back_the_history_ends_there(window: MainWindow) -> None:
    select(window, "4.3")
    window.run(Command.HISTORY)
    window.looking_back.go(date(2025, 5, 31))
    view = history_of(window)
    assert view.isVisible(), "the tab is kept"
    assert texts(view)[0].startswith("30 May 2025")
