"""Ctrl+K: commands with their keys, and everything the file holds, by a few letters."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from send_tracker.gui.main_window import MainWindow
from send_tracker.services.search import find_anything
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def open_palette(qtbot: QtBot, window: MainWindow, text: str = "") -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    assert window.find_anything.is_open
    qtbot.keyClicks(window.find_anything.field, text)


def test_with_nothing_typed_it_lists_the_commands_with_their_keys(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    open_palette(qtbot, window)
    listed = {row.words: row.right for row in window.find_anything.list.rows()}
    assert listed["Board pack"] == "Reports"
    assert listed["Preferences"] == "Ctrl+,"
    assert "Find anything" not in listed


def test_a_command_is_run_with_enter(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    open_palette(qtbot, window, "overv")
    qtbot.keyClick(window.find_anything.field, Qt.Key.Key_Return)
    assert window.pages.key == "overview"
    assert not window.find_anything.is_open
    assert window.find_anything.field.text() == ""


def test_a_reference_comes_first(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    open_palette(qtbot, window, "4.3")
    row = window.find_anything.list.current()
    assert row is not None and (row.ref, row.right) == ("4.3", "Action")
    assert "4.3" in window.find_anything.field.accessibleDescription()
    shown: list[str] = []
    assert window.workspace is not None
    window.workspace.show_action.connect(shown.append)
    qtbot.keyClick(window.find_anything.field, Qt.Key.Key_Return)
    assert len(shown) == 1 and window.pages.key == "plan"


def test_words_find_actions_outcomes_people_and_evidence(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    assert window.workspace is not None
    session = window.workspace.session
    kinds = {found.kind for found in find_anything(session, "commissioning")}
    assert {"action", "outcome", "person", "evidence"} <= kinds
    assert find_anything(session, "o4")[0].kind == "outcome"
    assert find_anything(session, "APA2")[0].kind == "area"
    for hostile in ('"', "'", "*", "%", "_", "\\", "a OR b", "NEAR(", "=cmd()", "<b>", "😀", "   "):
        find_anything(session, hostile)
    start = time.perf_counter()
    find_anything(session, "comm")
    assert time.perf_counter() - start < 0.05


def test_arrows_move_and_escape_gives_the_focus_back(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file, page="overview")
    before = QApplication.focusWidget()
    open_palette(qtbot, window, "comm")
    field, found = window.find_anything.field, window.find_anything.list
    first = found.current()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert found.current() is not first
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert found.current() is found.rows()[-1]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not window.find_anything.is_open
    assert QApplication.focusWidget() is before


def test_nothing_found_says_so(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    open_palette(qtbot, window, "zzzz")
    assert window.find_anything.list.current() is None
    assert window.find_anything.list._nothing.isVisible()
    qtbot.keyClick(window.find_anything.field, Qt.Key.Key_Return)
    assert window.find_anything.is_open


def press(window: MainWindow, widget: QWidget) -> None:
    """Press the mouse where a widget is, as the screen hands it to the window."""
    at = widget.mapTo(window, widget.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_a_click_elsewhere_closes_it(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    open_palette(qtbot, window)
    press(window, window.find_anything.field)
    assert window.find_anything.is_open
    press(window, window.strip)
    assert not window.find_anything.is_open


def test_a_file_goes_while_the_palette_is_open(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    assert accessibility.tab_order(window)  # which leaves the window as it was
    open_palette(qtbot, window, "comm")
    window.show_file(None)
    assert not window.find_anything.is_open and window.find_anything.field.text() == ""
    assert window.files.open(sample_file)
    assert all(isValid(entry) for entry in (*window.menus.actions.values(), *window.menus.status_actions))


def test_it_works_without_a_file(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    open_palette(qtbot, window, "about")
    assert [row.words for row in window.find_anything.list.rows()] == ["About SEND Tracker"]


def test_a_measure_is_found_by_its_words_and_shown_on_its_page(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    open_palette(qtbot, window, "annual reviews completed")
    (row,) = [row for row in window.find_anything.list.rows() if row.right == "Measure"]
    assert (row.ref, row.words) == ("M12", "Annual reviews completed on time")
    shown: list[str] = []
    assert window.workspace is not None
    window.workspace.show_measure.connect(shown.append)
    row.run()
    assert len(shown) == 1 and window.pages.key == "measures"


def test_after_a_pause_it_finds_decisions_and_all_else_by_group(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    open_palette(qtbot, window, "annual review")
    palette = window.find_anything.list
    qtbot.keyClick(window.find_anything.field, Qt.Key.Key_Down)
    current = palette.current()
    assert current is not None and palette.rows()[-1].words == "Search everything for “annual review”"
    qtbot.waitUntil(lambda: "Decision" in [row.right for row in palette.rows()])
    kept = palette.current()
    assert kept is not None and (kept.ref, kept.words) == (current.ref, current.words)
    kinds = [row.right for row in palette.rows()]
    assert kinds.index("Update") < kinds.index("Decision") < kinds.index("Risk") < kinds.index("Statement")
    decision = next(row for row in palette.rows() if row.right == "Decision")
    window.find_anything._pick(decision)
    assert window.pages.key == "meetings"
    assert window.pages.page is not None and window.workspace is not None
    row = window.workspace.session.file.reading.row("decision", window.pages.page.subject())
    assert row is not None and row["ref"] == decision.ref


def test_the_last_line_leads_to_the_search_over_everything(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    open_palette(qtbot, window, "zebra")
    assert [row.words for row in window.find_anything.list.rows()] == ["Search everything for “zebra”"]
    qtbot.keyClick(window.find_anything.field, Qt.Key.Key_Return)
    assert window.pages.key == "search"
    assert QApplication.focusWidget() is window.pages.page.field  # type: ignore[union-attr]
    assert window.pages.page.field.text() == "zebra"  # type: ignore[union-attr]
