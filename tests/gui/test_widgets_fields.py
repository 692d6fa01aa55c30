from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from send_tracker.gui import theme
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField, TextField
from send_tracker.gui.widgets.filter_chip import FilterChip, WordChip
from send_tracker.gui.widgets.list_filter import ListFilter
from send_tracker.gui.widgets.search_field import SearchField

CONTROL = Qt.KeyboardModifier.ControlModifier


KEPT: list[QWidget] = []
"""Windows of the running test: pytest-qt holds them weakly."""


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")
    KEPT.clear()


@pytest.fixture
def other() -> QLineEdit:
    return QLineEdit()


def shown(qtbot: QtBot, field: QWidget, other: QLineEdit) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(other)
    KEPT.append(window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    return window


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


# Undo, which belongs to the window while nothing is typed


@pytest.mark.parametrize("made", [LineField, TextField, DateField, ChoiceField, lambda: SearchField("Search")])
def test_undo_goes_to_the_window_while_nothing_is_typed(
    qtbot: QtBot, other: QLineEdit, made: Callable[[], QWidget]
) -> None:
    field = made()
    window = shown(qtbot, field, other)
    undone: list[str] = []
    QShortcut(QKeySequence("Ctrl+Z"), window, lambda: undone.append("undo"))
    QShortcut(QKeySequence("Ctrl+Y"), window, lambda: undone.append("redo"))
    QTest.keyClick(focus(), Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(focus(), Qt.Key.Key_Y, CONTROL)
    assert undone == ["undo", "redo"]
    QTest.keyClicks(focus(), "x")
    QTest.keyClick(focus(), Qt.Key.Key_Z, CONTROL)
    assert undone == ["undo", "redo"], "what was typed is taken back first"


@pytest.mark.parametrize("made", [LineField, TextField])
def test_what_was_committed_is_undone_by_the_window(
    qtbot: QtBot, other: QLineEdit, made: type[LineField] | type[TextField]
) -> None:
    field = made("before")
    window = shown(qtbot, field, other)
    undone: list[str] = []
    QShortcut(QKeySequence("Ctrl+Z"), window, lambda: undone.append("undo"))
    QTest.keyClicks(focus(), "x")
    QTest.keyClick(focus(), Qt.Key.Key_Return, CONTROL if made is TextField else Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(focus(), Qt.Key.Key_Z, CONTROL)
    assert undone == ["undo"] and "x" in field.value()


def test_what_is_pasted_is_seen_at_once(qtbot: QtBot, other: QLineEdit) -> None:
    field = TextField()
    shown(qtbot, field, other)
    low = field.height()
    QGuiApplication.clipboard().setText("no schedule from the ICB " * 8)
    QTest.keyClick(focus(), Qt.Key.Key_V, CONTROL)
    assert field.height() > low
    lines = field.document().documentLayout().documentSize().height()
    assert lines * field.fontMetrics().lineSpacing() <= field.height()


def test_tab_into_a_text_stands_behind_it(qtbot: QtBot, other: QLineEdit) -> None:
    field = TextField("Waits for the ICB")
    window = shown(qtbot, field, other)
    other.setFocus()
    window.focusPreviousChild()
    assert focus() is field
    QTest.keyClicks(focus(), ", again")
    assert field.value() == "Waits for the ICB, again"


def test_a_search_that_is_emptied_from_outside_shows_its_keys_again(qtbot: QtBot, other: QLineEdit) -> None:
    field = SearchField("Search", "Ctrl+F")
    shown(qtbot, field, other)
    QTest.keyClicks(field, "4.3")
    clear = field.findChild(QWidget)
    assert clear is not None and clear.isVisible()
    field.blockSignals(True)
    field.setText("")
    field.blockSignals(False)
    assert not clear.isVisible()


# Lines and texts


@pytest.mark.parametrize("made", [LineField, TextField])
def test_leaving_commits_once_and_escape_puts_back(
    qtbot: QtBot, other: QLineEdit, made: type[LineField] | type[TextField]
) -> None:
    field = made("before")
    shown(qtbot, field, other)
    found: list[str] = []
    field.committed.connect(found.append)
    QTest.keyClicks(focus(), "X")
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert field.value() == "before"
    QTest.keyClicks(focus(), "Y")
    assert found == []
    other.setFocus()
    assert len(found) == 1
    assert "Y" in found[0]
    field.setFocus()
    other.setFocus()
    assert len(found) == 1
    field.set_value("shown")
    field.commit()
    assert len(found) == 1


def test_enter_commits_a_line_and_ctrl_enter_a_text(qtbot: QtBot, other: QLineEdit) -> None:
    line, text = LineField(), TextField()
    for field in (line, text):
        shown(qtbot, field, other)
        QTest.keyClicks(focus(), "new")
        with qtbot.waitSignal(field.committed) as found:
            QTest.keyClick(focus(), Qt.Key.Key_Return, CONTROL)
        assert found.args == ["new"]


def test_a_text_grows_tab_leaves_it_and_it_has_no_bar_below(qtbot: QtBot, other: QLineEdit) -> None:
    field = TextField(most_lines=5)
    window = shown(qtbot, field, other)
    window.resize(300, 300)
    before = field.height()
    QTest.keyClicks(focus(), "one two three four five six seven eight nine ten " * 3)
    grown = field.height()
    assert grown > before
    QTest.keyClicks(focus(), "one two three four five six seven eight nine ten " * 9)
    assert field.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    assert not field.horizontalScrollBar().isVisible()
    assert field.document().documentMargin() == 1
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert focus() is other


def test_pasted_markup_stays_text(qtbot: QtBot, other: QLineEdit) -> None:
    field = TextField()
    shown(qtbot, field, other)
    data = QMimeData()
    data.setHtml("<img src=x><b>bold</b>")
    data.setText("<img src=x>")
    QGuiApplication.clipboard().setMimeData(data)
    field.paste()
    assert field.value() == "<img src=x>"


def test_a_label_names_its_field() -> None:
    for field in (LineField(), TextField(), DateField(), ChoiceField()):
        labelled = LabelledField("Obstacle", field, "What is in the way")
        assert field.accessibleName() == "Obstacle"
        assert labelled.focusProxy() is field
        assert not labelled.hint.isHidden()
        labelled.deleteLater()


# Dates


@pytest.mark.parametrize(
    ("typed", "stored", "read"),
    [
        ("3 July 2025", "2025-07-03", "3 July 2025"),
        ("3/7/25", "2025-07-03", "3 July 2025"),
        ("July 2025", "2025-07", "July 2025"),
        ("summer term 2025", "2025-summer", "summer term 2025"),
        ("2025-07-03", "2025-07-03", "3 July 2025"),
        ("", None, ""),
    ],
)
def test_dates_are_read_as_they_are_typed(
    qtbot: QtBot, other: QLineEdit, typed: str, stored: str | None, read: str
) -> None:
    field = DateField("2024-01-01")
    shown(qtbot, field, other)
    found: list[str | None] = []
    field.committed.connect(found.append)
    field.line.selectAll()
    QTest.keyClick(focus(), Qt.Key.Key_Delete)
    QTest.keyClicks(focus(), typed)
    other.setFocus()
    assert (found, field.value(), field.line.text(), field.problem) == ([stored], stored, read, "")


def test_what_is_not_a_date_stays_and_is_explained(qtbot: QtBot, other: QLineEdit) -> None:
    field = DateField("2025-07-03")
    shown(qtbot, field, other)
    with qtbot.assertNotEmitted(field.committed):
        field.line.selectAll()
        QTest.keyClicks(focus(), "31 June 2025")
        other.setFocus()
    assert field.line.text() == "31 June 2025"
    assert field.problem.startswith("“31 June 2025” is not a date. Write it as 3 July 2025")
    assert field.value() == "2025-07-03"
    field.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert (field.line.text(), field.problem) == ("3 July 2025", "")


def test_a_day_can_be_asked_for(qtbot: QtBot) -> None:
    field = DateField(days_only=True)
    qtbot.addWidget(field)
    field.line.setText("July 2025")
    assert not field.commit()
    assert "not a single day" in field.problem


def test_ctrl_semicolon_writes_the_programmes_today(qtbot: QtBot, other: QLineEdit) -> None:
    field = DateField(today=lambda: date(2025, 7, 4))
    shown(qtbot, field, other)
    with qtbot.waitSignal(field.committed) as found:
        QTest.keyClick(focus(), Qt.Key.Key_Semicolon, CONTROL)
    assert found.args == ["2025-07-04"]


# The offscreen platform says so of every popup.
@pytest.mark.qt_log_ignore("propagateSizeHints", "does not support (raise|grabbing the keyboard)")
def test_a_day_is_picked_from_the_calendar(qtbot: QtBot, other: QLineEdit) -> None:
    field = DateField(today=lambda: date(2025, 7, 4))
    window = shown(qtbot, field, other)
    QTest.keyClick(focus(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = window.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.selectedDate() == QDate(2025, 7, 4)
    with qtbot.waitSignal(field.committed) as found:
        calendar.activated.emit(QDate(2025, 7, 10))
    assert found.args == ["2025-07-10"]


# Choices


CHOICES = [("a", "Commissioning lead"), ("b", "Head of data"), ("c", "Therapies lead")]


def test_a_choice_is_found_by_typing(qtbot: QtBot, other: QLineEdit) -> None:
    field = ChoiceField(CHOICES, "a")
    shown(qtbot, field, other)
    line = field.lineEdit()
    assert line is not None
    with qtbot.waitSignal(field.committed) as found:
        line.setText("head of data")
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert found.args == ["b"]
    line.setText("nobody")
    field.commit()
    assert (field.value(), field.currentText()) == ("b", "Head of data")
    with qtbot.waitSignal(field.committed) as found:
        line.setText("")
        field.commit()
    assert found.args == [None]


def test_a_free_choice_takes_new_words(qtbot: QtBot) -> None:
    field = ChoiceField(CHOICES, "a", free=True)
    qtbot.addWidget(field)
    field.setEditText("Somebody new")
    with qtbot.waitSignal(field.committed) as found:
        field.commit()
    assert found.args == ["Somebody new"]


# Filters


def test_a_filter_chip_says_its_count_and_state(qtbot: QtBot) -> None:
    from send_tracker.domain.presets import NOTTINGHAMSHIRE

    chip = FilterChip(NOTTINGHAMSHIRE["obstacles"], 2)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "A Obstacles, 2"
    chip.setChecked(True)
    assert chip.accessibleName() == "A Obstacles, 2, shown only"
    chip.set_count(1204)
    assert (chip.count, "1,204" in chip.accessibleName()) == (1204, True)


def test_a_word_chip_clears_with_delete_or_its_cross(qtbot: QtBot, other: QLineEdit) -> None:
    chip = WordChip("Partner", ["ICB"])
    shown(qtbot, chip, other)
    with qtbot.waitSignal(chip.cleared):
        QTest.keyClick(focus(), Qt.Key.Key_Delete)
    with qtbot.waitSignal(chip.cleared):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip._cross().center().toPoint())
    with qtbot.waitSignal(chip.clicked):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().topLeft())
    chip.set_values(["ICB", "Council"])
    assert "ICB or Council" in chip.accessibleName()


# The offscreen platform says so of every popup.
@pytest.mark.qt_log_ignore("propagateSizeHints", "does not support (raise|grabbing the keyboard)")
def test_a_list_filter_opens_finds_ticks_and_clears(qtbot: QtBot, other: QLineEdit) -> None:
    field = ListFilter("Lead", [(str(n), f"Lead number {n}") for n in range(20)])
    shown(qtbot, field, other)
    found: list[list[str]] = []
    field.changed.connect(found.append)
    field.open()
    assert field.popup.finder.isVisible()
    field.popup.finder.setText("number 17")
    QTest.keyClick(field.popup.finder, Qt.Key.Key_Return)
    assert found == [["17"]]
    field.popup.finder.setText("no such name")
    assert field.popup.nothing.isVisible()
    field.popup.close()
    assert not field.chip.isHidden()
    assert field.word.isHidden()
    field.set_choices([("1", "Lead number 1")])
    field.open()
    assert field.popup.chosen() == ["17"]
    field.popup.close()
    field.clear()
    assert found[-1] == []
    assert field.chosen == []


def test_search_empties_with_escape(qtbot: QtBot, other: QLineEdit) -> None:
    field = SearchField("Search the plan", "Ctrl+F")
    shown(qtbot, field, other)
    found: list[str] = []
    field.changed.connect(found.append)
    QTest.keyClicks(focus(), "icb")
    assert found == ["i", "ic", "icb"]
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert (field.text(), found[-1]) == ("", "")


def test_a_choice_is_found_by_its_reference_or_by_what_typing_leaves(qtbot: QtBot) -> None:
    words = ["4.6 Forecast demand", "14.6 Train managers", "4.7 Agree funding", "4.70 More"]
    field = ChoiceField([(word, word) for word in words])
    qtbot.addWidget(field)
    for typed, row in (("4.6", 0), ("managers", 1), ("4.7", 2), ("DEMAND", 0), ("4.70 more", 3)):
        field.set_value(None)
        field.setEditText(typed)
        field.commit()
        assert field.value() == words[row], typed
    field.set_value(None)
    field.setEditText("e")
    field.commit()
    assert field.value() is None, "several are left: nobody can tell which"
