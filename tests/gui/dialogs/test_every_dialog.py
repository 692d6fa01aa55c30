"""Every dialog is walked, those too that open only where something is wrong: at text twice as large, on a laptop."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from send_tracker.crash import Notice
from send_tracker.domain.problem import Problem
from send_tracker.gui import dialogs
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.conflicts_dialog import ConflictsDialog
from send_tracker.gui.dialogs.correct_figure_dialog import CorrectFigureDialog
from send_tracker.gui.dialogs.crash_dialog import CrashDialog
from send_tracker.gui.dialogs.history_dialog import HistoryDialog
from send_tracker.gui.dialogs.licences_dialog import LicencesDialog
from send_tracker.gui.dialogs.paste_dialog import PasteDialog
from send_tracker.gui.dialogs.reason_dialog import ReasonDialog
from send_tracker.gui.dialogs.redact_dialog import RedactDialog
from send_tracker.gui.dialogs.rescue_dialog import RescueDialog
from send_tracker.gui.dialogs.restore_dialog import RestoreDialog
from send_tracker.gui.dialogs.sample_dialog import SampleDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import measure_view
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow
from tests.gui.test_dialogs import DIALOGS

COMMAND = [sys.executable, "-m", "send_tracker"]
BY_COMMAND = (
    Command.HANDOVER, Command.CHALLENGE_RULES, Command.IMPORT, Command.IMPORT_FIGURES, Command.RETURNS,
    Command.TAKE_RETURN, Command.COMBINE, Command.BRIEFING, Command.ISSUE_BRIEFING,
)  # fmt: skip
"""Those that :mod:`tests.gui.test_dialogs` does not open."""
GROUNDS = {"HouseDialog", "JobDialog", "OutlinedDialog", "IssuingDialog", "SteppedDialog", "SourceDialog", "RowsDialog"}
"""What dialogs are made from, and are none themselves."""
ELSEWHERE = {"FiguresDialog", "MeasureDialog", "MeetingMode"}
"""Walked by the tests of measures and of meeting mode."""

Make = Callable[[MainWindow, Path], QDialog]


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def action_of(window: MainWindow) -> str:
    return next(a.id for a in workspace_of(window).session.register().actions if a.ref == "4.3")


def _restore(window: MainWindow, _folder: Path) -> QDialog:
    session = workspace_of(window).session
    assert window.opener.rescue is not None
    return RestoreDialog(session.home, window.opener, window.opener.rescue, session, window)


MADE: dict[type[QDialog], Make] = {
    ConflictsDialog: lambda window, _folder: ConflictsDialog(workspace_of(window), window),
    CorrectFigureDialog: lambda window, _folder: CorrectFigureDialog(
        workspace_of(window),
        measure_view(workspace_of(window).session).lines[0].id,
        "Two values for one month.",
        window,
    ),
    CrashDialog: lambda window, _folder: CrashDialog(Notice("Something went wrong.", "Traceback", None), window),
    HistoryDialog: lambda window, _folder: HistoryDialog(workspace_of(window), action_of(window), window),
    LicencesDialog: lambda window, _folder: LicencesDialog(window),
    PasteDialog: lambda window, _folder: PasteDialog(
        workspace_of(window), COMMAND, "Ref\tAction\tDue\n4.3\tPublish\tMay 2026\n", "actions", window
    ),
    ReasonDialog: lambda window, _folder: ReasonDialog("The withdrawal of 4.3", lambda _reason: None, window),
    RedactDialog: lambda window, _folder: RedactDialog(workspace_of(window), action_of(window), (), (), window),
    RescueDialog: lambda window, folder: RescueDialog(
        folder / "ours.sendtracker", Problem("It is damaged.", "damaged"), COMMAND, True, window
    ),
    RestoreDialog: _restore,
    SampleDialog: lambda window, folder: SampleDialog(
        lambda path, on_progress: on_progress(1, 2, "writing"), folder / "sample.sendtracker", window
    ),
}


@pytest.fixture
def window(make_window: MakeWindow, sample_file: Path) -> MainWindow:
    """A window on the sample as on a small laptop, with text at 200 %."""
    made = make_window(sample_file)
    made.preferences.set("text_percent", 200)
    made.resize(*accessibility.COMPACT)
    return made


def test_dialogs_of_the_menus(qtbot: QtBot, window: MainWindow) -> None:
    for command in BY_COMMAND:
        window.run(command)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog), command
        walk(qtbot, window, dialog)


def test_dialogs_that_something_else_opens(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    for make in MADE.values():
        dialog = make(window, tmp_path)
        dialog.open()
        walk(qtbot, window, dialog)


def walk(qtbot: QtBot, window: MainWindow, dialog: QDialog) -> None:
    accessibility.check(dialog)
    assert dialog.windowTitle()
    assert dialog.width() <= window.width() and dialog.height() <= window.height()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_no_dialog_is_left_out() -> None:
    found = set()
    for module in pkgutil.iter_modules(dialogs.__path__):
        for name, one in vars(importlib.import_module(f"{dialogs.__name__}.{module.name}")).items():
            if isinstance(one, type) and issubclass(one, QDialog) and one.__module__.startswith(dialogs.__name__):
                found.add(name)
    commanded = {_dialog_of(command) for command in (*DIALOGS, *BY_COMMAND)}
    assert found - GROUNDS - ELSEWHERE - {kind.__name__ for kind in MADE} == commanded


def _dialog_of(command: Command) -> str:
    """Return the class that a command opens."""
    special = {
        Command.NEW_FILE: "NewProgrammeDialog", Command.BOARD_PACK: "PackDialog", Command.ISSUE_PACK: "IssueDialog",
        Command.VERIFY_PACK: "VerifyDialog", Command.EXPORT_VIEW: "ExportDialog", Command.STATUS_SCALE: "ScaleDialog",
        Command.NEW_AREA: "PartDialog", Command.NEW_OUTCOME: "PartDialog", Command.CHECK_FILE: "CheckDialog",
        Command.IMPORT: "IntakeDialog", Command.IMPORT_FIGURES: "FeedDialog", Command.BRIEFING: "ReportDialog",
        Command.ISSUE_BRIEFING: "IssueReportDialog",
    }  # fmt: skip
    words = "".join(word.capitalize() for word in command.value.split("_"))
    return special.get(command, f"{words}Dialog")
