"""Starts the window: hands it the calls that open, make and back up files, since gui may not know them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from send_tracker.bootstrap import (
    after_open,
    back_up_now,
    create_sample,
    create_tracker,
    data_folder,
    last_backup,
    listed_backups,
    open_tracker,
    restore,
)
from send_tracker.crash import environment_text
from send_tracker.crash_log import end_watch, take_aborts, watch_for_aborts
from send_tracker.qt_check import require_qt, require_window
from send_tracker.user_folder import program_folder

if TYPE_CHECKING:
    from send_tracker.gui.opener import Opener

COMMAND_LINE_PROGRAM = "send-tracker-cli"


def open_window(file: Path | None, tell_commands: Callable[[], str] | None = None) -> int:
    """Open the window on a file, or on the last one, or on the welcome page; return when it is closed.

    Raises:
        Problem: there is no screen, or a library that Qt needs is missing.
    """
    require_window()
    take_aborts(environment_text)
    watch_for_aborts()
    try:
        return _run(file, tell_commands)
    finally:
        end_watch()


def _run(file: Path | None, tell_commands: Callable[[], str] | None = None) -> int:
    from send_tracker.gui.app import run

    return run(file, replace(_opener(data_folder()), tell_commands=tell_commands))


def walk_window(file: Path, folder: Path) -> Iterator[tuple[str, bool]]:
    """Open the window on a file where nobody sees it, with its settings in ``folder``, and go through its pages.

    Yields:
        Each step in words, and whether it worked.

    Raises:
        Problem: a library that Qt needs is missing.
    """
    require_qt()
    from send_tracker.gui.self_test import walk

    yield from walk(file, replace(_opener(folder), after_open=None))


def paint_once(file: Path) -> int:
    """Open the window on a file as always, and end at its first painted rows: for measuring how long that takes."""
    require_qt()
    from send_tracker.gui.self_test import end_at_first_rows

    return end_at_first_rows(lambda: _run(file))


def _opener(folder: Path) -> Opener:
    from send_tracker.gui.opener import Opener, Rescue

    return Opener(
        open=open_tracker,
        create=create_tracker,
        make_sample=_make_sample,
        last_backup=last_backup,
        data_folder=folder,
        command=command_line(),
        back_up=back_up_now,
        after_open=after_open,
        rescue=Rescue(listed_backups, restore),
    )


def _make_sample(path: Path, on_progress: Callable[[int, int, str], None]) -> None:
    create_sample(path, on_progress=on_progress).close()


def command_line() -> list[str]:
    """Return how to start this program's command line as a process of its own.

    The frozen program has it as a second executable beside the first, because on Windows a program without a console
    has nowhere to write to.
    """
    folder = program_folder()
    if folder is None:
        return [sys.executable, "-m", "send_tracker"]
    return [str(folder / f"{COMMAND_LINE_PROGRAM}{Path(sys.executable).suffix}")]
