"""What a run that went wrong leaves for the next start."""

from __future__ import annotations

import subprocess
import sys

import pytest

from send_tracker import crash_log

DIES = """
import faulthandler
from send_tracker import crash_log
crash_log.watch_for_aborts()
{rest}
"""


def start(rest: str) -> int:
    return subprocess.run([sys.executable, "-c", DIES.format(rest=rest)], capture_output=True, check=False).returncode


def test_a_process_that_dies_leaves_a_report_without_names(own_home: object) -> None:
    assert start("faulthandler._sigsegv()") != 0
    crash_log.take_aborts(lambda: "SEND Tracker 9.9")
    report = crash_log.pending_report()
    assert report.startswith("SEND Tracker 9.9") and "Segmentation fault" in report and "most recent call" in report
    assert str(own_home) not in report
    assert not list(crash_log.log_folder().glob("aborted-*"))
    assert report.strip() in (crash_log.log_folder() / "send-tracker.log").read_text(encoding="utf-8")
    crash_log.forget_pending()
    crash_log.take_aborts(lambda: "again")
    assert crash_log.pending_report() == ""


def test_a_process_that_ends_well_leaves_nothing() -> None:
    assert start("crash_log.end_watch()") == 0
    assert not list(crash_log.log_folder().glob("aborted-*"))


def test_one_that_is_still_open_is_left_alone() -> None:
    crash_log.log_folder().mkdir(parents=True)
    watched = crash_log.log_folder() / "aborted-1.txt"
    watched.touch()
    crash_log.take_aborts(lambda: "")
    assert watched.exists() and crash_log.pending_report() == ""


def test_a_fault_that_repeats_itself_does_not_fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash_log, "_PENDING_BYTES", 50)
    for _ in range(20):
        crash_log.write_log("a report of some length")
    assert len(crash_log.pending_report()) < 100
