"""The main job by keyboard: rate with a reason, attach evidence, see the chart move, make the pack."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from send_tracker.domain.register import Action
from send_tracker.gui.dialogs.pack_dialog import PackDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.services.overview import board_history
from tests.gui.conftest import MakeWindow

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def action(window: MainWindow, ref: str) -> Action:
    assert window.workspace is not None
    return next(a for a in window.workspace.session.register().actions if a.ref == ref)


def last_column(window: MainWindow) -> dict[str, int]:
    assert window.workspace is not None
    return dict(board_history(window.workspace.session).points[-1].progress.counts)


def test_the_main_job_by_keyboard(qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tmp_path: Path) -> None:
    window = make_window(sample_file)
    before = last_column(window)

    find_the_action(qtbot, window)
    rate_with_a_reason(qtbot, window)
    attach_a_paper(qtbot, window, tmp_path)

    qtbot.keyClick(window, Qt.Key.Key_1, ALT)
    assert window.pages.key == "overview"
    after = last_column(window)
    assert (after["obstacles"], after["at_risk"]) == (before["obstacles"] - 1, before["at_risk"] + 1)

    target = make_the_pack(qtbot, window, tmp_path)
    rows = [[str(c.value) for c in row] for row in load_workbook(target)["Exceptions"].iter_rows()]
    row = next(r for r in rows if r[0] == "4.3")
    assert "R ◆ At risk" in row
    assert "Finance schedule refused" in row


def find_the_action(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(focused(), "4.3")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    page = window.pages.page
    assert isinstance(page, PlanPage)
    for _ in range(5):
        if page.sheet.selected_ids() == [action(window, "4.3").id]:
            return
        qtbot.keyClick(focused(), Qt.Key.Key_Down)
    raise AssertionError("the keyboard did not reach 4.3")


def rate_with_a_reason(qtbot: QtBot, window: MainWindow) -> None:
    """At risk is the fourth of the scale, and asks for its reason in place."""
    qtbot.keyClick(focused(), Qt.Key.Key_4, CTRL)
    assert action(window, "4.3").status == "obstacles", "nothing is saved before the reason"
    qtbot.keyClicks(focused(), "Finance schedule refused")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    now = action(window, "4.3")
    assert (now.status, now.status_reason, now.status_since) == ("at_risk", "Finance schedule refused", "2025-07-04")


def attach_a_paper(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    """A file copied in the file manager is pasted onto the action."""
    paper = tmp_path / "ICB letter.txt"
    paper.write_text("The schedule is refused.", encoding="utf-8")
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(paper))])
    QApplication.clipboard().setMimeData(copied)
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.workspace is not None
    newest = window.workspace.session.register().evidence[-1]
    assert (newest.file_name, newest.targets) == ("ICB letter.txt", (action(window, "4.3").id,))


def make_the_pack(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Path:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(focused(), "board pack")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    assert isinstance(dialog, PackDialog)
    target = tmp_path / "pack.xlsx"
    dialog.form.path.setFocus()
    qtbot.keyClick(dialog.form.path, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(dialog.form.path, str(target))
    dialog.form.start.setFocus()
    qtbot.keyClick(dialog.form.start, Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists, timeout=60_000)
    qtbot.waitUntil(lambda: dialog.form.words.text().startswith("Written"), timeout=10_000)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    return target
