"""About, its report and licences; a fault of the last run; Preferences, each row of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from send_tracker import crash_log
from send_tracker.components import components
from send_tracker.gui import choose_file, last_fault, week
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.about_dialog import AboutDialog
from send_tracker.gui.dialogs.licences_dialog import LicencesDialog
from send_tracker.gui.dialogs.preferences_dialog import PreferencesDialog
from send_tracker.gui.file_open import FileOpener
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.widgets.date_field import _CalendarPopup
from send_tracker.gui.widgets.setting_row import SettingRow
from send_tracker.settings import FILE_NAME, SETTINGS, SHOWN, read_settings
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    """A window with no file open."""
    return make_window()


def about(window: MainWindow) -> AboutDialog:
    window.run(Command.ABOUT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AboutDialog)
    return dialog


def row_of(preferences: Preferences, name: str, qtbot: QtBot) -> SettingRow:
    row = SettingRow(SETTINGS[name], preferences)
    qtbot.addWidget(row)
    row.show()
    return row


# About


def test_about_shows_places_and_its_report_can_be_sent_to_anybody(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, own_home: Path
) -> None:
    window = make_window(sample_file)
    window.preferences.set("officer", "Ada Byron")
    assert window.workspace is not None
    dialog = about(window)
    shown = accessibility.shown_text(dialog)
    assert "no network connection" in shown
    for place in (sample_file, window.opener.data_folder, crash_log.log_folder()):
        assert str(place) in shown
    qtbot.keyClick(dialog.form.copy, Qt.Key.Key_Space)
    report = QApplication.clipboard().text()
    for wanted in ("SEND Tracker 0.", "Python 3", "SQLite 3", "Qt 6", "61 actions", "theme light", "Screen 1"):
        assert wanted in report
    names = (sample_file.stem, str(own_home), "Ada", str(sample_file.parent), window.workspace.session.programme.name)
    assert not [name for name in names if name in report]
    assert "officer" in report, "that it is set is said, and not to what"
    dialog.reject()


def test_every_library_is_listed_with_its_licence(qtbot: QtBot, window: MainWindow) -> None:
    dialog = about(window)
    qtbot.keyClick(dialog.form.licences, Qt.Key.Key_Space)
    licences = QApplication.activeModalWidget()
    assert isinstance(licences, LicencesDialog)
    accessibility.check(licences)
    listed = [licences.form.list.item(row).text() for row in range(licences.form.list.count())]
    assert {f"{one.name} {one.version}" for one in components()} < set(listed)
    licences.form.list.setCurrentRow(next(row for row, words in enumerate(listed) if words.startswith("openpyxl")))
    assert "MIT" in licences.form.text.toPlainText() and len(licences.form.text.toPlainText()) > 200
    licences.form.list.setCurrentRow(next(row for row, words in enumerate(listed) if words.startswith("pyside6")))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in licences.form.text.toPlainText()
    qtbot.keyClick(licences, Qt.Key.Key_Escape)
    dialog.reject()


# A fault of the last run


def test_the_report_of_the_last_run_is_offered_once(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last_fault.offer(window)
    assert window.banner.text == ""
    crash_log.write_log("Traceback of a fault")
    last_fault.offer(window)
    assert "met a fault" in window.banner.text
    target = tmp_path / "report.txt"
    monkeypatch.setattr(choose_file, "to_save", lambda *_: target)
    window.banner.banner.acted.emit()
    assert "Traceback of a fault" in target.read_text(encoding="utf-8")
    last_fault.offer(window)
    assert window.banner.text == ""


def test_a_report_that_cannot_be_saved_is_offered_again(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choose_file, "to_save", lambda *_: tmp_path / "no such folder" / "report.txt")
    last_fault.save(window, "report")
    assert "could not be saved" in window.banner.text
    monkeypatch.setattr(choose_file, "to_save", lambda *_: tmp_path / "report.txt")
    window.banner.banner.acted.emit()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "report"


# Preferences


def test_every_setting_with_a_title_is_shown_and_can_be_put_back(qtbot: QtBot) -> None:
    preferences = Preferences(None)
    dialog = PreferencesDialog(preferences)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = accessibility.shown_text(dialog)
    for setting in SHOWN:
        assert setting.title in shown
        row = dialog.rows[setting.name]
        assert row.reset.isHidden()
        if isinstance(row.control, QComboBox):
            other = next(value for value, _ in setting.choices if value != setting.default)
            row.control.setCurrentIndex(row.control.findData(other))
            assert preferences.get(setting.name) == other and row.reset.isVisible()
            qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
            assert preferences.get(setting.name) == setting.default
            assert row.control.currentData() == setting.default and row.reset.isHidden()
    dialog.reject()


def test_a_reset_is_written_down_as_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    preferences = Preferences(path)
    preferences.set("officer", "Programme officer")
    assert read_settings(path) == {"officer": "Programme officer"}
    preferences.reset("officer")
    assert read_settings(path) == {} and Preferences(path).get("officer") == ""


def test_a_backup_place_has_to_be_there(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preferences = Preferences(None)
    row = row_of(preferences, "backup_place", qtbot)
    assert isinstance(row.control, QLineEdit)
    row.control.setText(str(tmp_path / "gone"))
    row.keep_typed()
    assert "no such folder" in row.problem.text() and preferences.get("backup_place") == ""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    row._choose_folder()
    assert preferences.get("backup_place") == str(tmp_path)
    qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert preferences.get("backup_place") == "" and row.control.text() == ""


def test_calendars_begin_on_the_chosen_day(window: MainWindow) -> None:
    for choice, day in (("sunday", Qt.DayOfWeek.Sunday), ("monday", Qt.DayOfWeek.Monday)):
        window.preferences.set("week_start", choice)
        assert week.first_day() == day
        popup = _CalendarPopup(date(2025, 7, 4), window)
        assert popup.calendar.firstDayOfWeek() == day
        popup.close()


# Files that the system hands over


def test_a_file_that_the_system_hands_over_is_opened(window: MainWindow, sample_file: Path) -> None:
    opener, nothing = FileOpener(window), window.windowTitle()
    assert not opener.eventFilter(window, QEvent(QEvent.Type.Show))
    assert opener.eventFilter(window, QFileOpenEvent(str(sample_file.with_suffix(".txt"))))
    assert window.windowTitle() == nothing
    assert opener.eventFilter(window, QFileOpenEvent(str(sample_file)))
    assert window.windowTitle() != nothing
    assert window.workspace is not None and window.workspace.session.home == sample_file
