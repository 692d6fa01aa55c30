from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from send_tracker.domain.presets import CONFIDENCE, NOTTINGHAMSHIRE, PRESETS
from send_tracker.gui import theme
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.bar import StackedBar
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField, TextField
from send_tracker.gui.widgets.filter_chip import FilterChip, WordChip
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.headline import HeadlineFigure
from send_tracker.gui.widgets.key_cap import KeyCap
from send_tracker.gui.widgets.label import ElidedLabel, Label, tip
from send_tracker.gui.widgets.list_filter import ListFilter
from send_tracker.gui.widgets.rail import Rail, RailEntry
from send_tracker.gui.widgets.saved_mark import SavedMark
from send_tracker.gui.widgets.search_field import SearchField
from send_tracker.gui.widgets.segment import Form, Segment
from send_tracker.gui.widgets.status_control import StatusControl
from send_tracker.gui.widgets.tabs import Tabs

MARKUP = "<img src=x> & <b>bold</b>"
PAGES = [RailEntry("overview", "layout-dashboard", "Overview"), RailEntry("plan", "list-checks", "Plan")]


KEPT: list[QWidget] = []
"""Windows of the running test: pytest-qt holds them weakly."""


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")
    KEPT.clear()


def every_widget(text: str) -> list[QWidget]:
    """One of each, with ``text`` wherever a widget takes some."""
    headline, saved, rail, filters = HeadlineFigure(), SavedMark(), Rail(PAGES), ListFilter(text, [("k", text)])
    headline.set_figure("2", text, text, text)
    saved.set_error(text)
    rail.set_programme(text, text)
    filters.set_chosen(["k"])
    level = NOTTINGHAMSHIRE["obstacles"]
    return [
        Banner("warning", text, text),
        StackedBar([(level, 2)]),
        Button(text),
        IconButton("x", text),
        Chip(level, text),
        EmptyState(text, text, text),
        LabelledField(text, LineField(text)),
        LabelledField(text, TextField(text)),
        LabelledField(text, DateField("2025-07-03")),
        LabelledField(text, ChoiceField([("k", text)], "k")),
        FilterChip(level, 2),
        FilterChip(None, 61),
        WordChip(text, [text]),
        headline,
        KeyCap("Esc"),
        Label(text),
        ElidedLabel(text),
        filters,
        rail,
        saved,
        SearchField(text, "Ctrl+F"),
        StatusControl(NOTTINGHAMSHIRE, "obstacles"),
        Tabs([("a", text)]),
    ]


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    """Show a widget beside others that can take the focus."""
    window = QWidget()
    column = QVBoxLayout(window)
    for part in (QLineEdit(), widget, QLineEdit()):
        column.addWidget(part)
    KEPT.append(window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if isinstance(key, str):
        QTest.keyClicks(focus, key, modifier)
    else:
        QTest.keyClick(focus, key, modifier)


# Every widget


def test_every_focusable_part_and_button_has_a_name(qtbot: QtBot) -> None:
    for widget in every_widget("Partner"):
        qtbot.addWidget(widget)
        if not isinstance(widget, QLabel):
            assert widget.accessibleName(), type(widget).__name__
        for child in widget.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and type(child).__module__.startswith("send_tracker"):
                assert child.accessibleName(), f"{type(child).__name__} in {type(widget).__name__}"


def test_no_text_is_read_as_html(qtbot: QtBot) -> None:
    for widget in every_widget(MARKUP):
        qtbot.addWidget(widget)
        for label in [widget, *widget.findChildren(QLabel)]:
            if isinstance(label, QLabel):
                assert label.textFormat() == Qt.TextFormat.PlainText, type(widget).__name__
            assert "<img" not in label.toolTip()
    assert tip("a < b & c") == "<span>a &lt; b &amp; c</span>"
    assert tip("") == ""


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_widget_paints_in_every_theme_and_size(
    qapp: QApplication, qtbot: QtBot, mode: theme.Mode, scale: float
) -> None:
    widgets = every_widget("Partner")
    theme.apply(qapp, mode, scale)
    for widget in widgets:
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
        assert not widget.grab().isNull()


# Status control


@pytest.fixture
def control(qtbot: QtBot) -> StatusControl:
    found = StatusControl(NOTTINGHAMSHIRE)
    window = shown(qtbot, found)
    window.resize(420, 160)
    found.setFocus()
    return found


def focused() -> str:
    found = QApplication.focusWidget()
    assert isinstance(found, Segment)
    return found.level.code


def test_it_is_one_tab_stop(control: StatusControl) -> None:
    assert focused() == "not_started"
    press(Qt.Key.Key_Tab)
    assert not isinstance(QApplication.focusWidget(), Segment)
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Backtab)
    assert not isinstance(QApplication.focusWidget(), Segment)
    press(Qt.Key.Key_Tab)
    assert focused() == "on_track"


