"""Long work in another process: progress, failure in plain words, and Cancel that leaves nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from send_tracker.gui.tasks import Task, Workshop, put_in_place

GOOD = (
    "import sys\n"
    "for n in range(1, 4): print('progress', n, 3, 'writing – Plan', file=sys.stderr, flush=True)\n"
    "print('/tmp/out.xlsx')"
)
BAD = "import sys; print('progress 1 3 x', file=sys.stderr); print('The disk is full.', file=sys.stderr); sys.exit(2)"
SLOW = "import sys, time; print('progress 1 9 waiting', file=sys.stderr, flush=True); time.sleep(60)"


def program(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_progress_and_result(qtbot: QtBot) -> None:
    task = Task(program(GOOD), [])
    seen: list[tuple[int, int, str]] = []
    task.progressed.connect(lambda *step: seen.append(step))
    with qtbot.waitSignal(task.finished, timeout=10_000) as end:
        task.start()
    assert seen == [(n, 3, "writing – Plan") for n in (1, 2, 3)]
    assert end.args == [True, "/tmp/out.xlsx\n"]


def test_a_failure_is_its_last_sentence(qtbot: QtBot) -> None:
    task = Task(program(BAD), [])
    with qtbot.waitSignal(task.finished, timeout=10_000) as end:
        task.start()
    assert end.args == [False, "The disk is full."]


def test_what_arrives_within_a_letter_is_read_whole(qtbot: QtBot) -> None:
    code = (
        "import sys, time; words = 'The file “plan” is damaged.\\n'.encode(); cut = words.index(b'\\x80') \n"
        "sys.stderr.buffer.write(words[:cut]); sys.stderr.buffer.flush(); sys.stdin.buffer.read(1)\n"
        "sys.stderr.buffer.write(words[cut:]); sys.exit(2)"
    )
    task = Task(program(code), [])
    with qtbot.waitSignal(task.process.readyReadStandardError, timeout=10_000):
        task.start()
    with qtbot.waitSignal(task.finished, timeout=10_000) as end:
        task.process.write(b".")
    assert end.args == [False, "The file “plan” is damaged."]


def test_a_program_that_is_not_there_is_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    task = Task([str(tmp_path / "nothing")], [])
    with qtbot.waitSignal(task.finished, timeout=10_000) as end:
        task.start()
    assert end.args is not None and not end.args[0] and "could not be started" in end.args[1]


def test_cancel_ends_the_process_and_says_so_once(qtbot: QtBot) -> None:
    task = Task(program(SLOW), [])
    finished: list[object] = []
    task.finished.connect(lambda *end: finished.append(end))
    with qtbot.waitSignal(task.progressed, timeout=10_000):
        task.start()
    with qtbot.waitSignal(task.cancelled, timeout=10_000):
        task.cancel()
    assert not task.is_running and not finished
    task.cancel()


def test_a_finished_file_takes_its_place_whole(tmp_path: Path) -> None:
    workshop = Workshop()
    made = workshop.path("made.xlsx")
    made.write_bytes(b"new")
    target = tmp_path / "pack.xlsx"
    target.write_bytes(b"old")
    put_in_place(made, target)
    workshop.clear()
    assert target.read_bytes() == b"new"
    assert not made.exists()
    assert list(tmp_path.iterdir()) == [target]
