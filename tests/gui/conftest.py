"""A window on a real file, for the tests of the window. The sample is replayed once and copied for each test."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.gui import theme
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.opener import OnProgress, Opener, Rescue
from send_tracker.gui.preferences import Preferences

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def sample_file(pristine_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample to work on."""
    return Path(shutil.copy(pristine_sample, tmp_path / "nottinghamshire.sendtracker"))


@pytest.fixture
def opener(tmp_path: Path, pristine_sample: Path) -> Opener:
    """What the command line hands to the window; the sample is copied and not replayed."""

    def make_sample(path: Path, on_progress: OnProgress) -> None:
        on_progress(1, 2, "copying")
        shutil.copy(pristine_sample, path)

    return Opener(
        bootstrap.open_tracker,
        bootstrap.create_tracker,
        make_sample,
        bootstrap.last_backup,
        tmp_path / "data",
        [sys.executable, "-m", "send_tracker"],
        bootstrap.back_up_now,
        rescue=Rescue(bootstrap.listed_backups, bootstrap.restore),
    )


@pytest.fixture
def preferences() -> Preferences:
    """Settings that are kept in memory only."""
    found = Preferences(None)
    found.set("theme", "light")
    found.set("steps_done", True)  # the first steps have tests of their own
    return found


@pytest.fixture
def make_window(qtbot: QtBot, qapp: QApplication, opener: Opener, preferences: Preferences) -> Iterator[MakeWindow]:
    """Give a function that opens a window, on a file or on the welcome page."""
    theme.apply(qapp, "light")

    def make(file: Path | None = None, page: str = "plan", size: tuple[int, int] = (1366, 768)) -> MainWindow:
        preferences.set("page", page)
        window = MainWindow(opener, preferences)
        qtbot.addWidget(window)
        window.resize(*size)
        if file is None:
            window.show_file(None)
        else:
            assert window.files.open(file), window.banner.text
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.resize(*size)
        return window

    yield make
    theme.apply(qapp, "light")
