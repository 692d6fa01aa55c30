"""Import, paste and owner returns in the window: by keyboard, with the real command line in its own process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from send_tracker.domain.intake.preview import Verdict
from send_tracker.exchange.intake.evidence import preview_evidence
from send_tracker.exchange.intake.importing import look_into, preview_import, source_document
from send_tracker.exchange.intake.mapping import ColumnMapping, mapping_of
from send_tracker.exchange.returns.book import HEADER_ROW
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.intake_dialog import COLUMNS, PREVIEW, STATUSES, IntakeDialog
from send_tracker.gui.dialogs.paste_dialog import PasteDialog
from send_tracker.gui.dialogs.returns_dialog import ReturnsDialog
from send_tracker.gui.dialogs.source_dialog import SOURCE
from send_tracker.gui.dialogs.take_return_dialog import TakeReturnDialog
from send_tracker.gui.intake_job import IntakeJob
from send_tracker.gui.main_window import MainWindow
from send_tracker.services.intake_mappings import drop_mapping, keep_mapping, kept_mappings
from send_tracker.services.plan import find_action
from send_tracker.services.status import Update, update_actions
from tests.exchange.intake.books import book
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

D = TypeVar("D", bound=QDialog)
LONG = 60_000
HEADS = ("Ref", "Action", "Lead officer", "Due date", "RAG", "Cost code")


class InProcess(IntakeJob):
    """Answers in this process, for tests of what the dialog does with the answer."""

    def look(self, source: Path, mapping: dict[str, Any] | None) -> None:
        self.looked.emit(source_document(look_into(self._session, source, self._read(mapping))))

    def preview(self, source: Path, mapping: dict[str, Any] | None) -> None:
        self.previewed.emit(preview_import(self._session, source, self._read(mapping)), {})

    def preview_evidence(self, source: Path) -> None:
        self.previewed.emit(preview_evidence(self._session, source), {})

    def _read(self, mapping: dict[str, Any] | None) -> ColumnMapping | None:
        return mapping_of(mapping, self._session.scale) if mapping else None


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("send_tracker.gui.dialogs.stepped_dialog.IntakeJob", InProcess)


def _dialog(kind: type[D]) -> D:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def _status(window: MainWindow, ref: str) -> str:
    assert window.workspace is not None
    return find_action(window.workspace.session, ref).status


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """A changed row, one with an odd status, a new one, one by its colour, and a row of totals."""
    rows = [
        ("4.3", "Publish the joint commissioning strategy", None, "30/09/2025", "Green", None),
        ("4.4", None, None, None, "Parked", None),
        ("Outcome 9: A front door for families",),
        ("9.1", "Set up one front door", "Jane Smith", "May 26", None, "CC9"),
        (None, "Total", None, None, None, 3),
    ]
    return book(tmp_path / "tracker.xlsx", [HEADS, *rows], fills={"E5": "FFC000"})


def _to_preview(qtbot: QtBot, dialog: IntakeDialog) -> None:
    for step in (COLUMNS, STATUSES, PREVIEW):
        qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda step=step: dialog.pages.currentIndex() == step, timeout=LONG)  # type: ignore[misc]


def test_an_import_goes_through_its_steps_and_is_undone_at_once(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tracker: Path
) -> None:
    window = make_window(sample_file)
    window.menus.actions[Command.IMPORT].trigger()
    dialog = _dialog(IntakeDialog)
    accessibility.check(dialog)
    assert not dialog.forward.isEnabled()
    qtbot.keyClicks(dialog.path, str(tracker))
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == COLUMNS, timeout=LONG)
    accessibility.check(dialog)
    fields = {"Ref": "ref", "Action": "title", "Lead officer": "leads", "Due date": "due", "RAG": "status"}
    assert dialog.columns.choices() == {**fields, "Cost code": "extra"}
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    accessibility.check(dialog)
    assert dialog.statuses.matched("word") == {"parked": "", "green": "on_track"}
    assert dialog.statuses.matched("fill") == {"FFC000": "obstacles"}
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == PREVIEW, timeout=LONG)
    accessibility.check(dialog)
    assert dialog.pane.counts.text() == "4 rows: 1 new, 1 changed, 0 unchanged, 1 doubtful, 1 rejected."
    assert [r.ref for r in dialog.pane.accepted()] == ["4.3", "9.1"]
    before = _status(window, "4.3")
    told: list[int] = []
    turns: list[int] = []
    dialog.progress.valueChanged.connect(lambda done: told.append(done) if dialog.progress.isVisible() else None)
    QTimer.singleShot(0, lambda: turns.append(len(told)))
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    assert not dialog.isVisible()
    assert told == sorted(told) and len(told) > 2
    assert not any(0 < turn < len(told) for turn in turns), "nothing had a turn between the halves of the edit"
    assert (before, _status(window, "4.3"), _status(window, "9.1")) == ("obstacles", "on_track", "obstacles")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _status(window, "4.3") == before


@pytest.mark.usefixtures("in_process")
def test_rows_and_fields_are_ticked_by_keyboard(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tracker: Path
) -> None:
    window = make_window(sample_file)
    window.run(Command.IMPORT)
    dialog = _dialog(IntakeDialog)
    dialog.path.setText(str(tracker))
    _to_preview(qtbot, dialog)
    table, model = dialog.pane.table, dialog.pane.model
    dialog.pane.show_only.setCurrentIndex(dialog.pane.show_only.findData(Verdict.CHANGED.value))
    assert model.rowCount() == 3  # the row, its date and its status
    table.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    (changed, _) = dialog.pane.accepted()
    assert [c.field for c in changed.changes] == ["status"]
    table.setCurrentIndex(model.index(0, 0))
    assert model.data(model.index(0, 0), Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert model.rowCount() == 1
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert model.rowCount() == 3
    dialog.pane.show_only.setCurrentIndex(0)
    qtbot.keyClick(dialog.pane.leave, Qt.Key.Key_Space)
    assert dialog.pane.accepted() == [] and not dialog.forward.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.usefixtures("in_process")
def test_a_way_of_reading_is_kept_and_offered_again(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tracker: Path
) -> None:
    window = make_window(sample_file)
    assert window.workspace is not None
    window.run(Command.IMPORT)
    dialog = _dialog(IntakeDialog)
    dialog.path.setText(str(tracker))
    for step in (COLUMNS, STATUSES):
        qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda step=step: dialog.pages.currentIndex() == step, timeout=LONG)  # type: ignore[misc]
    parked = dialog.statuses.combo("word:parked")
    parked.setCurrentIndex(parked.findData("obstacles"))
    qtbot.keyClicks(dialog.name, "Partnership tracker")
    dialog.keep()
    assert kept_mappings(window.workspace.session)["Partnership tracker"]["statuses"]["parked"] == "obstacles"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.run(Command.IMPORT)
    again = _dialog(IntakeDialog)
    again.kept.setCurrentIndex(again.kept.findText("Partnership tracker"))
    again.path.setText(str(tracker))
    _to_preview(qtbot, again)
    assert "2 changed" in again.pane.counts.text()
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    drop_mapping(window.workspace.session, "Partnership tracker")
    assert kept_mappings(window.workspace.session) == {}
    assert keep_mapping(window.workspace.session, "  A  B ", {}) == "A B"


@pytest.mark.usefixtures("in_process")
def test_a_field_goes_to_one_column_only(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tracker: Path
) -> None:
    window = make_window(sample_file)
    window.run(Command.IMPORT)
    dialog = _dialog(IntakeDialog)
    dialog.path.setText(str(tracker))
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == COLUMNS, timeout=LONG)
    combo = dialog.columns.combo("Cost code")
    combo.setCurrentIndex(combo.findData("leads"))
    assert dialog.columns.choices()["Lead officer"] == "extra"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_what_cannot_be_read_is_said_in_the_dialog(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tmp_path: Path
) -> None:
    window = make_window(sample_file)
    window.run(Command.IMPORT)
    dialog = _dialog(IntakeDialog)
    broken = tmp_path / "plan.xlsx"
    broken.write_bytes(b"%PDF-1.7")
    dialog.path.setText(str(broken))
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.problem.isVisible, timeout=LONG)
    assert "is a PDF" in dialog.problem.text
    assert dialog.pages.currentIndex() == SOURCE
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_cancel_ends_the_work_and_stays(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tracker: Path
) -> None:
    window = make_window(sample_file)
    window.run(Command.IMPORT)
    dialog = _dialog(IntakeDialog)
    dialog.path.setText(str(tracker))
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    assert dialog.job.is_running
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Space)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.job.is_running)
    assert dialog.words.text() == "Cancelled. Nothing was changed."
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.usefixtures("in_process")
def test_an_export_goes_straight_to_the_preview(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tmp_path: Path
) -> None:
    row = {"ref": "4.3", "title": "Publish the joint commissioning strategy", "status": "complete"}
    source = tmp_path / "plan.json"
    source.write_text(json.dumps({"what": "actions", "rows": [row]}), encoding="utf-8")
    window = make_window(sample_file)
    window.run(Command.IMPORT)
    dialog = _dialog(IntakeDialog)
    dialog.path.setText(str(source))
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == PREVIEW, timeout=LONG)
    qtbot.keyClick(dialog.back, Qt.Key.Key_Space)
    assert dialog.pages.currentIndex() == SOURCE
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.usefixtures("in_process")
def test_rows_pasted_into_the_plan_take_the_same_way(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    clipboard = QApplication.clipboard()
    page = window.pages.page
    assert page is not None
    table = page.table  # type: ignore[attr-defined]
    clipboard.setText("one word")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "no rows in the clipboard" in window.strip.words.text()
    clipboard.setText("Ref\tAction\tRAG\r\n4.3\tPublish the joint commissioning strategy\tComplete\r\n")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = _dialog(PasteDialog)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == COLUMNS, timeout=LONG)
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == PREVIEW, timeout=LONG)
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    assert _status(window, "4.3") == "complete"


def test_returns_go_out_and_come_back_in_the_window(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tmp_path: Path
) -> None:
    window = make_window(sample_file)
    assert window.workspace is not None
    window.run(Command.RETURNS)
    dialog = _dialog(ReturnsDialog)
    accessibility.check(dialog)
    assert dialog.counts.text() == "2 leads: 0 outstanding, 0 back."
    dialog.folder.setText(str(tmp_path / "out"))
    qtbot.keyClick(dialog.write, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "2 outstanding" in dialog.counts.text(), timeout=LONG)
    books = sorted((tmp_path / "out").glob("*.xlsx"))
    assert len(books) == 2 == len(list((tmp_path / "out").glob("*.eml")))
    qtbot.keyClick(dialog.write, Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.problem.isVisible, timeout=LONG)
    assert "exists already" in dialog.problem.text
    page = load_workbook(books[0])
    page.worksheets[0].cell(HEADER_ROW + 1, 6).value = "G ● On track"
    page.save(books[0])
    session = window.workspace.session
    update_actions(session, find_action(session, "4.3").id, Update(ask="Ours alone"))
    qtbot.keyClick(dialog.take, Qt.Key.Key_Space)
    taking = _dialog(TakeReturnDialog)
    accessibility.check(taking)
    qtbot.keyClicks(taking.path, str(books[0]))
    qtbot.keyClick(taking.forward, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: taking.pages.currentIndex() == 1, timeout=LONG)
    accessibility.check(taking)
    assert "1 changed" in taking.pane.counts.text()
    qtbot.keyClick(taking.forward, Qt.Key.Key_Space)
    assert not taking.isVisible()
    action = find_action(session, "4.3")
    assert (action.status, action.ask) == ("on_track", "Ours alone")
    window.run(Command.RETURNS)
    again = _dialog(ReturnsDialog)
    assert again.counts.text() == "2 leads: 1 outstanding, 1 back."
    qtbot.keyClick(again, Qt.Key.Key_Escape)


@pytest.mark.usefixtures("in_process")
def test_rows_pasted_into_evidence_become_items(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file, page="evidence")
    assert window.workspace is not None
    page = window.pages.page
    assert page is not None
    QApplication.clipboard().setText("Title\tType\tSupports\r\nSurvey of families, July\tSurvey\t4.3\r\n\tAudit\t\r\n")
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)  # type: ignore[attr-defined]
    dialog = _dialog(PasteDialog)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == PREVIEW)
    assert "1 new" in dialog.pane.counts.text() and "1 rejected" in dialog.pane.counts.text()
    qtbot.keyClick(dialog.forward, Qt.Key.Key_Space)
    register = window.workspace.session.register()
    (item,) = [e for e in register.evidence if e.title == "Survey of families, July"]
    assert item.targets == tuple(a.id for a in register.actions if a.ref == "4.3")
