"""Importing figures in the window: columns matched once and remembered, every figure seen before it is recorded."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.exchange.feed_look import look_into, mapping_of
from send_tracker.exchange.measures_feed import import_observations
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.feed_dialog import COLUMNS, PREVIEW, FeedDialog
from send_tracker.gui.dialogs.source_dialog import SOURCE
from send_tracker.gui.intake_job import IntakeJob
from send_tracker.gui.main_window import MainWindow
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.measures import add_measure
from send_tracker.services.session import Session
from send_tracker.services.undo import undo
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

LONG = 60_000
SEN2 = """time_period,time_identifier,geographic_level,la_name,num_20wk,num_plans
2023,Calendar year,National,,30000,60000
2023,Calendar year,Local authority,Nottinghamshire,30,600
2024,Calendar year,Local authority,Nottinghamshire,275,750
2022,Calendar year,Local authority,Nottinghamshire,900,750
2021,Calendar year,Local authority,Nottinghamshire,c,c
"""
CHOSEN = {"num_20wk": "M1:numerator", "num_plans": "M1:denominator"}


class InProcess(IntakeJob):
    """Answers in this process, for tests of what the dialog does with the answer."""

    def look_figures(self, source: Path) -> None:
        self.looked.emit(json.loads(json.dumps(look_into(self._session, source))))

    def preview_figures(self, source: Path, mapping: dict[str, Any] | None) -> None:
        given = None if mapping is None else self.scratch("given.json")
        if given is not None:
            given.write_text(json.dumps(mapping), encoding="utf-8")
        self.listed.emit(json.loads(json.dumps(import_observations(self._session, source, given, apply=False))))


@pytest.fixture
def window(make_window: MakeWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "plan.sendtracker"
    session = bootstrap.create_tracker(path)
    with session.founding():
        add_measure(session, "Plans within 20 weeks", unit="percent", kind="ratio", decimals=1, noun="plans")
    session.close()
    return make_window(path, "measures")


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "sen2.csv"
    path.write_text(SEN2, encoding="utf-8")
    return path


def session_of(window: MainWindow) -> Session:
    assert window.workspace is not None
    return window.workspace.session


def dialog_of(window: MainWindow) -> FeedDialog:
    window.run(Command.IMPORT_FIGURES)
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, FeedDialog) and w.isVisible())


def rows_of(dialog: FeedDialog) -> list[list[str]]:
    table = dialog.table
    return [[str(table.model().index(r, c).data()) for c in range(6)] for r in range(table.rowCount())]


def match(dialog: FeedDialog) -> None:
    for head, role in CHOSEN.items():
        combo = dialog.columns.combo(head)
        combo.setCurrentIndex(combo.findData(role))


def test_a_national_feed_is_matched_once_seen_and_recorded(
    qtbot: QtBot, window: MainWindow, feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("send_tracker.gui.dialogs.stepped_dialog.IntakeJob", InProcess)
    session, dialog = session_of(window), dialog_of(window)
    accessibility.check(dialog)
    qtbot.keyClicks(dialog.path, str(feed))
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    assert dialog.pages.currentIndex() == COLUMNS
    assert dialog.columns.choices()["time_period"] == "period"
    assert dialog.columns.choices()["time_identifier"] == "period_type"
    accessibility.check(dialog)
    match(dialog)
    dialog.forward.click()
    assert "source" in dialog.problem.text, "figures need a source"
    qtbot.keyClicks(dialog.source.lineEdit(), "SEN2")
    qtbot.keyClicks(dialog.area, "Nottinghamshire")
    dialog.forward.click()
    assert dialog.pages.currentIndex() == PREVIEW
    assert dialog.summary.text() == (
        "Figures of SEN2: 2 new, 0 revised, 0 the same as before, 1 not taken. "
        "1 cell without a figure; 1 row of other areas left out."
    )
    rows = rows_of(dialog)
    assert rows[1][1:5] == ["New", "M1 Plans within 20 weeks", "2024", "36.7% (275 of 750)"]
    assert rows[2][1] == "Not taken" and "100" in rows[2][5]
    assert not read_measures(session).observations, "nothing is recorded yet"
    dialog.forward.click()
    kept = read_measures(session).observations
    assert {(o.period, o.source, o.numerator) for o in kept} == {
        ("2023", "SEN2", Decimal(30)),
        ("2024", "SEN2", Decimal(275)),
    }
    undo(session)
    assert not read_measures(session).observations


def test_a_feed_that_is_known_goes_straight_to_its_preview(
    window: MainWindow, feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("send_tracker.gui.dialogs.stepped_dialog.IntakeJob", InProcess)
    session, mapping = session_of(window), tmp_path / "mapping.json"
    roles = {"time_period": "period", "time_identifier": "period_type", **CHOSEN}
    mapping.write_text(json.dumps(mapping_of(roles, "SEN2", "Nottinghamshire")), encoding="utf-8")
    import_observations(session, feed, mapping, apply=True)
    feed.write_text(SEN2.replace("275,750", "300,750"), encoding="utf-8")
    dialog = dialog_of(window)
    dialog.read_source(feed)
    assert dialog.pages.currentIndex() == PREVIEW
    assert rows_of(dialog)[1][4] == "36.7% (275 of 750) → 40.0% (300 of 750)"
    dialog.back.click()
    assert dialog.columns.choices()["num_plans"] == "M1:denominator", "what was remembered can be put right"
    assert dialog.source.value() == "SEN2" and dialog.area.text() == "Nottinghamshire"
    dialog.forward.click()
    feed.write_text(SEN2, encoding="utf-8")
    dialog.forward.click()
    assert "was changed since" in dialog.problem.text
    assert dialog.isVisible()
    dialog.reject()


def test_the_real_process_reads_the_file(qtbot: QtBot, window: MainWindow, feed: Path) -> None:
    dialog = dialog_of(window)
    dialog.read_source(feed)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() != SOURCE, timeout=LONG)
    match(dialog)
    dialog.source.set_value("SEN2")
    dialog.area.setText("Nottinghamshire")
    dialog.forward.click()
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == PREVIEW, timeout=LONG)
    assert dialog.forward.text() == "&Record 2 figures"
    dialog.back.click()
    dialog.read_source(feed.with_name("missing.csv"))
    qtbot.waitUntil(lambda: not dialog.problem.isHidden(), timeout=LONG)
    assert "missing.csv" in dialog.problem.text
    dialog.reject()
