"""The editor over a cell of the plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from send_tracker.domain.dates import long_date
from send_tracker.gui.models.plan_columns import Column
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.services.plan import find_action
from tests.gui.conftest import MakeWindow


@pytest.mark.parametrize("percent", [100, 200])
def test_the_longest_day_is_seen_whole(make_window: MakeWindow, sample_file: Path, percent: int) -> None:
    window = make_window(sample_file)
    window.preferences.set("text_percent", percent)
    page = window.pages.page
    assert isinstance(page, PlanPage)
    page.select_action(find_action(page.session, "1.3").id)
    table = page.table
    table.setCurrentIndex(table.model().index(table.currentIndex().row(), Column.DUE))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.setText(long_date(date(2023, 9, 30)))
    room = line.contentsRect().width() - line.textMargins().left() - line.textMargins().right() - 20
    assert line.fontMetrics().horizontalAdvance(line.text()) <= room
