"""The guide's way from an empty machine to an issued board pack, with the keys that an officer would press."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from send_tracker.domain.ledger import Finding, open_findings
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.issue_dialog import IssueDialog
from send_tracker.gui.dialogs.new_programme_dialog import NewProgrammeDialog
from send_tracker.gui.dialogs.part_dialog import PartDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.meetings_page import MeetingsPage
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.preferences import Preferences
from send_tracker.services import issuing
from send_tracker.services.counts import action_count
from tests.gui.conftest import MakeWindow

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_in(qtbot: QtBot, *words: str) -> None:
    """Type into whatever has the focus; a tab goes on to the next field."""
    for part in words:
        if part == "\t":
            qtbot.keyClick(focused(), Key.Key_Tab)
        else:
            qtbot.keyClicks(focused(), part)


def dialog_of(kind: type[QDialog]) -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


@pytest.fixture
def started(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, preferences: Preferences) -> MainWindow:
    """A programme just made from the welcome page, by somebody whose last file was left at the reports."""
    preferences.set("steps_done", False)
    window = make_window(page="reports")
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+N"))
    dialog = dialog_of(NewProgrammeDialog)
    assert isinstance(dialog, NewProgrammeDialog)
    dialog.form.path.setText(str(tmp_path / "ours.sendtracker"))
    dialog._path_typed = True
    qtbot.waitUntil(dialog.form.area.hasFocus)
    type_in(qtbot, "Rutland")
    qtbot.keyClick(dialog, Key.Key_Return)
    assert window.workspace is not None
    return window


def plan(window: MainWindow) -> PlanPage:
    page = window.pages.page
    assert isinstance(page, PlanPage)
    return page


def in_front(qtbot: QtBot, window: MainWindow) -> None:
    """Give the window the keys again after a dialog, as a screen does by itself."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def add_part(qtbot: QtBot, title: str) -> None:
    dialog = dialog_of(PartDialog)
    assert isinstance(dialog, PartDialog)
    qtbot.waitUntil(dialog.form.titleText.hasFocus)
    type_in(qtbot, title)
    qtbot.keyClick(focused(), Key.Key_Return)


def first_action(qtbot: QtBot, window: MainWindow) -> None:
    """Press what the empty plan offers, one after the other, and fill it in."""
    for title in ("Education", "Plans are good and on time"):
        in_front(qtbot, window)
        qtbot.keyClick(focused(), Key.Key_Return)
        add_part(qtbot, title)
    in_front(qtbot, window)
    qtbot.keyClick(plan(window).panel.group.first_action, Key.Key_Space)
    type_in(qtbot, "Publish a needs assessment", "\t", "\t", "\t", "30 June 2099")
    qtbot.keyClick(plan(window).panel.new_action.title, Key.Key_Return)


def test_a_new_programme_opens_at_the_plan_which_leads_to_the_first_action(qtbot: QtBot, started: MainWindow) -> None:
    steps = started.calm.first_steps.strip
    # The hint comes after the first paint, and speaks of an action: there is no status to set yet.
    qtbot.waitUntil(lambda: "Add an action: Ctrl+N" in steps.text)
    first_action(qtbot, started)
    assert started.workspace is not None
    session = started.workspace.session
    assert action_count(session) == 1 and session.register().actions[0].ref == "1.1"
    assert steps.links[0].accessibleName().endswith(", done")
    assert plan(started).panel.ids == (session.register().actions[0].id,)


def test_the_next_action_stands_under_the_outcome_just_added(qtbot: QtBot, started: MainWindow) -> None:
    first_action(qtbot, started)
    page = plan(started)
    started.run(Command.NEW_OUTCOME)
    add_part(qtbot, "Families are heard")
    head = page.sheet.current_group()
    assert head is not None and head.ref == "O2"
    in_front(qtbot, started)
    qtbot.keyClick(page.sheet.table, Key.Key_N, Control)
    assert page.panel.new_action.outcome.value() == head.id and page.panel.new_action.ref.text() == "2.1"


def test_what_is_wrong_with_a_date_is_read_in_full(qtbot: QtBot, started: MainWindow) -> None:
    first_action(qtbot, started)
    page = plan(started)
    in_front(qtbot, started)
    qtbot.keyClick(page.sheet.table, Key.Key_N, Control)
    type_in(qtbot, "Clear the backlog", "\t", "\t", "\t", "as soon as it can be")
    qtbot.keyClick(page.panel.new_action.title, Key.Key_Return)
    due = page.panel.new_action.due
    assert "is not a date" in due.problem
    QApplication.processEvents()
    assert due._problem.height() >= due._problem.heightForWidth(due._problem.width())
    assert due.rect().contains(due._problem.geometry()) and due.line.height() == 32


def test_the_board_chosen_on_the_reports_is_the_one_that_is_issued(
    qtbot: QtBot, started: MainWindow, tmp_path: Path
) -> None:
    first_action(qtbot, started)
    meetings = started.show_page("meetings")
    assert isinstance(meetings, MeetingsPage) and started.workspace is not None
    meetings.new_meeting()
    assert not meetings.sheet.isVisible(), "there is no meeting to run yet"
    today = started.workspace.session.today
    type_in(qtbot, f"{today:%d/%m/%Y}")
    qtbot.keyClick(focused(), Key.Key_Return)
    started.show_page("reports")
    started.run(Command.ISSUE_PACK)
    dialog = dialog_of(IssueDialog)
    assert isinstance(dialog, IssueDialog) and dialog.meeting.currentData() == today.isoformat()
    assert not open_findings(dialog.part.findings)
    target = tmp_path / "issued.xlsx"
    dialog.form.path.setText(str(target))
    dialog.start()
    qtbot.waitUntil(target.exists, timeout=60_000)
    (issue,) = issuing.issues(started.workspace.session)
    facts = {row[0].value: row[1].value for row in load_workbook(target)["Cover"].iter_rows(min_row=5)}
    assert facts["Issue"] == issue.id
    dialog.reject()


def test_rounded_shares_bring_their_explanation_and_do_not_give_it() -> None:
    finding = Finding("not-100", "83% + 8% + 8% makes 99, not 100.", ("count:all:a",))
    assert "rounded" in finding.usual and not finding.explained
    assert open_findings((finding,)) == (finding,)
    assert Finding("twice", "Two values.", ("a",)).usual == ""
