"""A missing library or screen is one sentence with the package to install, never an abort."""

from __future__ import annotations

import ctypes
import importlib
import subprocess
import sys

import pytest

from send_tracker import qt_check
from send_tracker.domain.problem import Problem


@pytest.fixture
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def lacks(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Libraries that cannot be loaded; a test adds to it."""
    missing: set[str] = set()

    def load(name: str) -> object:
        if name in missing:
            raise OSError(name)
        return object()

    monkeypatch.setattr(ctypes, "CDLL", load)
    return missing


@pytest.fixture
def qt_does_not_load(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(importlib, "import_module", refuse)


def test_qt_loads_here() -> None:
    qt_check.require_qt()


@pytest.mark.usefixtures("on_linux", "qt_does_not_load")
def test_missing_libraries_become_debian_packages(lacks: set[str]) -> None:
    lacks |= {"libEGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0"}
    with pytest.raises(Problem) as problem:
        qt_check.require_qt()
    assert problem.value.code == "no-qt"
    assert "lacks 2 system libraries" in problem.value.sentence
    assert problem.value.sentence.endswith("sudo apt-get install libegl1 libglib2.0-0")


@pytest.mark.usefixtures("on_linux", "qt_does_not_load", "lacks")
def test_any_other_import_error_is_quoted() -> None:
    with pytest.raises(Problem, match=r"cannot open shared object file"):
        qt_check.require_qt()


def test_packages_are_named_on_linux_only(monkeypatch: pytest.MonkeyPatch, lacks: set[str]) -> None:
    lacks.add("libEGL.so.1")
    monkeypatch.setattr(sys, "platform", "win32")
    assert qt_check.missing_packages() == []
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert qt_check.has_screen()


@pytest.mark.usefixtures("on_linux")
def test_no_display_means_no_screen() -> None:
    assert not qt_check.has_screen()
    with pytest.raises(Problem) as problem:
        qt_check.require_window()
    assert problem.value.code == "no-screen"
    assert "without one" in problem.value.sentence


@pytest.mark.usefixtures("on_linux")
def test_display_that_nobody_answers_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    assert not qt_check.has_screen()


@pytest.mark.usefixtures("on_linux")
def test_wayland_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert qt_check.has_screen()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:size=100x100")
    assert not qt_check.has_screen()


@pytest.mark.usefixtures("on_linux")
def test_missing_window_libraries_become_debian_packages(monkeypatch: pytest.MonkeyPatch, lacks: set[str]) -> None:
    lacks |= {"libxcb-cursor.so.0", "libxcb.so.1"}
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(Problem) as problem:
        qt_check.require_window()
    assert problem.value.code == "no-window-libraries"
    assert problem.value.sentence.endswith("apt-get install libxcb-cursor0 libxcb1")


def test_asking_does_not_load_qt() -> None:
    code = "import sys; from send_tracker.qt_check import has_screen; has_screen(); print('PySide6' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert result.stdout.strip() == "False"


def test_importing_after_qt_reads_no_source() -> None:
    code = (
        "import linecache; from send_tracker.qt_check import require_qt; require_qt(); "
        "import send_tracker.settings; from PySide6.QtWidgets import QLabel; "
        "print([name for name in linecache.cache if name.endswith('settings.py')], QLabel.setText.__name__)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert result.stdout.strip() == "[] setText"
