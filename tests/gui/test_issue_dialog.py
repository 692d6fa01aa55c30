"""Issuing from the window: findings are explained or given a reason, the issue is recorded in the open file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from send_tracker.domain.ledger import open_findings
from send_tracker.gui.dialogs.issue_dialog import IssueDialog
from send_tracker.gui.dialogs.pack_dialog import PackDialog
from send_tracker.gui.dialogs.verify_dialog import VerifyDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.workspace import Workspace
from send_tracker.services import issuing
from tests.gui.conftest import MakeWindow

COMMAND = [sys.executable, "-m", "send_tracker"]


@pytest.fixture
def window(make_window: MakeWindow, sample_file: Path) -> MainWindow:
    """A window on the sample."""
    return make_window(sample_file)


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def test_a_pack_is_issued_once_its_findings_are_answered(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    workspace = workspace_of(window)
    dialog = IssueDialog(workspace, COMMAND, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "52.86%" in dialog.part.sentence.text() and "47.3%" in dialog.part.sentence.text()
    number = len(open_findings(dialog.part.findings))
    dialog.part.words.setText("The data report leaves exceptions out.")
    dialog.part.explain_button.setFocus()
    qtbot.keyClick(dialog.part.explain_button, Qt.Key.Key_Space)
    assert len(open_findings(dialog.part.findings)) == number - 1

    target = tmp_path / "issued.xlsx"
    dialog.form.path.setText(str(target))
    dialog.start()
    assert "to clear up" in dialog.problem.text and dialog.task is None
    dialog.part.reason.setText("As published in July")
    dialog.start()
    qtbot.waitUntil(target.exists, timeout=60_000)
    (issue,) = issuing.issues(workspace.session)
    facts = {row[0].value: row[1].value for row in load_workbook(target)["Cover"].iter_rows(min_row=5)}
    assert facts["Issue"] == issue.id

    verify = VerifyDialog(workspace, window)
    verify.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(verify)
    verify.look(target)
    assert verify.words.text().startswith("✓ Unaltered")
    book = load_workbook(target)
    book["Plan"]["B5"] = "Another title"
    book.save(target)
    verify.look(target)
    assert verify.words.text().startswith("✗ Altered")
    cell = verify.table.item(0, 0)
    assert cell is not None and cell.text() == "Plan!B5"


def test_a_place_that_refuses_the_pack_records_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    workspace = workspace_of(window)
    dialog = IssueDialog(workspace, COMMAND, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    made = tmp_path / "made.xlsx"
    made.write_bytes(b"a pack")
    (tmp_path / "taken.xlsx").mkdir()  # as good as a file that another program holds
    record = tmp_path / "record.json"
    record.write_text(
        '{"document": "pack", "title": "T", "audience": "board", "options": "", "content": "c", "meeting": "", '
        '"position": "", "id": "' + "ab" * 16 + '", "as_at": "2025-07-04", "heads": [], "figures": []}',
        encoding="utf-8",
    )
    dialog._record = record
    before = workspace.session.file.log.count()
    dialog.form.path.setText(str(tmp_path / "taken.xlsx"))
    dialog._finished(True, "", made)
    assert "could not be written" in dialog.problem.text
    assert dialog.path.name == "taken 2.xlsx", "another name is offered"
    assert workspace.session.file.log.count() == before
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("taken") and p.suffix == ".tmp"]


def test_the_preview_follows_what_is_chosen_and_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    workspace = workspace_of(window)
    dialog = PackDialog(workspace, [], window)
    assert dialog.preview.text().startswith("For the board, with names. The plan as it is now. 61 actions")
    dialog.audience.setCurrentIndex(dialog.audience.findData("public"))
    assert "For the public, with role titles." in dialog.preview.text()
    assert "Exceptions" in dialog.preview.text()
    assert "internal note" in dialog.preview.text()
    assert "Plan: 61 actions" in dialog.preview.text()
    dialog.outcomes.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert "Part of the plan" in dialog.preview.text()
    dialog.meeting.setCurrentIndex(dialog.meeting.findData("2025-07-03"))
    assert "The position frozen for 3 July 2025." in dialog.preview.text()
    words = dialog.arguments(Path("a"), Path("b"))
    assert words is not None
    assert words[4:8] == ["--meeting", "2025-07-03", "--audience", "public"]
    assert words[words.index("--outcomes") + 1] == "O2,O3,O4,O5,O6"
    dialog.close()
    again = PackDialog(workspace, [], window)
    assert again.audience.currentData() == "public"
    assert again.outcomes.left_out == ["O1"]
    again.close()
