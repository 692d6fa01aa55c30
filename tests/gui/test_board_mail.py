"""E-mails to the owners, written from the tab of commitments into a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from send_tracker.gui.pages.meetings_page import MeetingsPage
from send_tracker.gui.widgets.meetings.commitments_tab import CommitmentsTab
from tests.gui.conftest import MakeWindow


def test_the_owners_of_a_board_get_an_e_mail_each(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(sample_file, page="meetings")
    page = window.pages.page
    assert isinstance(page, MeetingsPage) and window.workspace is not None
    meeting = next(m for m in reversed(window.workspace.session.meetings) if m.day <= window.workspace.session.today)
    page.show_meeting(meeting.id, "commitments")
    tab = page.sheet.tab("commitments")
    assert isinstance(tab, CommitmentsTab)
    mails = tmp_path / "mails"
    mails.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(mails))
    said: list[str] = []
    window.workspace.notice.connect(said.append)
    qtbot.keyClick(tab.mail_button, Qt.Key.Key_Space)
    written = list(mails.iterdir())
    assert written and all(path.suffix == ".eml" for path in written)
    assert said[-1].startswith(f"{len(written)} e-mail") and "send it" in said[-1]
