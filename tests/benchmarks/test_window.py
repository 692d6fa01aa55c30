"""The real window at 10,000 actions: from a key press or a click to the repainted rows."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.gui import theme
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.pack_dialog import PackDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.opener import Opener
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.preferences import Preferences
from tests.benchmarks.figures import best, late, report, timed

CTRL = Qt.KeyboardModifier.ControlModifier
LIMIT, SETTLE_MS, FRAMES_S = 0.05, 60, 3.0
ON, OFF = "complete", "not_started"
"""Two statuses that need no reason."""


class Painted(QObject):
    """Watches the rows being painted."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__(page)
        self.page = page
        self.rows: set[int] = set()
        page.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            area, table = event.rect(), self.page.table
            first, last = table.rowAt(area.top()), table.rowAt(area.bottom())
            self.rows |= set(range(first, (last if last >= 0 else table.model().rowCount() - 1) + 1))
        return False

    def wait(self, row: int) -> None:
        """Return once a row has been painted."""
        until = time.perf_counter() + 5
        while row not in self.rows:
            assert time.perf_counter() < until, f"row {row} was not painted"
            QApplication.processEvents()

    def forget(self) -> None:
        """Let everything settle, then begin anew."""
        QTest.qWait(SETTLE_MS)
        self.rows.clear()


@pytest.fixture(scope="session")
def window_path(large_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the large tracker for the window: a file is open once at a time."""
    return Path(shutil.copy(large_path, tmp_path_factory.mktemp("window") / "window.sendtracker"))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, window_path: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with the large tracker and its panel, an action selected."""
    preferences = Preferences(None)
    preferences.set("page", "plan")
    theme.apply(qapp, "light")
    program = [sys.executable, "-m", "send_tracker"]
    opener = Opener(
        bootstrap.open_tracker,
        bootstrap.create_tracker,
        no_sample,
        bootstrap.last_backup,
        tmp_path / "data",
        program,
        bootstrap.back_up_now,
    )
    window = MainWindow(opener, preferences)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    assert window.files.open(window_path), window.banner.text
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    plan = plan_page(window)
    plan.select_action(plan.sheet.view.ids([plan.sheet.listing.keys[300].n])[0])
    QTest.qWait(5 * SETTLE_MS)
    assert plan.panel.isVisible() and len(plan.panel.ids) == 1
    yield window
    window.close()


def no_sample(_path: Path, _on_progress: object) -> None:
    raise AssertionError("no sample is wanted here")


def plan_page(window: MainWindow) -> PlanPage:
    page = window.pages.page
    assert isinstance(page, PlanPage)
    return page


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture(scope="session")
def raw(large_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, str], None]]:
    """What the table needs to know, asked in bare SQL: rows in order, counts for the chips, one screen of rows."""
    path = Path(shutil.copy(large_path, tmp_path_factory.mktemp("raw") / "raw.sendtracker"))

    def ask(passes: str, statuses: str = "") -> None:
        order = (
            "SELECT a.n, a.outcome, a.status FROM action a LEFT JOIN outcome o ON o.n = a.outcome "
            f"LEFT JOIN area r ON r.n = o.area WHERE a.present AND {passes} {statuses} "
            "ORDER BY r.ref_key, o.ref_key, a.ref_key"
        )
        shown = [str(row[0]) for row in db.execute(order).fetchall()[:128]]
        db.execute(f"SELECT status, count(*) FROM action a WHERE present AND {passes} GROUP BY 1").fetchall()
        db.execute(f"SELECT * FROM action WHERE n IN ({', '.join(shown)})").fetchall()

    with closing(sqlite3.connect(path)) as db:
        yield ask


def test_a_status_by_keyboard(benchmark: BenchmarkFixture, window: MainWindow) -> None:
    plan = plan_page(window)
    painted, table, codes = Painted(plan), plan.table, plan.session.scale.codes
    row, ids, turns = table.currentIndex().row(), plan.sheet.selected_ids(), cycle((ON, OFF))

    def press() -> None:
        digit = codes.index(next(turns)) + 1
        QTest.keyClick(focused(), Qt.Key(Qt.Key.Key_0 + digit), CTRL)
        painted.wait(row)

    before = plan.session.file.log.count()
    taken = timed(benchmark, press, 14, painted.forget)
    assert plan.session.file.log.count() == before + 14, "each press is one edit"
    assert plan.sheet.selected_ids() == ids
    line = plan.sheet.model.line(row)
    assert line is not None and line.row.status == OFF
    report("window: a status, from key press to repainted row", taken)
    assert taken <= LIMIT


