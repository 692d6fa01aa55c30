"""Starts the window: hands it the calls that open, make and back up files, since gui may not know them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from send_tracker.bootstrap import (
    back_up_daily,
    back_up_now,
    create_sample,
    create_tracker,
    data_folder,
    last_backup,
    open_tracker,
)
from send_tracker.qt_check import require_window


def open_window(file: Path | None) -> int:
    """Open the window on a file, or on the last one, or on the welcome page; return when it is closed.

    Raises:
        Problem: there is no screen, or a library that Qt needs is missing.
    """
    require_window()
    from send_tracker.gui.app import run
    from send_tracker.gui.opener import Opener

    opener = Opener(
        open=open_tracker,
        create=create_tracker,
        make_sample=_make_sample,
        last_backup=last_backup,
        data_folder=data_folder(),
        command=command_line(),
        back_up=back_up_now,
        after_open=back_up_daily,
    )
    return run(file, opener)


def _make_sample(path: Path, on_progress: Callable[[int, int, str], None]) -> None:
    create_sample(path, on_progress=on_progress).close()


def command_line() -> list[str]:
    """Return how to start this program's command line as a process of its own."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "send_tracker"]