def test_arrows_move_and_space_or_enter_chooses(control: StatusControl, qtbot: QtBot) -> None:
    chosen: list[str] = []
    control.chosen.connect(chosen.append)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    assert (focused(), chosen, control.code) == ("obstacles", [], None)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert (chosen, control.code) == (["obstacles"], "obstacles")
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    assert chosen == ["obstacles", "on_track"]
    press(Qt.Key.Key_End)
    assert focused() == "embedded"
    press(Qt.Key.Key_Right)
    assert focused() == "not_started"


def test_digits_and_letters_choose_at_once(control: StatusControl) -> None:
    chosen: list[str] = []
    control.chosen.connect(chosen.append)
    for key in ("6", "r", "C"):
        press(key)
    assert chosen == ["embedded", "at_risk", "complete"]
    assert focused() == "complete"
    press("9")
    press("z")
    assert chosen[-1] == "complete"


def test_it_says_its_value(control: StatusControl) -> None:
    assert control.accessibleName() == "Status: not set"
    control.set_code("at_risk")
    assert control.accessibleName() == "Status: At risk"
    names = [s.accessibleName() for s in control.findChildren(Segment)]
    assert names[:2] == ["N Not started", "G On track"]
    assert [s.isChecked() for s in control.findChildren(Segment)].count(True) == 1


def test_a_click_anywhere_in_a_segment_chooses(control: StatusControl, qtbot: QtBot) -> None:
    segment = control.findChildren(Segment)[3]
    with qtbot.waitSignal(control.chosen) as found:
        QTest.mouseClick(segment, Qt.MouseButton.LeftButton, pos=QPoint(segment.width() - 2, segment.height() - 2))
    assert found.args == ["at_risk"]


def test_nothing_moves_when_the_choice_does(control: StatusControl) -> None:
    before = [s.geometry() for s in control.findChildren(Segment)]
    for code in NOTTINGHAMSHIRE.codes:
        control.set_code(code)
        assert [s.geometry() for s in control.findChildren(Segment)] == before
        assert control.sizeHint().width() == StatusControl(NOTTINGHAMSHIRE).sizeHint().width()


@pytest.mark.parametrize("name", PRESETS)
def test_words_give_way_when_they_do_not_fit(qtbot: QtBot, name: str) -> None:
    found = StatusControl(PRESETS[name], one_line=True)
    qtbot.addWidget(found)
    forms = []
    for width in (found.sizeHint().width(), found.sizeHint().width() - 4, found.minimumSizeHint().width()):
        found.resize(width, 44)
        found.grab()
        forms.append(found.form)
        segments = sorted(found.findChildren(Segment), key=lambda s: s.x())
        assert segments[-1].geometry().right() <= width
    assert forms == [Form.LINE, Form.TWO, Form.BARE]
    assert all(level.label in s.toolTip() for level, s in zip(PRESETS[name], segments, strict=True))


def test_another_scale_keeps_only_a_status_it_has(control: StatusControl) -> None:
    control.set_code("complete")
    control.set_scale(CONFIDENCE)
    assert control.code is None
    press("5") if isinstance(QApplication.focusWidget(), Segment) else control.choose("red")
    assert control.code == "red"


# Buttons, chips, bars


def test_enter_and_space_press_painted_buttons(qtbot: QtBot) -> None:
    for button in (Button("Go"), IconButton("x", "Close"), HeadlineFigure()):
        pressed: list[bool] = []
        button.clicked.connect(lambda checked, into=pressed: into.append(checked))
        window = shown(qtbot, button)
        button.setFocus()
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Space)
        assert len(pressed) == 2, type(button).__name__
        window.close()


def test_a_button_calls_what_it_was_given(qtbot: QtBot) -> None:
    calls: list[int] = []
    button = Button("&New action", "primary", "plus", lambda: calls.append(1))
    qtbot.addWidget(button)
    assert button.accessibleName() == "New action"
    button.click()
    assert calls == [1]
    plain = button.sizeHint().width()
    button.set_icon("")
    assert button.sizeHint().width() < plain
    button.set_kind("link")
    assert button.kind == "link"


