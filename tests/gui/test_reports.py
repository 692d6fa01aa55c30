"""The Reports page and its dialogs, and printing: made through the window, read back from the files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QToolBar
from pytestqt.qtbot import QtBot

from send_tracker.domain.problem import Problem
from send_tracker.gui import choose_file, theme, tokens
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.correct_figure_dialog import CorrectFigureDialog
from send_tracker.gui.dialogs.issue_dialog import IssueDialog
from send_tracker.gui.dialogs.issue_report_dialog import IssueReportDialog
from send_tracker.gui.dialogs.report_dialog import ReportDialog
from send_tracker.gui.dialogs.verify_dialog import VerifyDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.reports_page import ReportsPage
from send_tracker.gui.printing.page_paper import _drawing
from send_tracker.gui.printing.paper import paint_document, paint_of
from send_tracker.gui.printing.preview import write_pdf
from send_tracker.gui.reports import REPORTS, arguments, report_of
from send_tracker.gui.widgets.findings_part import FindingsPart
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
    assert row.made.isHidden(), "nothing is said of what was not made"
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
    assert b"/Subtype /Image" not in (tmp_path / "briefing.pdf").read_bytes(), "charts are drawings, sharp at any size"


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
    from send_tracker.services.issuing import issues

    page = page_of(window)
    session = page.session
    row = next(r for r in page.rows if r.report.key == "briefing")
    qtbot.keyClick(row.issue_button, Qt.Key.Key_Space)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, IssueReportDialog)
    accessibility.check(dialog)
    assert any("52.86%" in f.sentence and "47.3%" in f.sentence for f in dialog.part.findings)
    assert "note on O1" in dialog.preview.text()
    target = tmp_path / "issued.docx"
    dialog.form.path.setText(str(target))
    qtbot.keyClick(dialog.form.start, Qt.Key.Key_Space)
    assert "to clear up" in dialog.problem.text and not target.exists()
    dialog.part.table.setCurrentCell(0, 0)
    dialog.part.words.set_value("Both are in print.")
    waiting = len([f for f in dialog.part.findings if not f.explained])
    qtbot.keyClick(dialog.part.explain_button, Qt.Key.Key_Space)
    assert len([f for f in dialog.part.findings if not f.explained]) == waiting - 1
    dialog.part.reason.set_value("The published figures stand")
    qtbot.keyClick(dialog.form.start, Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists, timeout=60_000)
    assert [i.document for i in issues(session)] == ["briefing"]
    assert verify(session, target).unaltered
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    page.refresh()
    assert row.issued.text().startswith("Partner briefing issued on")


def test_a_page_prints_light_whatever_the_screen_shows(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    """The ground of a dark window would be painted as a large dark rectangle."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "dark")
    try:
        image = QImage(page_of(window).size(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        drawn, size = _drawing(page_of(window))
        assert theme.current() is tokens.DARK, "the screen is as it was"
        painter = QPainter(image)
        painter.drawPicture(0, 0, drawn)
        painter.end()
        assert size.width() > 500
        lightness = [image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(20, 200, 3)]
        assert sum(v > 200 for v in lightness) > 0.8 * len(lightness), "a light ground"
        assert min(lightness) < 90, "and words on it"
    finally:
        theme.apply(app, "light")


def test_the_briefing_is_previewed_for_the_board_that_is_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    page.board.setCurrentIndex(page.board.findText("22 May 2025"))
    row = next(r for r in page.rows if r.report.key == "briefing")
    assert row.print_button.isVisible() and not page.rows[0].print_button.isVisible()
    shown: list[str] = []

    def to_save(_window: object, _title: str, proposed: Path, _kinds: str) -> Path:
        shown.append(str(proposed))
        return tmp_path / "b.pdf"

    monkeypatch.setattr(choose_file, "to_save", to_save)
    qtbot.keyClick(row.print_button, Qt.Key.Key_Space)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QPrintPreviewDialog) and w.isVisible())
    bar = dialog.findChild(QToolBar)
    assert bar is not None
    entry = next(a for a in bar.actions() if a.text() == "Save as PDF…")
    entry.trigger()
    assert shown[0].endswith("partner briefing 2025-05-22.pdf")
    assert pages_in(tmp_path / "b.pdf") >= 5
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_the_cover_of_a_paper_is_typed_and_remembered(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.run(Command.PAPER)
    dialog = open_dialog()
    accessibility.check(dialog)
    fields = dialog.cover_fields
    assert fields is not None
    qtbot.keyClicks(fields.title, "Where we are")
    qtbot.keyClicks(fields.author, "Programme manager")
    fields.purpose.setCurrentIndex(fields.purpose.findData("noting"))
    fields.names.setCurrentIndex(fields.names.findData("roles"))
    qtbot.keyClicks(fields.recommend, "Note the paper")
    qtbot.keyClick(fields.recommend, Qt.Key.Key_Return)
    qtbot.keyClicks(fields.recommend, "Agree the new date of 4.3")
    target = tmp_path / "paper.html"
    dialog.format.setCurrentIndex(1)
    dialog.form.path.setText(str(target))
    qtbot.keyClick(dialog.form.start, Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists, timeout=60_000)
    text = target.read_text(encoding="utf-8")
    for words in ("Where we are", "Programme manager", "For noting", "Note the paper.", "Agree the new date of 4.3."):
        assert words in text
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.run(Command.PAPER)
    again = open_dialog()
    assert again.cover_fields is not None and again.cover_fields.kept == fields.kept
    qtbot.keyClick(again, Qt.Key.Key_Escape)


def corrected(qtbot: QtBot, part: FindingsPart, *, frozen: bool) -> None:
    """Take a figure out that a finding is about, by keys, and come back."""
    place = next(n for n, f in enumerate(part.findings) if "55 weeks" in f.sentence and f.code == "twice")
    part.table.setCurrentCell(place, 0)
    qtbot.keyClick(part.correct_button, Qt.Key.Key_Space)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CorrectFigureDialog)
    accessibility.check(dialog)
    assert dialog.frozen.isVisible() is frozen
    table = dialog.tab.table
    table.setCurrentCell(next(n for n, e in enumerate(table.entries) if e.cells[1] == "56 weeks"), 0)
    qtbot.keyClick(dialog.tab.take_out, Qt.Key.Key_Space)
    assert [e.cells[1] for e in table.entries] == ["55 weeks", "68 weeks"]
    qtbot.keyClick(dialog.close_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_finding_of_a_paper_or_a_pack_is_corrected_and_checked_again(qtbot: QtBot, window: MainWindow) -> None:
    page_of(window).board.setCurrentIndex(page_of(window).board.findText("14 August 2025"))
    window.run(Command.ISSUE_PAPER)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, IssueReportDialog)
    accessibility.check(dialog)
    corrected(qtbot, dialog.part, frozen=False)
    assert not [f for f in dialog.part.findings if "56 weeks" in f.sentence]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.run(Command.UNDO)
    window.run(Command.ISSUE_PACK)
    pack = QApplication.activeModalWidget()
    assert isinstance(pack, IssueDialog)
    pack.meeting.setCurrentIndex(0)
    pack.show_preview()
    corrected(qtbot, pack.part, frozen=False)
    assert not [f for f in pack.part.findings if "56 weeks" in f.sentence]
    qtbot.keyClick(pack, Qt.Key.Key_Escape)


def test_a_frozen_board_says_that_a_correction_is_for_later_documents(qtbot: QtBot, window: MainWindow) -> None:
    window.run(Command.ISSUE_BRIEFING)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, IssueReportDialog)
    corrected(qtbot, dialog.part, frozen=True)
    assert [f for f in dialog.part.findings if "56 weeks" in f.sentence], "what was known then stays"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_what_was_made_of_another_file_is_not_told_here(window: MainWindow) -> None:
    page = page_of(window)
    moment = "2025-07-04T10:00+00:00"
    page.workspace.preferences.set("reports_made", {"/elsewhere.sendtracker": {"pack": ["/a/rutland.xlsx", moment]}})
    assert "rutland" not in page.rows[0].made.text()
    page.workspace.preferences.set("reports_made", {str(page.session.path): {"pack": ["/a/mine.xlsx", moment]}})
    assert "mine.xlsx" in page.rows[0].made.text()


def test_verify_has_a_row(qtbot: QtBot, window: MainWindow) -> None:
    row = next(r for r in page_of(window).rows if r.report.key == "verify")
    assert row.made.text() == ""
    qtbot.keyClick(row.button, Qt.Key.Key_Space)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VerifyDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
