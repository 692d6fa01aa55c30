"""What every test stands on: no screen, one font, no user's folders, nothing left behind."""

from __future__ import annotations

import os

# Before anything can import Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["OPENPYXL_LXML"] = "False"  # as send_tracker.exchange has it; a test may load openpyxl first
os.environ.pop("QT_STYLE_OVERRIDE", None)
for _display in ("DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(_display, None)

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

ROOT = Path(__file__).resolve().parent.parent
TEST_FONT = "DejaVu Sans"
"""One named font, so that widths do not depend on the machine; libfontconfig1 brings it on Debian."""


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every folder that a program keeps for its user at a fresh one."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    folders = {
        "XDG_DATA_HOME": ".local/share",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
        "XDG_DOCUMENTS_DIR": "Documents",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
    }
    for name, folder in folders.items():
        monkeypatch.setenv(name, str(home / folder))
    return home


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running or a window open."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and not _ends(thread)]
    assert not left, f"threads left running: {left}"
    windows = _visible_windows()
    for window in windows:
        window.close()
    assert not windows, f"windows left open: {[type(window).__name__ for window in windows]}"


@pytest.fixture(scope="session")
def qapp(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """pytest-qt's application, with the test font and with settings in a folder of their own."""
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QFont

    qapp.setFont(QFont(TEST_FONT, 10))
    folder = tmp_path_factory.mktemp("settings")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(folder))
    return qapp


@pytest.fixture(scope="session")
def pristine_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as it was made, replayed once for the whole run; copy it, never open it for editing."""
    from send_tracker import bootstrap

    path = tmp_path_factory.mktemp("pristine") / "nottinghamshire.sendtracker"
    bootstrap.create_sample(path, author="Officer").close()
    return path


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


def _ends(thread: threading.Thread) -> bool:
    # Threads that Qt made show up as dummies and cannot be joined; Qt warns about those it loses itself.
    if isinstance(thread, threading._DummyThread):
        return True
    thread.join(timeout=2)
    return not thread.is_alive()


def _visible_windows() -> list[QWidget]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if widgets is None or not isinstance(application, widgets.QApplication):
        return []
    return [window for window in application.topLevelWidgets() if window.isVisible()]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Keep to this process where speed is measured, where one file is run, and for the external tests.

    A second process would only cost; and the external tests freeze the program once and run it from there, which
    another process must not do at the same time.
    """
    asked = [argument.partition("::")[0] for argument in config.args]
    alone = any("benchmarks" in Path(path).parts for path in asked) or (len(asked) == 1 and asked[0].endswith(".py"))
    return 0 if alone or config.option.markexpr == "external" else None


_status = pytest.StashKey[int]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember how the run went, for its very end."""
    session.config.stash[_status] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave without tearing the interpreter down where Qt was loaded.

    After some thousand widgets of a run, what PySide still holds is destroyed in no order at the interpreter's end,
    and now and then that ends in a segmentation fault after every test has passed and been reported. The program
    itself ends by closing its one window, and is started and closed as a process of its own in the tests.
    """
    if "PySide6.QtWidgets" not in sys.modules or _status not in config.stash:
        return
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(config.stash[_status])
