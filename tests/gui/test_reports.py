"""The Reports page and its dialogs, and printing: made through the window, read back from the files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker.domain.problem import Problem
from send_tracker.gui import choose_file
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.report_dialog import ReportDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.reports_page import ReportsPage
from send_tracker.gui.printing.paper import paint_document, paint_of
from send_tracker.gui.printing.preview import write_pdf
from send_tracker.gui.reports import REPORTS, arguments, report_of
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow


@pytest.fixture
def window(make_window: MakeWindow, sample_file: Path) -> MainWindow:
    return make_window(sample_file, page="reports", size=accessibility.COMPACT)


def page_of(window: MainWindow) -> ReportsPage:
    page = window.pages.page
    assert isinstance(page, ReportsPage)
    return page


def open_dialog() -> ReportDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReportDialog) and w.isVisible())


def pages_in(pdf: Path) -> int:
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
    return len(re.findall(rb"/Type\s*/Page\b", data))


def test_everything_that_can_be_made_has_a_button_that_opens_its_dialog(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    accessibility.check(window)
    words = accessibility.shown_text(window)
    for report in REPORTS:
        assert report.title in words
    assert page.board.currentText() == "3 July 2025", "the last board that was held"
    for row in page.rows:
        qtbot.keyClick(row.button, Qt.Key.Key_Space)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None, row.report.title
        accessibility.check(dialog)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_briefing_is_made_for_the_board_that_is_chosen_and_remembered(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page = page_of(window)
    page.board.setCurrentIndex(page.board.findText("22 May 2025"))
    row = next(r for r in page.rows if r.report.key == "briefing")
    assert row.made.text() == "Not made on this computer yet"
    qtbot.keyClick(row.button, Qt.Key.Key_Space)
    dialog = open_dialog()
    assert dialog.board.currentText() == "22 May 2025"
    assert dialog.form.path.text().endswith("partner briefing 2025-05-22.docx")
    dialog.format.setCurrentIndex(1)
    target = tmp_path / "update.html"
    dialog.form.path.setText(str(target))
    qtbot.keyClick(dialog.form.start, Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists, timeout=60_000)
    assert "The board met on 22 May 2025" in target.read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: "update.html" in row.made.text())
    assert not row.issued.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_name_without_its_ending_is_refused(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.run(Command.READER)
    dialog = open_dialog()
    dialog.form.path.setText(str(tmp_path / "reader.docx"))
    qtbot.keyClick(dialog.form.start, Qt.Key.Key_Space)
    assert "must end in .html" in dialog.problem.text
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert list(tmp_path.glob("reader*")) == []


def test_the_words_of_the_command_line() -> None:
    day = date(2025, 7, 3)
    briefing, handover = report_of(Command.BRIEFING), report_of(Command.HANDOVER_LIST)
    assert arguments(briefing, "a", "b.docx", day) == ["briefing", "a", "--meeting", "2025-07-03", "-o", "b.docx"]
    assert arguments(handover, "a", "b.xlsx", day) == ["export", "a", "--what", "handover", "-o", "b.xlsx"]


def test_the_rows_of_a_register_are_printed_as_a_table(window: MainWindow, tmp_path: Path) -> None:
    window.show_page("plan")
    page = window.pages.page
    assert page is not None
    write_pdf(paint_of(page), "Plan", tmp_path / "plan.pdf")
    assert pages_in(tmp_path / "plan.pdf") >= 3, "61 actions do not fit on less"
    assert [p.name for p in tmp_path.glob("plan*")] == ["plan.pdf"]


def test_a_page_without_a_register_is_printed_as_it_looks(window: MainWindow, tmp_path: Path) -> None:
    write_pdf(paint_of(page_of(window)), "Reports", tmp_path / "reports.pdf")
    assert pages_in(tmp_path / "reports.pdf") == 1


def test_a_briefing_is_printed_with_its_charts(window: MainWindow, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from send_tracker.exchange.briefing.content import briefing
    from send_tracker.exchange.briefing.material import gather

    assert window.workspace is not None
    document = briefing(gather(window.workspace.session, None, datetime.now(UTC)))
    write_pdf(paint_document(document), document.title, tmp_path / "briefing.pdf")
    assert pages_in(tmp_path / "briefing.pdf") >= 5
    assert b"/Subtype /Image" in (tmp_path / "briefing.pdf").read_bytes()


def test_the_preview_opens_by_its_key_and_shows_pages(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QPrintPreviewDialog) and w.isVisible())
    assert dialog.accessibleName() == "Print preview"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_pdf_is_saved_under_the_name_that_was_chosen(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choose_file, "to_save", lambda *_args: tmp_path / "page.pdf")
    window.run(Command.SAVE_PDF)
    assert pages_in(tmp_path / "page.pdf") == 1


def test_a_place_that_cannot_be_written_to_is_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="was not written"):
        write_pdf(paint_of(page_of(window)), "Reports", tmp_path / "nowhere" / "page.pdf")


def test_a_briefing_is_issued_once_its_findings_have_a_reason(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    from send_tracker.exchange.verifying import verify
    from send_tracker.gui.dialogs.issue_report_dialog import IssueReportDialog
    from send_tracker.services.issuing import issues

    page = page_of(window)
    session = page.session
    row = next(r for r in page.rows if r.report.key == "briefing")
    qtbot.keyClick(row.issue_button, Qt.Key.Key_Space)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, IssueReportDialog)
    accessibility.check(dialog)
    assert any("52.86%" in f.sentence and "47.3%" in f.sentence for f in dialog.findings)
    assert "note on O1" in dialog.left_out.text()
    target = tmp_path / "issued.docx"
    dialog.form.path.setText(str(target))
    qtbot.keyClick(dialog.form.start, Qt.Key.Key_Space)
    assert "to clear up" in dialog.problem.text and not target.exists()
    dialog.table.setCurrentCell(0, 0)
    dialog.words.set_value("Both are in print.")
    waiting = len([f for f in dialog.findings if not f.explained])
    qtbot.keyClick(dialog.explain_button, Qt.Key.Key_Space)
    assert len([f for f in dialog.findings if not f.explained]) == waiting - 1
    dialog.reason.set_value("The published figures stand")
    qtbot.keyClick(dialog.form.start, Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists, timeout=60_000)
    assert [i.document for i in issues(session)] == ["briefing"]
    assert verify(session, target).unaltered
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    page.refresh()
    assert row.issued.text().startswith("Partner briefing issued on")
