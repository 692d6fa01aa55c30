"""The status scale in the window: colours by hand with what is said of them, and single statuses added and moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QColorDialog
from pytestqt.qtbot import QtBot

from send_tracker.domain.colour import contrast
from send_tracker.domain.status import Shape, StatusScale
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.scale_dialog import ScaleDialog
from send_tracker.gui.main_window import MainWindow
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow


@pytest.fixture
def dialog(make_window: MakeWindow, sample_file: Path) -> ScaleDialog:
    """The dialog over a window on the sample."""
    window = make_window(sample_file)
    window.run(Command.STATUS_SCALE)
    found = QApplication.activeModalWidget()
    assert isinstance(found, ScaleDialog)
    return found


def scale_of(dialog: ScaleDialog) -> StatusScale:
    window = dialog.parentWidget()
    assert isinstance(window, MainWindow) and window.workspace is not None
    return window.workspace.session.scale


def test_a_colour_is_typed_and_what_some_people_will_see_is_said(qtbot: QtBot, dialog: ScaleDialog) -> None:
    assert dialog.form.remarks.text() == ""
    dialog.form.levels.setCurrentRow(1)
    dialog.look.colour.setFocus()
    dialog.look.colour.selectAll()
    qtbot.keyClicks(dialog.look.colour, "#b6110c")
    qtbot.keyClick(dialog.look.colour, Qt.Key.Key_Return)
    level = scale_of(dialog)["on_track"]
    assert level.solid[0] == "#B6110C" and contrast(level.solid[2], level.solid[1]) >= 7
    assert "On track and At risk look nearly alike to everyone." in dialog.form.remarks.text()
    accessibility.check(dialog)
    qtbot.keyClicks(dialog.look.colour, "zzz")
    qtbot.keyClick(dialog.look.colour, Qt.Key.Key_Return)
    assert "is not a colour" in dialog.problem.text
    assert scale_of(dialog)["on_track"] == level
    dialog.reject()


def test_a_colour_is_picked_and_a_shape_and_rank_are_chosen(
    dialog: ScaleDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_given: QColor("#FFEEAA"))
    dialog.form.levels.setCurrentRow(2)
    dialog.look.choose()
    dialog.look.rank.setValue(7)
    dialog.look.shape.setCurrentIndex(dialog.look.shape.findData(Shape.CROSS))
    dialog.keep()
    level = scale_of(dialog)["obstacles"]
    assert (level.rank, level.shape) == (7, Shape.CROSS)
    assert contrast(level.solid[0], "#FFFFFF") >= 3, "too pale a colour is taken no paler than can be seen"
    dialog.reject()


def test_a_status_is_added_named_moved_and_taken_out(qtbot: QtBot, dialog: ScaleDialog) -> None:
    qtbot.keyClick(dialog.add_button, Qt.Key.Key_Space)
    qtbot.keyClicks(dialog.form.labelText, "On hold")
    dialog.keep()
    scale = scale_of(dialog)
    code = next(s.code for s in scale if s.label == "On hold")
    row = scale.codes.index(code)
    assert dialog.form.levels.currentRow() == row and dialog.form.levels.count() == 7
    qtbot.keyClick(dialog.up_button, Qt.Key.Key_Space)
    assert scale_of(dialog).codes.index(code) == row - 1 == dialog.form.levels.currentRow()
    qtbot.keyClick(dialog.remove_button, Qt.Key.Key_Space)
    assert code not in scale_of(dialog)
    dialog.form.levels.setCurrentRow(scale_of(dialog).codes.index("complete"))
    qtbot.keyClick(dialog.remove_button, Qt.Key.Key_Space)
    assert "Complete stays" in dialog.problem.text and "complete" in scale_of(dialog)
    dialog.reject()
