"""No part of the window is ever shown by itself: a widget that is shown before it has a parent flashes up as a window.

It takes the keyboard away from the window that was active, so that the next key goes nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from send_tracker.gui.commands import Command
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.meetings_page import MeetingsPage
from send_tracker.gui.pages.registry import PAGES
from tests.gui.conftest import MakeWindow

MEANT = (MainWindow, QDialog, QMenu)


class Watch(QObject):
    """Notes the names of widgets that are shown as windows of their own and were not meant to be."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each widget that is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and _is_stray(watched):
            self.found.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


def _is_stray(shown: QWidget) -> bool:
    plain = shown.isWindow() and shown.windowType() is Qt.WindowType.Window
    return plain and not isinstance(shown, MEANT)


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    made = Watch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def test_every_page_keeps_the_keyboard(watch: Watch, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file, page="plan")
    for key in range(1, len(PAGES) + 1):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key(Qt.Key.Key_0 + key), Qt.KeyboardModifier.AltModifier)
        assert watch.found == [] and window.isActiveWindow(), f"Alt+{key}"
    page = window.show_page("meetings")
    assert isinstance(page, MeetingsPage)
    for section in ("compared", "risks", "statements", "inspections", "calendar"):
        page.go(section)
    for tab in ("decisions", "commitments", "questions", "position", "timetable", "details", "agenda"):
        page.sheet.go(tab)
    assert watch.found == [] and window.isActiveWindow()


@pytest.mark.parametrize(
    "command", [Command.NEW_ACTION, Command.BOARD_PACK, Command.ISSUE_PACK, Command.PEOPLE, Command.RUN_MEETING]
)
def test_a_dialog_is_the_only_window_that_it_opens(
    watch: Watch, make_window: MakeWindow, sample_file: Path, command: Command
) -> None:
    window = make_window(sample_file)
    window.run(command)
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.close()
    assert watch.found == []
