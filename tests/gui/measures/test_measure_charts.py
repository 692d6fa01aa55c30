"""The charts of measures: what they draw, say, zoom to and save, driven by keys and pointer."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from send_tracker.domain.measures.ratings import RATING_LEVELS
from send_tracker.domain.measures.small import SmallFacts
from send_tracker.domain.measures.trend import Trend, axis, value_on
from send_tracker.gui import theme
from send_tracker.gui.charts.frame import ChartFrame
from send_tracker.gui.charts.headings import Heading
from send_tracker.gui.charts.measure_bars import MeasureBars
from send_tracker.gui.charts.measure_trend import LEAST_DAYS, MeasureTrend
from send_tracker.gui.charts.small_chart import SmallChart
from send_tracker.gui.charts.time_axis import time_labels
from tests.gui.measures.trends import falling, month_end, ranges


@pytest.fixture
def chart(qtbot: QtBot, qapp: QApplication) -> MeasureTrend:
    theme.apply(qapp, "light")
    made = MeasureTrend(falling())
    _show(qtbot, made, 500, 360)
    return made


def _show(qtbot: QtBot, widget: QWidget, width: int, height: int) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()


def _colours(widget: QWidget, at: QPointF, reach: int = 3) -> set[str]:
    image = widget.grab().toImage()
    x, y = round(at.x()), round(at.y())
    return {
        image.pixelColor(a, b).name().upper()
        for a in range(x - reach, x + reach + 1)
        for b in range(y - reach, y + reach + 1)
    }


# The domain's part


@given(st.lists(st.integers(-(10**7), 10**7).map(lambda n: n / 100), min_size=1, max_size=12))
def test_an_axis_holds_every_number_with_few_round_marks(numbers: list[float]) -> None:
    low, high, marks = axis(numbers)
    assert low <= min(numbers) <= max(numbers) <= high
    assert 1 <= len(marks) <= 5
    assert all(low - 1e-6 <= m <= high + 1e-6 for m in marks)


def test_an_axis_begins_at_nought_unless_the_line_would_be_flat() -> None:
    assert axis([16.2, 60.0], 100)[0] == 0
    assert axis([97.1, 98.4], 100)[0] > 90
    assert axis([97.1, 98.4], 100)[1] <= 104


def test_a_trajectory_is_straight_or_stepped() -> None:
    targets = falling().targets
    middle = date(2025, 1, 31)
    straight = value_on(targets, middle, stepped=False)
    assert straight is not None
    assert Decimal(56) < straight < Decimal(58)
    assert value_on(targets, middle, stepped=True) == 54
    assert value_on(targets, date(2020, 1, 1), stepped=False) is None
    assert value_on(targets, date(2030, 1, 1), stepped=False) == 60


def test_the_table_has_figures_targets_limits_signals_and_completed_actions() -> None:
    table = falling().table
    assert table.columns == ("Period", "Figure", "Target", "Lower limit", "Upper limit", "Signal", "Note")
    assert table.rows[-1][:2] == ("May 2025", "16.2%")
    assert table.rows[-1][5] == "Concerning"
    assert [row[6] for row in table.rows if row[6]] == ["2.4 Complete", "2.7 Complete"]


def test_days_on_an_axis_are_five_at_most_and_keep_apart(qapp: QApplication) -> None:
    points = [(month_end(n), f"{month_end(n):%b %y}") for n in range(60)]
    seen = (points[0][0].toordinal() - 10.0, points[-1][0].toordinal() + 10.0)
    found = time_labels(points, [], seen, 440)
    assert 3 <= len(found) <= 5
    assert found[0][1] == "May 24"
    assert len(time_labels(points, [], seen, 90)) <= 2


# What is drawn


def test_points_below_the_limits_are_red_diamonds_and_the_others_are_the_line(chart: MeasureTrend) -> None:
    red = theme.status_colours(RATING_LEVELS["off_target"])[0].name().upper()
    last, early = falling().points[-1], falling().points[3]
    assert last.value is not None
    assert early.value is not None
    assert red in _colours(chart, chart.place(last.day, last.value))
    assert red not in _colours(chart, chart.place(early.day, early.value))


def test_a_marker_stands_where_a_linked_action_was_completed(chart: MeasureTrend) -> None:
    mark = falling().marks[0]
    x = chart.place(mark.day, Decimal()).x()
    blue = theme.status_colours(mark.level)[0].name().upper()
    top = chart.plotItem.getViewBox().sceneBoundingRect().top()
    assert blue in _colours(chart, QPointF(x, top - 10))
    assert chart.words_at(QPointF(x, top - 10)) == "2.4 Recruit an annual review team: Complete on 20 November 2024"


def test_clicking_a_marker_asks_for_its_action(qtbot: QtBot, chart: MeasureTrend) -> None:
    x = chart.place(falling().marks[1].day, Decimal()).x()
    top = chart.plotItem.getViewBox().sceneBoundingRect().top()
    with qtbot.waitSignal(chart.action_chosen) as found:
        qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(top - 10)))
    assert found.args == ["a2"]


def test_colours_are_taken_again_when_the_theme_changes(qapp: QApplication, chart: MeasureTrend) -> None:
    light = chart.grab().toImage()
    theme.apply(qapp, "dark")
    dark = chart.grab().toImage()
    theme.apply(qapp, "light")
    assert light.pixelColor(4, 4) != dark.pixelColor(4, 4)
    assert chart.grab().toImage().pixelColor(4, 4) == light.pixelColor(4, 4)


def test_the_figure_under_the_pointer_is_said(chart: MeasureTrend) -> None:
    point = falling().points[2]
    assert point.value is not None
    words = chart.words_at(chart.place(point.day, point.value))
    assert words.startswith("July 2024: 49%, target 54.")


# Keys


def test_keys_walk_over_the_figures_and_say_them(qtbot: QtBot, chart: MeasureTrend) -> None:
    assert chart.accessibleDescription().startswith("May 2025: 16.2%")
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription().startswith("April 2025: 19%")
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription().startswith("May 2024: 54%")


def test_plus_and_minus_zoom_and_nought_shows_all(qtbot: QtBot, chart: MeasureTrend) -> None:
    whole = chart.seen
    for _ in range(3):
        qtbot.keyClick(chart, Qt.Key.Key_Plus)
    near = chart.seen
    assert near[1] - near[0] < (whole[1] - whole[0]) / 2
    assert near[0] <= falling().points[-1].day.toordinal() <= near[1]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.seen[0] <= falling().points[0].day.toordinal() <= chart.seen[1]
    for _ in range(20):
        qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert chart.seen[1] - chart.seen[0] == pytest.approx(LEAST_DAYS)
    qtbot.keyClick(chart, Qt.Key.Key_0)
    assert chart.seen == whole


def test_dragging_moves_what_is_seen_and_a_double_click_shows_all(qtbot: QtBot, chart: MeasureTrend) -> None:
    whole = chart.seen
    chart.zoom(0.4, whole[0])
    before = chart.seen
    view = chart.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(350, 150))
    QTest.mouseMove(view, QPoint(250, 150))
    chart.mouseMoveEvent(_dragged(QPointF(250, 150)))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(250, 150))
    assert chart.seen[0] > before[0]
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(250, 150))
    assert chart.seen == whole


def _dragged(at: QPointF):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, left, none)


def test_a_chart_without_figures_stands(qtbot: QtBot, qapp: QApplication) -> None:
    empty = MeasureTrend(Trend("Nothing yet", "No figures yet."))
    _show(qtbot, empty, 400, 240)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Plus, Qt.Key.Key_0):
        qtbot.keyClick(empty, key)
    assert empty.table.rows == ()


# Pictures


def test_a_measure_becomes_png_and_svg_with_its_words(qapp: QApplication, tmp_path: Path) -> None:
    theme.apply(qapp, "dark")
    frame = ChartFrame("Annual reviews", lambda: Heading("Nottinghamshire, 4 July 2025", "illustrative"))
    frame.set_chart(MeasureTrend(falling()))
    frame.save_to(tmp_path / "a.png")
    frame.save_to(tmp_path / "a.svg")
    theme.apply(qapp, "light")
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == 1920
    assert image.pixelColor(2, 2).name().upper() == "#FFFFFF"
    words = "".join(ET.parse(tmp_path / "a.svg").getroot().itertext())  # our own file
    for text in ("16.2%", "Target 60% by Sep 2025", "2.4", "England 46.4%", "Trial limits"):
        assert text in words
    frame.deleteLater()


# Bars and small charts


def test_ranges_are_bars_that_keys_walk_over(qtbot: QtBot, qapp: QApplication) -> None:
    bars = MeasureBars(ranges())
    _show(qtbot, bars, 460, 160)
    assert bars.accessibleDescription() == "2025: 30 to 60"
    qtbot.keyClick(bars, Qt.Key.Key_Up)
    assert bars.accessibleDescription() == "2024: 25 to 70"


def test_a_small_chart_is_opened_by_enter(qtbot: QtBot, qapp: QApplication) -> None:
    facts = SmallFacts("m1", "Annual reviews", "of those due", falling(), RATING_LEVELS["off_target"], "60% target")
    small = SmallChart(facts)
    _show(qtbot, small, 340, 128)
    assert small.accessibleName() == "Annual reviews, R Off target"
    with qtbot.waitSignal(small.chosen) as found:
        qtbot.keyClick(small, Qt.Key.Key_Return)
    assert found.args == ["m1"]


@pytest.mark.parametrize("trend", [falling(), ranges(), Trend("None", "No figures yet."), falling([Decimal(3)] * 13)])
def test_small_charts_stand_with_anything(qtbot: QtBot, qapp: QApplication, trend: Trend) -> None:
    small = SmallChart(SmallFacts("m", trend.title, "", replace(trend, marks=()), None, ""))
    qtbot.addWidget(small)
    small.resize(240, 128)
    assert not small.grab().isNull()
