"""The welcome page: three ways to begin, recent files, and a preview whose numbers are counted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker.exchange.sample_outline import sample_outline
from send_tracker.gui.preferences import Preferences
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow


def test_enter_opens_the_sample_and_a_second_time_the_same_file(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences
) -> None:
    window = make_window()
    focused = QApplication.focusWidget()
    assert window.welcome is not None
    assert focused is window.welcome.sample
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=5000)
    assert window.workspace is not None
    made = window.workspace.session.path
    assert window.workspace.session.programme.sample_date == "2025-07-04"
    window.show_file(None)
    window.files.open_sample()
    assert window.workspace is not None
    assert window.workspace.session.path == made
    assert preferences.get("recent") == [str(made)]


def test_cancelling_the_sample_leaves_nothing(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.files.open_sample()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    assert window.workspace is None


def test_recent_files_are_opened_with_the_keyboard_and_lost_ones_are_left_out(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences, sample_file: Path, tmp_path: Path
) -> None:
    preferences.set("recent", [str(tmp_path / "gone.sendtracker"), str(sample_file)])
    window = make_window()
    assert window.welcome is not None
    assert [button.text() for button in window.welcome.recent] == [sample_file.stem]
    qtbot.keyClick(window.welcome.recent[0], Qt.Key.Key_Space)
    assert window.workspace is not None
    window.show_file(None)
    window.files.open_recent(str(tmp_path / "gone.sendtracker"))
    assert "no longer" in window.banner.text
    assert preferences.get("recent") == [str(sample_file)]


def test_the_preview_agrees_with_the_sample_itself(pristine_sample: Path) -> None:
    from send_tracker import bootstrap
    from send_tracker.domain.progress import register_progress

    outline = sample_outline()
    session = bootstrap.open_tracker(pristine_sample, read_only=True)
    register = session.register()
    session.close()
    progress = register_progress(register)
    by_ref = {a.ref: progress.areas[a.id] for a in register.areas}
    by_ref |= {o.ref: progress.outcomes[o.id] for o in register.outcomes}
    assert {row.ref: dict(row.progress.counts) for row in outline.rows} == {
        r: dict(p.counts) for r, p in by_ref.items()
    }
    assert outline.actions == len(register.actions)
    assert outline.evidence == len(register.evidence)


def test_everything_has_a_name_and_fits(make_window: MakeWindow, preferences: Preferences, sample_file: Path) -> None:
    preferences.set("recent", [str(sample_file)])
    window = make_window()
    accessibility.check(window)
    for percent in (150, 200):
        preferences.set("text_percent", percent)
        accessibility.check(window)
        assert accessibility.grabbed_size(window, (1366, 768)).toTuple() == (1366, 768)
    order = [w.accessibleName() for w in accessibility.tab_order(window)]
    names = ["Open the sample programme", "Start a new programme", "Open a tracker file", sample_file.stem]
    assert [name for name in order if name in names] == names
