"""Where reports of faults are kept: a rotating log, and what was not dealt with yet, for the next start.

A fault in Qt or in a library ends the process before Python can say anything. For that the process keeps a file open
into which Python's fault handler writes the lines of the program that were running, and nothing else.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from send_tracker.user_folder import data_folder

_LOG_BYTES = 262_144
_OLD_LOGS = 3
_PENDING_BYTES = 65_536
_OLD_SECONDS = 7 * 24 * 3600
_HELD: list[TextIO] = []
"""The fault handler writes by file number, so its file has to stay open as long as the process runs."""


def log_folder() -> Path:
    """Return the folder of the rotating log, in the user's data folder."""
    return data_folder() / "logs"


def pending_path() -> Path:
    """Return the file of reports that nobody has taken yet."""
    return log_folder() / "not-yet-reported.txt"


def write_log(report: str) -> Path | None:
    """Append ``report`` to the rotating log; return the log's path, or None if it cannot be written."""
    import logging.handlers

    path = log_folder() / "send-tracker.log"
    logging.raiseExceptions = False  # logging would print its own troubles as a traceback
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_LOG_BYTES, backupCount=_OLD_LOGS, encoding="utf-8"
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s\n%(message)s"))
    handler.emit(logging.LogRecord("send_tracker", logging.ERROR, "", 0, report, None, None))
    handler.close()
    _keep(report)
    return path


def watch_for_aborts() -> None:
    """Have a fault that ends the process leave its last lines behind. What cannot be watched is no reason to stop."""
    import faulthandler

    with suppress(OSError, RuntimeError):
        log_folder().mkdir(parents=True, exist_ok=True)
        file = (log_folder() / f"aborted-{os.getpid()}.txt").open("w", encoding="utf-8")
        _HELD.append(file)
        faulthandler.enable(file)


def end_watch() -> None:
    """The process ends as it should, so nothing is left behind: Windows tells the handler of faults that are none."""
    import faulthandler

    faulthandler.disable()
    while _HELD:
        file = _HELD.pop()
        file.close()
        with suppress(OSError):
            Path(file.name).unlink()


def take_aborts(heading: Callable[[], str]) -> None:
    """Turn what earlier processes left behind when they died into reports that begin with ``heading``."""
    for path in sorted(log_folder().glob("aborted-*.txt")):
        with suppress(OSError):
            text = path.read_text(encoding="utf-8", errors="replace")
            # An empty one may be watched by a window that is open now, or be left by a computer that lost its power.
            if text.strip() or time.time() - path.stat().st_mtime > _OLD_SECONDS:
                path.unlink()
            if text.strip():
                write_log(f"{heading()}\n\nThe program was ended from outside its own lines.\n{shorten_home(text)}")


def pending_report() -> str:
    """Return the reports of earlier runs that nobody has taken yet, oldest first; empty if there are none."""
    try:
        return pending_path().read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def forget_pending() -> None:
    """The reports were taken, or are not wanted. The rotating log still has them."""
    with suppress(OSError):
        pending_path().unlink(missing_ok=True)


def shorten_home(text: str) -> str:
    """Write the home folder as ``~``, because it bears the officer's name."""
    home = Path.home()
    if home == Path(home.anchor):  # a service account at / would lose every slash
        return text
    return text.replace(str(home), "~").replace(home.as_posix(), "~")


def _keep(report: str) -> None:
    """Add a report to those not taken yet; a fault that repeats itself does not fill the disk."""
    with suppress(OSError):
        path = pending_path()
        if path.exists() and path.stat().st_size > _PENDING_BYTES:
            return
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(report.rstrip() + "\n\n")
