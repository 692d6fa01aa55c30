"""A programme officer goes once round the board cycle, with keys alone: from the next date to what changed since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.meeting_mode import MeetingMode
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.meetings_page import MeetingsPage
from send_tracker.gui.widgets.meetings.agenda_tab import AgendaTab
from send_tracker.gui.widgets.meetings.compared_part import ComparedPart
from send_tracker.services.board_reading import read_board
from send_tracker.services.plan import find_action
from send_tracker.services.positions import position_for
from send_tracker.services.programme import describe_programme
from send_tracker.services.session import FixedClock, Session
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import undo_state
from tests.builders import at_ten
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

K, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is lost"
    return found


def press(key: Qt.Key, with_: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focus(), key, with_)


def type_in(words: str) -> None:
    QTest.keyClicks(focus(), words)
    press(K.Key_Return)


def tab_to(name: str) -> None:
    """Press Tab until a part of that name has the focus."""
    for _ in range(40):
        if name in (focus().accessibleName(), getattr(focus(), "text", lambda: "")()):
            return
        press(K.Key_Tab)
    raise AssertionError(f"Tab never comes to {name}")


@pytest.fixture
def window(make_window: MakeWindow, sample_file: Path) -> MainWindow:
    return make_window(sample_file, page="plan", size=accessibility.COMPACT)


def session_of(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def on(window: MainWindow, day: date) -> None:
    """Let the sample's day be another, as when the officer comes back."""
    session = session_of(window)
    session.clock = FixedClock(at_ten(day))
    describe_programme(session, sample_date=day.isoformat())
    window.refresh()


def test_once_round_the_cycle(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(window)
    press(K.Key_5, ALT)
    page = window.pages.page
    assert isinstance(page, MeetingsPage)

    # The next date of the cycle
    tab_to("Dates that the cycle proposes")
    press(K.Key_Return)
    assert session.meetings[-1].day == date(2025, 9, 25)

    # The agenda of the next board
    page.show_meeting(next(m.id for m in session.meetings if m.date == "2025-08-14"), "agenda")
    window.run(Command.NEW_ITEM)
    type_in("Joint commissioning strategy")
    items = [i for i in read_board(session).items if i.meeting == page.calendar.id]
    assert items[-1].title == "Joint commissioning strategy"
    agenda = page.sheet.tab("agenda")
    assert isinstance(agenda, AgendaTab)
    assert agenda.length.text() == "1 hour 20 minutes in all; 1 item has no length."
    assert [row.cells[0] for row in agenda.carried.entries] == [f"CM{n}" for n in range(2, 8)]

    # On the day: freeze, and run the meeting
    on(window, date(2025, 8, 14))
    window.run(Command.FREEZE)
    freezing = focus()
    assert isinstance(freezing, QPushButton) and freezing.text().strip() == "Freeze position"
    press(K.Key_Space)
    board = next(m for m in session.meetings if m.date == "2025-08-14")
    assert position_for(session, board) is not None
    window.run(Command.RUN_MEETING)
    mode = page.findChild(MeetingMode)
    assert mode is not None
    mode.activateWindow()
    qtbot.waitUntil(mode.isActiveWindow)
    for _ in range(len(items) - 1):
        press(K.Key_Right)
    press(K.Key_D)
    type_in("Publish the strategy in October")
    press(K.Key_C)
    type_in("Bring the draft to the next board")
    press(K.Key_Q)
    type_in("Why has the date moved again?")
    while mode.next.isEnabled():
        press(K.Key_Right)
    target = tmp_path / "minutes.docx"
    monkeypatch.setattr("send_tracker.gui.dialogs.meeting_mode.to_save", lambda *_: target)
    tab_to("Write minutes and action log…")
    press(K.Key_Space)
    words = "\n".join(p.text for p in Document(str(target)).paragraphs)
    assert "Publish the strategy in October" in words
    mode.setFocus()
    press(K.Key_Escape)
    window.activateWindow()  # as a window manager does
    qtbot.waitUntil(window.isActiveWindow)

    # Written up: what the decision makes is one step
    page.show_meeting(board.id, "decisions")
    decision = next(d for d in read_board(session).decisions if d.meeting == board.id)
    tab = page.sheet.tab("decisions")
    tab.go_to(decision.id)  # type: ignore[attr-defined]
    tab_to("Make a commitment…")
    press(K.Key_Space)
    type_in("Tell families what is late")
    assert undo_state(session).undo == f"commitment CM9 from decision {decision.ref}"
    press(K.Key_Z, CTRL)
    assert [c.wording for c in read_board(session).commitments][-1] == "Bring the draft to the next board"

    # A week later: what changed since
    on(window, date(2025, 8, 22))
    assert session.boards.compared == board.day
    update_actions(session, find_action(session, "4.3").id, Update(status="complete", reason="It is published"))
    window.run(Command.WHAT_CHANGED)
    part = page.section("compared")
    assert isinstance(part, ComparedPart)
    assert (
        part.words.text().startswith("From the position frozen for 14 August 2025") and "1 better" in part.words.text()
    )
    overview = window.show_page("overview")
    assert overview is not None
    assert "against the board of 14 August 2025, as frozen" in overview.heading.whole_text()  # type: ignore[attr-defined]
