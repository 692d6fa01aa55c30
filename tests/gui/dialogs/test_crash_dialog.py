"""The report on the screen: copyable, plain, reachable from any thread."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from send_tracker.crash import Notice
from send_tracker.gui.dialogs import crash_dialog
from send_tracker.gui.dialogs.crash_dialog import CrashDialog

NOTICE = Notice("Something <b>broke</b>. Nothing you saved is lost.", "Traceback <img src=x>", Path("a.log"))


def _open(kind: type[QDialog]) -> list[QDialog]:
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, kind) and window.isVisible()]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the offscreen platform count as a screen."""
    monkeypatch.setattr(crash_dialog, "_UNSEEN_PLATFORMS", set())


def test_report_is_copied_by_keyboard(qtbot: QtBot) -> None:
    dialog = CrashDialog(NOTICE)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.copy_button, Qt.Key.Key_Space)
    assert QApplication.clipboard().text() == NOTICE.report
    assert "Copied" in dialog.copy_button.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_everything_focusable_has_a_name_and_texts_are_plain(qtbot: QtBot) -> None:
    dialog = CrashDialog(NOTICE)
    qtbot.addWidget(dialog)
    controls = [
        child
        for child in dialog.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and not child.objectName().startswith("qt_")
    ]
    assert len(controls) == 3
    assert all(control.accessibleName() for control in controls)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))


def test_without_a_screen_nothing_is_shown(qapp: QApplication) -> None:
    assert not crash_dialog.present(NOTICE, wait=True)


@pytest.mark.usefixtures("seen")
def test_notice_from_another_thread_is_shown_once(qtbot: QtBot) -> None:
    for _ in range(2):
        thread = threading.Thread(target=crash_dialog.present, args=(NOTICE, True))
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: bool(_open(CrashDialog)))
    QApplication.processEvents()
    [dialog] = _open(CrashDialog)
    dialog.close()


@pytest.mark.usefixtures("seen")
def test_problem_is_a_plain_message(qtbot: QtBot) -> None:
    assert crash_dialog.present(Notice("The file <i>Plan</i> is locked."), wait=False)
    qtbot.waitUntil(lambda: bool(_open(QMessageBox)))
    [box] = _open(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.text() == "The file <i>Plan</i> is locked."
    box.close()
