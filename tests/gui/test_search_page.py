"""The search over everything in the real window: typed, walked through by keys, gone to and come back from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker.domain.finding.found import Hit
from send_tracker.domain.finding.sources import Group
from send_tracker.exchange.attachments import reading
from send_tracker.gui.attachment_reader import AttachmentReader
from send_tracker.gui.commands import Command
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.models.found_model import Head, More
from send_tracker.gui.pages.evidence_page import EvidencePage
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.pages.search_page import SearchPage
from send_tracker.services.attachment_texts import texts_of
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.plan import change_action
from tests.builders import small_programme
from tests.exchange.attachments import made_files as made
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def open_search(qtbot: QtBot, window: MainWindow, typed: str = "") -> SearchPage:
    """Go there by its key, type, and wait until what is typed was searched."""
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL | SHIFT)
    page = window.pages.page
    assert isinstance(page, SearchPage)
    assert QApplication.focusWidget() is page.field
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.finder.is_ready)
    if typed:
        qtbot.keyClicks(page.field, typed)
        qtbot.waitUntil(lambda: page.status_text() != "Search" or "Nothing" in page.nothing.title.text())
    return page


@pytest.fixture(autouse=True)
def no_process(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Start no process that reads files, but in the tests that are about it."""
    if "real_reader" not in request.fixturenames:
        monkeypatch.setattr(AttachmentReader, "read", lambda _self, _files: None)


@pytest.fixture
def real_reader() -> None:
    """Have attached files read by a process, as in the program."""


def test_it_finds_goes_there_and_comes_back(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file, size=accessibility.COMPACT)
    page = open_search(qtbot, window)
    assert "path to green" in accessibility.shown_text(page)
    qtbot.keyClicks(page.field, "joint comm")
    qtbot.waitUntil(lambda: bool(page.list.hits()))
    first = page.list.current()
    assert isinstance(first, Hit) and first.group is Group.ACTION
    assert any(found for _, found in first.title.pieces())
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    second = page.list.current()
    assert isinstance(second, Hit) and second != first
    assert second.ref in page.field.accessibleDescription()
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert window.pages.key == "plan"
    plan = window.pages.page
    assert isinstance(plan, PlanPage) and plan.subject() == second.id
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.pages.key == "search" and page.list.current() == second
    assert page.field.text() == "joint comm"
    accessibility.check(window)