def test_a_bar_says_all_its_counts(qtbot: QtBot) -> None:
    counts = [(level, n) for level, n in zip(NOTTINGHAMSHIRE.stacked, (8, 15, 0, 2, 0, 0), strict=True)]
    bar = StackedBar(counts)
    qtbot.addWidget(bar)
    assert bar.accessibleName() == "Embedded 8, Complete 15, On track 0, Obstacles 2, At risk 0, Not started 0"
    assert "Obstacles 2" in bar.toolTip()


def test_an_elided_label_shows_all_in_its_tooltip_only_when_cut(qtbot: QtBot) -> None:
    label = ElidedLabel("Publish the joint commissioning strategy")
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.grab()
    assert label.toolTip() == ""
    label.resize(80, 20)
    label.grab()
    assert label.text().endswith("…")
    assert "commissioning strategy" in label.toolTip()
    assert label.whole_text() == "Publish the joint commissioning strategy"


# Rail, tabs, flow, banner


def test_arrows_go_through_the_rail(qtbot: QtBot) -> None:
    rail = Rail(PAGES)
    shown(qtbot, rail)
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    rail.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert chosen == ["plan", "overview"]
    rail.choose("plan")
    assert (rail.key, len(chosen)) == ("plan", 2)


def test_a_narrow_rail_says_its_words_in_tooltips(qtbot: QtBot) -> None:
    rail = Rail(PAGES)
    qtbot.addWidget(rail)
    rail.set_count("plan", 61)
    wide = rail.width()
    rail.set_narrow(True)
    assert rail.width() == 56 < wide
    assert "Plan, 61" in rail._buttons[1].toolTip()
    rail.set_narrow(False)
    assert rail._buttons[1].toolTip() == ""


def test_tabs_by_key(qtbot: QtBot) -> None:
    tabs = Tabs([("update", "Update"), ("evidence", "Evidence")])
    qtbot.addWidget(tabs)
    with qtbot.waitSignal(tabs.chosen) as found:
        tabs.choose("evidence")
    assert found.args == ["evidence"]
    before = tabs.sizeHint().width()
    tabs.set_word("evidence", "Evidence 3")
    assert tabs.sizeHint().width() > before
    assert tabs.key == "evidence"


def test_a_flow_wraps_and_never_widens_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    flow = FlowLayout(window)
    for count in range(12):
        flow.addWidget(FilterChip(NOTTINGHAMSHIRE["complete"], count))
    qtbot.addWidget(window)
    window.resize(200, 300)
    window.show()
    assert window.width() == 200
    assert flow.heightForWidth(200) > flow.heightForWidth(2000)
    tops = {flow.itemAt(i).geometry().top() for i in range(flow.count())}  # type: ignore[union-attr]
    assert len(tops) == 1 + (flow.heightForWidth(200) - 28) // 34
    assert flow.takeAt(99) is None
    window.close()


def test_a_banner_and_an_empty_state_act(qtbot: QtBot) -> None:
    banner, empty = Banner("error", "Not saved.", "Save a copy"), EmptyState("None", "Add one.", "Add")
    for widget in (banner, empty):
        qtbot.addWidget(widget)
        with qtbot.waitSignal(widget.acted):
            widget.findChildren(Button)[0].click()
    assert banner.accessibleName() == "Error: Not saved."
    banner.set_banner("warning", "Late.")
    assert (banner.text, banner.accessibleName()) == ("Late.", "Warning: Late.")


def test_banners_are_34_and_48_high(qtbot: QtBot) -> None:
    holder = QWidget()
    row = QHBoxLayout(holder)
    banner = Banner("warning", "Late.")
    row.addWidget(banner)
    qtbot.addWidget(holder)
    assert banner.heightForWidth(400) in (33, 34, 35, 36)


def test_the_saved_mark_tells_the_truth(qtbot: QtBot) -> None:
    mark = SavedMark()
    qtbot.addWidget(mark)
    assert mark.sizeHint().width() == 0
    mark.set_saved("14:02")
    assert mark.accessibleName() == "Saved 14:02"
    mark.set_error("Not saved")
    assert mark.accessibleName() == "Not saved"
    mark.clear_mark()
    assert mark.text() == ""
