"""A bug becomes a report without data, a log and one line; a problem is its own sentence."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest

from send_tracker import __main__ as program
from send_tracker import __version__, crash, crash_log
from send_tracker.crash import CrashReporter, Notice
from send_tracker.domain.problem import Problem

SECRET = "Placement of a named child"


class Screen:
    """A presenter that remembers, and says whether it could show anything."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.shown: list[tuple[Notice, bool]] = []

    def __call__(self, notice: Notice, wait: bool) -> bool:
        self.shown.append((notice, wait))
        return self.works


@pytest.fixture(autouse=True)
def hooks_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)


def fault(message: str = SECRET) -> ValueError:
    note = SECRET
    try:
        try:
            raise KeyError(note)
        except KeyError as cause:
            raise ValueError(message) from cause
    except ValueError as error:
        return error


def test_report_has_versions_and_traceback_and_no_data() -> None:
    report = crash.report_text(fault())
    assert f"SEND Tracker {__version__}" in report
    for word in ("Python 3", "PySide6-Essentials 6", "SQLite 3", "test_crash.py", "in fault"):
        assert word in report
    assert report.index("KeyError: ") < report.index("direct cause") < report.index("ValueError: ")
    assert SECRET not in report


def test_report_leaves_out_file_names_of_system_errors() -> None:
    with pytest.raises(OSError, match=SECRET) as caught:
        Path(SECRET).read_text(encoding="utf-8")
    report = crash.report_text(caught.value)
    assert "[errno 2] No such file or directory" in report
    assert SECRET not in report


def test_report_keeps_messages_about_code() -> None:
    with pytest.raises(AttributeError) as caught:
        _ = crash.no_such_thing  # type: ignore[attr-defined]
    assert "no_such_thing" in crash.report_text(caught.value)


def test_report_shortens_the_home_folder(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(root))
    report = crash.report_text(fault())
    assert str(root) not in report
    assert str(Path("~", "tests", "test_crash.py")) in report


def test_report_ends_when_exceptions_go_round_in_a_circle() -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert crash.report_text(one).count("Traceback") == 2


def test_log_lies_in_the_users_folder_and_rotates(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash_log, "_LOG_BYTES", 200)
    path = crash.write_log("first “report”\n" * 20)
    assert path is not None
    assert own_home in path.parents
    crash.write_log("second")
    assert "second" in path.read_text(encoding="utf-8")
    assert "first “report”" in path.with_name("send-tracker.log.1").read_text(encoding="utf-8")


def test_log_that_cannot_be_written_is_no_second_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocker = tmp_path / "a file"
    blocker.write_text("", encoding="utf-8")
    monkeypatch.setattr(crash_log, "log_folder", lambda: blocker / "logs")
    assert crash.write_log("report") is None


def test_bug_is_shown_and_logged_once() -> None:
    screen = Screen()
    reporter = CrashReporter(screen)
    error = fault()
    reporter.handle(error)
    reporter.handle(error)
    [(notice, wait)] = screen.shown
    assert "Nothing you saved is lost" in notice.sentence
    assert notice.log is not None
    assert notice.report in notice.log.read_text(encoding="utf-8")
    assert not wait


def test_problem_is_its_own_sentence() -> None:
    screen = Screen()
    CrashReporter(screen).handle(Problem("The file is open elsewhere.", "locked"))
    assert screen.shown == [(Notice("The file is open elsewhere."), False)]


def test_without_a_window_one_line_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    CrashReporter(Screen(works=False)).handle(fault())
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert "send-tracker.log" in line
    assert "Traceback" not in line


def test_debug_prints_the_whole_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    CrashReporter(Screen(), debug=True).handle(fault())
    assert f"ValueError: {SECRET}" in capsys.readouterr().err


def test_program_without_a_console_does_not_fall_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    CrashReporter(Screen(works=False), debug=True).handle(fault())


def test_hooks_take_exceptions_of_the_main_thread_and_of_others() -> None:
    screen = Screen()
    CrashReporter(screen).install()
    error = fault()
    sys.excepthook(type(error), error, error.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    def work() -> None:
        raise RuntimeError

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ["RuntimeError" in notice.report for notice, _ in screen.shown] == [False, True]


def test_fault_while_an_object_is_cleared_away_is_only_logged(capsys: pytest.CaptureFixture[str]) -> None:
    class Leaves:
        def __del__(self) -> None:
            raise RuntimeError(SECRET)

    screen = Screen()
    CrashReporter(screen).install()
    thing = Leaves()
    del thing
    assert screen.shown == []
    assert capsys.readouterr().err == ""
    log = (crash.log_folder() / "send-tracker.log").read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert SECRET not in log


@pytest.mark.parametrize(
    ("error", "words"),
    [(Problem("No such file."), "No such file."), (fault(), "Nothing you saved is lost"), (KeyboardInterrupt(), "")],
)
def test_main_turns_every_end_into_an_exit_code(
    error: BaseException, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(_arguments: list[str]) -> int:
        raise error

    cli = ModuleType("send_tracker.cli")
    monkeypatch.setattr(cli, "run", run, raising=False)
    monkeypatch.setitem(sys.modules, "send_tracker.cli", cli)
    monkeypatch.setattr(sys, "argv", ["send-tracker", "progress"])
    assert program.main() == crash.EXIT_CODE
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said


def test_starting_the_hook_loads_neither_qt_nor_logging() -> None:
    late = "('logging', 'PySide6', 'click', 'sqlite3', 'platformdirs')"
    code = f"import sys, send_tracker.__main__; print([name for name in {late} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert result.stdout.strip() == "[]"