def test_a_filter_chip(benchmark: BenchmarkFixture, window: MainWindow, raw: Callable[[str, str], None]) -> None:
    """On and off again; the figure is half of both."""
    plan = plan_page(window)
    painted, chip = Painted(plan), plan.sheet.filters.chips["on_track"]

    def click() -> None:
        painted.rows.clear()
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        painted.wait(plan.table.rowAt(plan.table.viewport().height() // 2))

    def both() -> None:
        click()
        click()

    def raw_both() -> None:
        raw("true", "AND a.status = 'on_track'")
        raw("true", "")

    baseline = best(raw_both, 7) / 2
    taken = timed(benchmark, both, 11, painted.forget) / 2
    report("window: a filter chip, to repainted rows", taken, baseline, "raw SQL", benchmark=benchmark)
    assert taken <= LIMIT
    assert taken <= 2.5 * baseline


def test_a_search_keystroke(benchmark: BenchmarkFixture, window: MainWindow, raw: Callable[[str, str], None]) -> None:
    """The third letter of a word, typed again and again."""
    plan = plan_page(window)
    painted, search = Painted(plan), plan.sheet.search
    search.setFocus()
    QTest.keyClicks(search, "spe")

    def before() -> None:
        QTest.keyClick(search, Qt.Key.Key_Backspace)
        painted.forget()

    def press() -> None:
        QTest.keyClick(search, Qt.Key.Key_E)
        painted.wait(plan.table.rowAt(plan.table.viewport().height() // 2))

    match = "n IN (SELECT rowid FROM search WHERE search MATCH '\"spe\"*')"
    former = "n IN (SELECT entity FROM span WHERE field = (SELECT n FROM field WHERE name = 'action.ref')"
    passes = f"(a.ref LIKE 'spe%' OR a.{former} AND value LIKE '\"spe%') OR a.{match})"
    baseline = best(lambda: raw(passes, ""), 9)
    taken = timed(benchmark, press, 14, before)
    assert search.text() == "spe" and plan.sheet.listing.hidden
    report("window: a search keystroke, to repainted rows", taken, baseline, "raw SQL", benchmark=benchmark)
    assert taken <= LIMIT
    assert taken <= 2.5 * baseline


def test_the_next_row(benchmark: BenchmarkFixture, window: MainWindow) -> None:
    plan = plan_page(window)
    painted, table, keys = Painted(plan), plan.table, cycle((Qt.Key.Key_Down, Qt.Key.Key_Up))
    table.setFocus()

    def press() -> None:
        key = next(keys)
        row = table.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
        QTest.keyClick(table, key)
        assert table.currentIndex().row() == row
        painted.wait(row)

    report("window: the next row, with its panel", timed(benchmark, press, 14, painted.forget))


def test_overview(benchmark: BenchmarkFixture, window: MainWindow) -> None:
    started = time.perf_counter()
    page = window.show_page("overview")
    assert page is not None
    QApplication.processEvents()
    report("window: Overview, first shown", time.perf_counter() - started)
    QTest.qWait(2_000)  # the chart over time follows

    def refresh() -> None:
        page.refresh()
        page.repaint()

    report("window: Overview, figures read again", timed(benchmark, refresh, 3, lambda: QTest.qWait(1_500)))


def frames(window: MainWindow, seconds: float, going: Callable[[], bool] = lambda: True) -> list[float]:
    """Repaint the rows at every turn of the event loop for a while, and return how long each frame took."""
    found, viewport = [], plan_page(window).table.viewport()
    until = time.perf_counter() + seconds
    while time.perf_counter() < until and going():
        started = time.perf_counter()
        viewport.repaint()
        QApplication.processEvents()
        found.append(time.perf_counter() - started)
    return found


def test_frames_while_a_pack_is_written(window: MainWindow, tmp_path: Path) -> None:
    """The window's own way: a process of its own works on a copy. The best of three tries counts."""
    tries = []
    for number in range(3):
        idle = frames(window, FRAMES_S)
        busy = frames_beside_a_pack(window, tmp_path / f"pack {number}.xlsx")
        idle += frames(window, FRAMES_S)
        tries.append((late(busy) / late(idle), late(busy), late(idle)))
    ratio, taken, baseline = min(tries)
    report("window: a frame while a pack is written, 95th", taken, baseline, "idle")
    assert ratio <= 1.5


def frames_beside_a_pack(window: MainWindow, target: Path) -> list[float]:
    """Ask for a pack, measure frames while it is written, and cancel it."""
    window.run(Command.BOARD_PACK)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PackDialog) and w.isVisible())
    dialog.form.path.setText(str(target))
    started = time.perf_counter()
    QTest.mouseClick(dialog.form.start, Qt.MouseButton.LeftButton)
    report("window: the copy that a pack is written from", time.perf_counter() - started)
    task = dialog.task
    assert task is not None, dialog.form.words.text()
    QTest.qWait(1_000)  # the process has started and reads
    found = frames(window, FRAMES_S, lambda: task.is_running)
    dialog.reject()
    QTest.qWait(SETTLE_MS)
    assert len(found) > 20
    return found
