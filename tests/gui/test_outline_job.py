"""Of a large plan a process looks at what a document would hold: the window stays alive, and newer questions win."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from send_tracker.gui import outline_job
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.issue_dialog import IssueDialog
from send_tracker.gui.dialogs.report_dialog import ReportDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.reports import report_of
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

COMMAND = [sys.executable, "-m", "send_tracker"]


@pytest.fixture
def window(make_window: MakeWindow, sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window on the sample, which counts as a large plan here."""
    monkeypatch.setattr(outline_job, "MOST_HERE", 10)
    return make_window(sample_file)


def test_findings_come_from_a_process_and_follow_the_audience(qtbot: QtBot, window: MainWindow) -> None:
    assert window.workspace is not None
    dialog = IssueDialog(window.workspace, COMMAND, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.looker.is_looking
    assert dialog.part.found.text() == "The figures are being checked…"
    dialog.start()
    assert "still being checked" in dialog.problem.text
    assert dialog.task is None
    with qtbot.waitSignal(dialog.looker.found, timeout=60_000):
        dialog.audience.setCurrentIndex(dialog.audience.findData("public"))  # the first question is dropped
    assert "For the public, with role titles." in dialog.preview.text()
    assert "52.86%" in dialog.part.sentence.text()
    dialog.part.words.setText("The data report leaves exceptions out.")
    with qtbot.waitSignal(dialog.looker.found, timeout=60_000):
        dialog.part.explain()
    assert dialog.part.findings[0].explained == "The data report leaves exceptions out."
    accessibility.check(dialog)
    dialog.reject()
    assert not dialog.looker.is_looking


def test_closing_a_dialog_ends_the_process(qtbot: QtBot, window: MainWindow) -> None:
    assert window.workspace is not None
    dialog = ReportDialog(window.workspace, COMMAND, report_of(Command.BRIEFING), None, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.looker.task is not None and dialog.looker.task.is_running, timeout=60_000)
    dialog.close()
    assert dialog.looker.task is None


def test_what_cannot_be_looked_at_is_said(qtbot: QtBot, window: MainWindow) -> None:
    assert window.workspace is not None
    dialog = IssueDialog(window.workspace, ["no-such-program-at-all"], window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.looker.failed, timeout=60_000):
        dialog.show_preview()
    assert "could not be started" in dialog.preview.text()
    assert "could not be checked" in dialog.part.refusal
    dialog.reject()
