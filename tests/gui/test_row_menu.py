"""Right click and Ctrl+C on rows: what the menus offer is offered there, and rows go into a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QTableView
from pytestqt.qtbot import QtBot

from send_tracker.gui.commands import Command
from send_tracker.gui.copied_rows import selected_rows
from send_tracker.gui.pages.plan_page import PlanPage
from tests.gui.conftest import MakeWindow

Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """The menus that were opened; the offscreen platform cannot show one."""
    found: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: found.append(menu))
    return found


def ask(table: QTableView, at: QPoint | None = None) -> None:
    """Ask for the menu by key, or with the pointer at a place of the table."""
    reason = QContextMenuEvent.Reason.Keyboard if at is None else QContextMenuEvent.Reason.Mouse
    place = at or QPoint(5, 5)
    event = QContextMenuEvent(reason, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)


def words(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]


def test_a_row_of_the_plan_offers_what_the_menu_action_offers(
    make_window: MakeWindow, sample_file: Path, opened: list[QMenu]
) -> None:
    window = make_window(sample_file)
    page = window.pages.page
    assert isinstance(page, PlanPage) and window.workspace is not None
    action = next(a for a in window.workspace.session.register().actions if a.ref == "4.3")
    page.select_action(action.id)
    page.sheet.table.setFocus()
    ask(page.sheet.table)
    (menu,) = opened
    told = words(menu)
    assert told[0] == "Copy the row"
    for wanted in ("Set status", "Add evidence…", "Withdraw", "Supersede by…", "Edit cell", "History"):
        assert wanted in told
    assert "Bring back into the plan" not in told, "what cannot be done is left out"
    assert window.menus.actions[Command.WITHDRAW].isEnabled()
    menu.actions()[0].trigger()
    heads, row = QApplication.clipboard().text().split("\n")
    assert heads.split("\t")[:2] == ["Ref", "Action"]
    assert row.startswith("4.3\tPublish the joint commissioning strategy\t") and "Obstacles" in row
    menu.deleteLater()


@pytest.mark.parametrize("page", ["measures", "evidence"])
def test_registers_copy_rows_and_have_a_menu_too(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, page: str, opened: list[QMenu]
) -> None:
    window = make_window(sample_file, page=page)
    shown = window.pages.page
    assert shown is not None
    table = next(t for t in shown.findChildren(QTableView) if t.isVisible() and t.model().rowCount() > 20)
    table.setFocus()
    table.setCurrentIndex(table.model().index(2, 0))
    qtbot.keyClick(table, Qt.Key.Key_C, Control)
    lines = QApplication.clipboard().text().split("\n")
    assert len(lines) == 1 + len(selected_rows(table)) and len({line.count("\t") for line in lines}) == 1
    ask(table, table.visualRect(table.model().index(2, 1)).center())
    (menu,) = opened
    assert words(menu)[0].startswith("Copy") and len(words(menu)) > 1
    menu.deleteLater()


def test_the_heads_of_a_register_offer_its_columns(
    make_window: MakeWindow, sample_file: Path, opened: list[QMenu]
) -> None:
    window = make_window(sample_file, page="evidence")
    page = window.pages.page
    assert page is not None
    table = next(t for t in page.findChildren(QTableView) if t.isVisible() and t.model().rowCount() > 20)
    heads = table.horizontalHeader().viewport()
    place = QPoint(120, 10)
    QApplication.sendEvent(heads, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, heads.mapToGlobal(place)))
    (menu,) = opened
    assert "Title" in words(menu) or "Type" in words(menu)
    menu.deleteLater()
