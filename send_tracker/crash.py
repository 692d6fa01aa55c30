"""What happens when something unforeseen goes wrong: a report without anybody's data, a log, and one plain line.

Loaded before anything else, so it imports next to nothing until there is something to report. No Qt here: a
window is shown by the presenter that ``__main__`` hands in.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from send_tracker import APP_NAME, __version__
from send_tracker.crash_log import log_folder, shorten_home, write_log
from send_tracker.domain.problem import Problem
from send_tracker.user_folder import how_installed

__all__ = [
    "EXIT_CODE",
    "CrashReporter",
    "Notice",
    "Presenter",
    "environment_text",
    "log_folder",
    "report_text",
    "write_log",
]

EXIT_CODE = 2
"""Could not be done. 1 would mean: done, but look at what was found."""


class Notice(NamedTuple):
    """What a person is told: a sentence, and for a bug the report and the log that holds it."""

    sentence: str
    report: str = ""
    log: Path | None = None


Presenter = Callable[[Notice, bool], bool]
"""Shows a notice in a window, waiting for it to be closed if told to; False if there is no window to show it in."""


class CrashReporter:
    """Takes every exception that nobody else caught, on any thread."""

    def __init__(self, present: Presenter, debug: bool = False) -> None:
        self._present = present
        self._debug = debug
        self._seen: set[str] = set()

    def install(self) -> None:
        """Become the process's exception hook."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable

    def handle(self, exception: BaseException, wait: bool = False) -> None:
        """Tell the officer about ``exception``: a :class:`Problem` in its own words, anything else with a report.

        The same bug is logged and shown once, or one in a paint event would do so sixty times a second.
        """
        if self._debug:
            _print_traceback(exception)
        if isinstance(exception, Problem):
            self._tell(Notice(exception.sentence), wait)
            return
        report = report_text(exception)
        if report in self._seen:
            return
        self._seen.add(report)
        self._tell(Notice(_sentence(), report, write_log(report)), wait)

    def _tell(self, notice: Notice, wait: bool) -> None:
        if self._present(notice, wait) or sys.stderr is None:  # a Windows program without a console has no stderr
            return
        where = f" The report is in {notice.log}" if notice.log else ""
        print(f"{notice.sentence}{where}", file=sys.stderr)  # noqa: T201

    def _on_exception(self, kind: type[BaseException], exception: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(exception, KeyboardInterrupt):
            self.handle(exception.with_traceback(trace))

    def _on_thread_exception(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self.handle(hook.exc_value)

    def _on_unraisable(self, hook: sys.UnraisableHookArgs) -> None:
        # Something went wrong while an object was cleared away. The work goes on, so only the log hears of it.
        if self._debug and hook.exc_value is not None:
            _print_traceback(hook.exc_value)
        report = report_text(hook.exc_value) if hook.exc_value else ""
        if report not in self._seen:
            self._seen.add(report)
            write_log(report)


def report_text(exception: BaseException) -> str:
    """Return a report that can be sent to anybody: versions, platform and traceback, and no data.

    No local variables, and messages only of those exceptions that speak about the program. File names are left out
    of operating system errors, and the home folder is written as ``~``.
    """
    lines = [environment_text(), ""]
    for number, (link, one) in enumerate(_chain(exception)):
        lines += ["", link, ""] if number else []
        lines += _one_exception(one)
    return shorten_home("\n".join(lines)) + "\n"


def environment_text() -> str:
    """Return which program runs on what: the head of every report, and a report by itself."""
    return "\n".join([f"{APP_NAME} {__version__} ({how_installed()})", *_versions()])


def _sentence() -> str:
    return f"{APP_NAME} met a fault in itself and could not finish this. Nothing you saved is lost."


def _versions() -> Iterator[str]:
    import platform
    import sqlite3
    from importlib.metadata import PackageNotFoundError, version

    yield f"Python {platform.python_version()} · SQLite {sqlite3.sqlite_version} · {platform.platform()}"
    packages = ("PySide6-Essentials", "sqlite-utils", "pyqtgraph", "openpyxl")
    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:  # a PyInstaller folder may come without the packages' own notes
            found.append(f"{package} ?")
    yield " · ".join(found)


def _chain(exception: BaseException) -> list[tuple[str, BaseException]]:
    """Return the exceptions that led to this one, oldest first, each with the words that join it to the one before."""
    chain: list[tuple[str, BaseException]] = []
    current: BaseException | None = exception
    while current is not None and all(current is not known for _, known in chain):
        cause = current.__cause__
        before = cause or (None if current.__suppress_context__ else current.__context__)
        link = "which was the direct cause of:" if cause else "and while that was handled:"
        chain.append((link, current))
        current = before
    return chain[::-1]


def _one_exception(exception: BaseException) -> list[str]:
    import traceback

    frames = "".join(traceback.format_list(traceback.extract_tb(exception.__traceback__))).rstrip()
    kind = type(exception)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return ["Traceback (most recent call last):", frames, f"{name}: {_safe_message(exception)}"]


def _safe_message(exception: BaseException) -> str:
    """Return the message if its kind only ever speaks of code and schema; an officer's text may be in any other."""
    import sqlite3

    if isinstance(exception, OSError):
        return f"[errno {exception.errno}] {exception.strerror}"
    if isinstance(exception, AttributeError | NameError | ImportError | TypeError | RecursionError | sqlite3.Error):
        return str(exception)
    return "(message left out, it may hold data)"


def _print_traceback(exception: BaseException) -> None:
    if sys.stderr is not None:
        import traceback

        traceback.print_exception(exception)
