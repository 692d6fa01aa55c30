"""The disk is full while an officer types: it is said where they type, the text stays, and Enter saves it later."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.fields import TextField
from send_tracker.services.checking import check
from send_tracker.services.plan import find_action
from send_tracker.services.session import Session
from tests.gui.conftest import MakeWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
WRITES = 200 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 12


class Filling(sqlite3.Connection):
    """Finds the disk full at the k-th statement that writes, and at each after it; SQLite then rolls back by itself."""

    left = -1

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        self._count(sql)
        return super().execute(sql, *values)  # type: ignore[arg-type]

    def executemany(self, sql: str, *values: object) -> sqlite3.Cursor:
        self._count(sql)
        return super().executemany(sql, *values)  # type: ignore[arg-type]

    def _count(self, sql: str) -> None:
        if Filling.left < 0 or not sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "COMMIT")):
            return
        Filling.left = max(Filling.left - 1, 0)
        if Filling.left == 0:
            if self.in_transaction:
                super().execute("ROLLBACK")
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error


@pytest.fixture
def filling(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Filling]]:
    """Have files opened from now on by a connection whose disk can be filled."""
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **more: real(*args, factory=Filling, **more))
    yield Filling
    Filling.left = -1


def session_of(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def note_of(window: MainWindow) -> tuple[KeptField, TextField]:
    """Open the field for a note of 4.3."""
    page = window.pages.page
    assert isinstance(page, PlanPage)
    page.select_action(find_action(session_of(window), "4.3").id)
    notes = page.panel.body.update_tab.notes
    part = notes.notes["note"]
    notes._open(part)
    field = part.field
    assert isinstance(field, TextField)
    field.setFocus()
    return part, field


def test_it_is_said_the_text_stays_and_enter_saves_it_once_there_is_room(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, filling: type[Filling]
) -> None:
    window = make_window(sample_file)
    session = session_of(window)
    part, field = note_of(window)
    full = 0
    for k in range(1, WRITES + 1):
        text, count = f"Money for the {k}. tenth", session.file.log.count()
        field.setPlainText(text)
        filling.left = k
        qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
        was_full, filling.left = filling.left == 0, -1
        if was_full:
            full += 1
            assert "The disk is full" in part.problem
            assert field.toPlainText() == text
            assert session.file.log.count() == count
            qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
        assert part.problem == ""
        assert session.file.log.count() == count + 1
        assert session.register().updates[-1].note == text
    assert full >= 10, "an edit writes that often"
    assert check(session) == []


def test_what_cannot_be_kept_is_said_before_the_window_closes(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, filling: type[Filling]
) -> None:
    window = make_window(sample_file)
    _, field = note_of(window)
    qtbot.keyClicks(field, "Half a thought")
    filling.left = 1
    assert not window.close(), "the text would be lost"
    assert "kept nowhere but here" in window.banner.text
    assert field.toPlainText() == "Half a thought"
    filling.left = -1
    assert window.close()