def test_enter_searches_at_once_what_was_just_typed(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    page = open_search(qtbot, window)
    qtbot.keyClicks(page.field, "4.3")
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    plan = window.pages.page
    assert isinstance(plan, PlanPage) and window.workspace is not None
    assert {a.id for a in window.workspace.session.register().actions if a.ref == "4.3"} == {plan.subject()}


def test_the_arrows_pass_over_the_heads_and_a_chip_narrows(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    page = open_search(qtbot, window, "school")
    rows = page.list.found.rows
    assert isinstance(rows[0], Head) and any(isinstance(row, More) for row in rows)
    for _ in range(len(rows)):
        qtbot.keyClick(page.field, Qt.Key.Key_Down)
        assert not isinstance(page.list.current(), Head)
    more = next(row for row in rows if isinstance(row, More))
    page.list.go(rows.index(more))
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert {hit.group for hit in page.list.hits()} == {more.group}
    assert len(page.list.hits()) > 5
    page.narrow_to(None)
    assert len({hit.group for hit in page.list.hits()}) > 1


def test_nothing_found_says_what_else_to_try(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    page = open_search(qtbot, window, 'zebra "crossing point" -draft')
    shown = accessibility.shown_text(page)
    assert "Nothing was found" in shown and "quotation marks" in shown and "minus" in shown
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert "Search everything in this file" in accessibility.shown_text(page)
    accessibility.check(window)


def test_an_edit_elsewhere_is_found_when_one_comes_back(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    page = open_search(qtbot, window, "quagga")
    assert not page.list.hits() and window.workspace is not None
    session = window.workspace.session
    action = next(a for a in session.register().actions if a.ref == "4.3")
    change_action(session, action.id, ask="Settle the quagga <b>question</b>")
    window.show_page("plan")
    window.run(Command.BACK_TO_SEARCH)
    qtbot.waitUntil(lambda: bool(page.list.hits()))
    (hit,) = page.list.hits()
    assert hit.excerpt.text == "Settle the quagga <b>question</b>" and hit.where == "Ask of the board"
    assert not page.list.grab().toImage().isNull()


def test_the_past_is_searched_as_it_was(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    from datetime import date

    window = make_window(sample_file)
    open_search(qtbot, window, "annual review")
    window.looking_back.go(date(2024, 3, 1))
    page = window.pages.page
    assert isinstance(page, SearchPage) and page.field.text() == "annual review"
    qtbot.waitUntil(lambda: bool(page.list.hits()))
    assert not [hit for hit in page.list.hits() if hit.group is Group.UPDATE and "2025" in hit.day]
    window.looking_back.back()


def test_a_file_opens_on_another_page_than_the_search(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file, "evidence")
    open_search(qtbot, window)
    assert window.preferences.get("page") == "evidence"
    assert "search" not in [button.entry.key for button in window.rail._buttons]


def test_found_words_are_drawn_in_bold(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    page = open_search(qtbot, window, "commissioning")
    with_words = page.list.grab().toImage()
    page.field.setText("comm")
    page.search()
    assert with_words != page.list.grab().toImage()
    interface = QAccessible.queryAccessibleInterface(page.list)
    assert interface.text(QAccessible.Text.Name) == "What was found"


@pytest.mark.usefixtures("real_reader")
def test_attached_files_are_read_by_a_process_and_found(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    with small_programme(tmp_path / "small.sendtracker") as small:
        path = small.session.path
    window = make_window(path)
    assert window.workspace is not None
    session = window.workspace.session
    pdf = attach_bytes(session, "minutes.pdf", made.pdf("A thylacine was minuted"), title="Minutes")
    attach_bytes(session, "scan.pdf", made.pdf(""), title="A scan")
    page = open_search(qtbot, window, "thylacine")
    qtbot.waitUntil(lambda: bool(page.list.hits()), timeout=20_000)
    (hit,) = page.list.hits()
    assert (hit.group, hit.where, hit.id) == (Group.ATTACHMENT, "page 1", pdf)
    assert hit.excerpt.text == "A thylacine was minuted"
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    evidence = window.pages.page
    assert isinstance(evidence, EvidencePage) and evidence.subject() == pdf
    scan = next(e for e in session.register().evidence if e.title == "A scan")
    texts = texts_of(session)
    assert texts is not None and scan.file_hash
    qtbot.waitUntil(lambda: texts.is_read(str(scan.file_hash)), timeout=20_000)
    evidence.show_line(scan.id)
    assert "the PDF is a scan" in accessibility.shown_text(evidence)


def test_a_file_that_ends_the_process_is_noted_and_the_next_is_read(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    window = make_window(sample_file)
    assert window.workspace is not None
    session = window.workspace.session
    texts = texts_of(session)
    assert texts is not None
    attach_bytes(session, "end.txt", b"END THE PROCESS", title="A trap")
    attach_bytes(session, "good.txt", b"Good words", title="Good")
    files = [file for file in texts.unread(session) if file[1] in ("end.txt", "good.txt")]
    program = (
        "import sys, os\n"
        "from send_tracker.exchange.attachments import reading, talking\n"
        "real = reading.read_attachment\n"
        "talking.read_attachment = lambda n, c: os._exit(1) if b'END' in c else real(n, c)\n"
        "talking.serve(sys.stdin.buffer, sys.stdout.buffer)\n"
    )
    reader = AttachmentReader([sys.executable, "-c", program], texts, window)
    told: list[tuple[int, int]] = []
    reader.progressed.connect(lambda done, total: told.append((done, total)))
    reader.read(files)
    qtbot.waitUntil(lambda: not reader.is_reading, timeout=20_000)
    said = {file: texts.sentence(name) for name, file in files}
    assert "built like a trap" in said["end.txt"] and said["good.txt"] == ""
    assert told[-1] == (0, 0)
    assert callable(reading.read_attachment)


def test_a_command_that_cannot_be_started_marks_no_file(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    window = make_window(sample_file)
    assert window.workspace is not None
    texts = texts_of(window.workspace.session)
    assert texts is not None
    files = texts.unread(window.workspace.session)
    reader = AttachmentReader([str(sample_file.with_name("no such program"))], texts, window)
    reader.read(files)
    qtbot.waitUntil(lambda: not reader.is_reading)
    assert len(texts.unread(window.workspace.session)) == len(files)
