"""Meeting mode: one item at a time, and one key for what is recorded; the minutes at the close."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.meeting_mode import MeetingMode
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.widgets.meetings.big_type import BigLabel
from send_tracker.services.board_reading import read_board
from send_tracker.services.meetings import add_item
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow


@pytest.fixture
def mode(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> Iterator[MeetingMode]:
    """The board of 14 August with two items, the second about action 4.3."""
    window: MainWindow = make_window(sample_file, page="meetings")
    assert window.workspace is not None
    session = window.workspace.session
    meeting = next(m for m in session.meetings if m.date == "2025-08-14")
    action = next(a for a in session.register().actions if a.ref == "4.3")
    add_item(session, meeting.id, "Action log", purpose="noting")
    add_item(session, meeting.id, "Joint commissioning", purpose="decision", about=action.id)
    made = MeetingMode(window.workspace, meeting, window)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.at = next(n for n, stop in enumerate(made.stops) if stop.title == "Action log")
    made.fill()
    yield made
    made.close()


def _type(words: str) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QWidget)
    QTest.keyClicks(focused, words)
    QTest.keyClick(focused, Qt.Key.Key_Return)


def test_each_key_records_at_the_item_that_is_shown(mode: MeetingMode) -> None:
    book = read_board(mode.session)
    before = (len(book.decisions), len(book.commitments), len(book.questions))
    QTest.keyClick(mode, Qt.Key.Key_Right)
    item = mode.stops[mode.at].item
    assert item is not None and item.title == "Joint commissioning"
    for key, words in (("D", "Agree the new date"), ("C", "Send the schedule"), ("Q", "Is it amber?"), ("N", "Noted")):
        QTest.keyClick(mode, getattr(Qt.Key, f"Key_{key}"))
        _type(words)
    book = read_board(mode.session)
    assert (len(book.decisions), len(book.commitments), len(book.questions)) == tuple(n + 1 for n in before)
    decision = next(d for d in book.decisions if d.wording == "Agree the new date")
    question = next(q for q in book.questions if q.wording == "Is it amber?")
    assert (decision.item, decision.links, question.about) == (item.id, (item.about,), item.about)
    assert next(i for i in book.items if i.id == item.id).note == "Noted"
    assert "Decision " in accessibility.shown_text(mode)
    assert "Recorded: agenda item. Ctrl+Z takes it back." in accessibility.shown_text(mode)
    QTest.keyClick(mode, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert next(i for i in read_board(mode.session).items if i.id == item.id).note == ""
    assert "Taken back: agenda item." in accessibility.shown_text(mode)


def test_what_was_recorded_at_an_item_stands_there_with_who_does_it(qtbot: QtBot, mode: MeetingMode) -> None:
    def shows(words: str) -> bool:
        return words in accessibility.shown_text(mode.order)

    QTest.keyClick(mode, Qt.Key.Key_C)
    mode.lines["commitment"].fields["owner"].set_value(mode.cycle.people[0][0])
    _type("Send the schedule")
    QTest.keyClick(mode, Qt.Key.Key_Q)
    _type("Is the date firm?")
    qtbot.waitUntil(lambda: shows("Commitment CM8  Send the schedule") and shows(mode.cycle.people[0][1]))
    qtbot.waitUntil(lambda: shows("Challenge Q4  Is the date firm?"))
    QTest.keyClick(mode, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: shows("5. Joint commissioning") and shows("4.3"))
    assert not shows("Send the schedule"), "it belongs to the item before"
    QTest.keyClick(mode, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: shows("Send the schedule") and shows("Is the date firm?"))
    QTest.keyClick(mode, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shows("Send the schedule") and not shows("Is the date firm?"))
    mode.step(len(mode.stops))
    qtbot.waitUntil(lambda: shows("Commitments: 1") and shows(mode.cycle.people[0][1]))


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1093, 614)])
def test_type_grows_with_the_screen_and_what_does_not_fit_is_scrolled_with_keys(
    qtbot: QtBot, mode: MeetingMode, width: int, height: int
) -> None:
    mode.resize(width, height)
    mode.step(-len(mode.stops))
    title, body = mode.order.title, next(b for b in mode.order.findChildren(BigLabel) if "focus" in b.text())
    assert body.fontMetrics().height() * 30 >= height, "thirty lines at most, or nobody reads it from the back"
    assert title.fontMetrics().height() > body.fontMetrics().height()
    for key in "DCQ":
        for n in range(6):
            QTest.keyClick(mode, getattr(Qt.Key, f"Key_{key}"))
            _type(f"Number {n} of what was said, in words that take more than a few of them")
    bar = mode.order.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert not mode.order.area.horizontalScrollBar().isVisible()
    bar.setValue(0)
    for _ in range(40):
        QTest.keyClick(mode, Qt.Key.Key_Down)
    assert bar.value() == bar.maximum()
    QTest.keyClick(mode, Qt.Key.Key_Up)
    assert bar.value() < bar.maximum()
    assert (mode.width(), mode.height()) == (width, height)


def test_an_empty_line_says_what_it_needs_and_escape_puts_it_away(mode: MeetingMode) -> None:
    accessibility.check(mode)
    QTest.keyClick(mode, Qt.Key.Key_D)
    _type("")
    assert "needs its wording" in mode.lines["decision"].problem.text
    QTest.keyClick(mode.lines["decision"].fields["words"], Qt.Key.Key_Escape)
    assert mode.lines["decision"].isHidden() and mode.isVisible()


def test_it_opens_from_the_menu_and_goes_with_the_file(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    window.run(Command.RUN_MEETING)
    page = window.pages.page
    assert page is not None
    mode = page.findChild(MeetingMode)
    assert mode is not None and mode.isVisible() and mode.windowTitle() == "Board of 14 August 2025"
    window.files.close()
    assert not isValid(mode)


def test_the_minutes_are_a_document_that_a_screen_reader_can_walk(
    mode: MeetingMode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClick(mode, Qt.Key.Key_C)
    _type("=1+1 stays as it is")
    while mode.next.isEnabled():
        QTest.keyClick(mode, Qt.Key.Key_PageDown)
    target = tmp_path / "minutes.docx"
    monkeypatch.setattr("send_tracker.gui.dialogs.meeting_mode.to_save", lambda *_: target)
    mode.minutes.click()
    document = Document(str(target))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    assert any(heading.endswith(". Joint commissioning") for heading in headings) and "Action log" in headings
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Minutes of the board of 14 August 2025", "en-GB")
    log = document.tables[0]
    assert log.rows[0]._tr.trPr is not None and log.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "=1+1 stays as it is" in [row.cells[1].text for row in log.rows]
