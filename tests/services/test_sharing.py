"""A file in a synced folder: worked on here, shared by swap, taken in from others; nothing lost on the way."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from send_tracker import bootstrap
from send_tracker.cli import run
from send_tracker.domain.problem import Problem
from send_tracker.services.checking import check
from send_tracker.services.combine import combine
from send_tracker.services.evidence import attach_file
from send_tracker.services.redaction import redact, traces
from send_tracker.services.session import Session
from send_tracker.services.sharing import Sharing
from send_tracker.services.status import Update, update_actions
from send_tracker.storage import publisher
from send_tracker.storage.parts import own_mark
from tests.builders import small_programme

_ENDED = 999_999_999
"""The number of a process that surely runs no more."""

COPIES = 500 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 15
"""How many copies are taken, at least, while a file is shared."""

Officer = Callable[[str], Session]


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tracker in a folder that OneDrive looks after."""
    folder = tmp_path / "OneDrive - County" / "SEND"
    folder.mkdir(parents=True)
    monkeypatch.setenv("OneDrive", str(folder.parent))
    local = tmp_path / "plan.sendtracker"
    with small_programme(local):
        pass
    return Path(shutil.move(local, folder / "plan.sendtracker"))


@pytest.fixture
def officer(origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Officer:
    """Give a function by which an officer opens the file on a computer of their own."""

    def open_as(name: str) -> Session:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / name))
        return bootstrap.open_tracker(origin, author=name)

    return open_as


def sharing(session: Session) -> Sharing:
    assert session.sharing is not None
    return session.sharing


def obstacle(session: Session, text: str, at: int = 0) -> None:
    update_actions(session, session.register().actions[at].id, Update(obstacle=text))


def obstacles(session: Session) -> list[str]:
    return [a.obstacle for a in session.register().actions]


def test_edits_go_to_a_copy_on_this_computer_until_they_are_shared(officer: Officer, origin: Path) -> None:
    before = origin.read_bytes()
    ana = officer("Ana")
    assert ana.home == origin and ana.path != origin
    obstacle(ana, "Waiting")
    assert origin.read_bytes() == before
    assert sharing(ana).is_waiting
    sharing(ana).share()
    assert not sharing(ana).is_waiting
    assert sharing(ana).shared_at is not None
    ana.close()
    assert sorted(p.name for p in origin.parent.iterdir()) == ["plan.sendtracker"], (
        "no part is left, no lock, no journal"
    )
    ben = officer("Ben")
    assert obstacles(ben)[0] == "Waiting"
    assert check(ben) == []
    ben.close()


def test_two_officers_share_over_one_file_and_nothing_is_lost(officer: Officer) -> None:
    ana, ben = officer("Ana"), officer("Ben")
    obstacle(ana, "Ana’s", 0)
    obstacle(ben, "Ben’s", 1)
    sharing(ana).share()
    assert sharing(ben).news()
    (came,) = sharing(ben).share().taken
    assert came.authors == ("Ana",)
    sharing(ana).share()
    assert obstacles(ana)[:2] == obstacles(ben)[:2] == ["Ana’s", "Ben’s"]
    assert sharing(ana).news() == [] and not sharing(ana).is_waiting
    for session in (ana, ben):
        session.close()


def test_in_a_team_each_writes_a_file_of_their_own(officer: Officer, origin: Path) -> None:
    before = hashlib.sha256(origin.read_bytes()).hexdigest()
    ana, ben = officer("Ana"), officer("Ben")
    for session in (ana, ben):
        sharing(session).work_as_team()
    obstacle(ana, "Ana’s", 0)
    obstacle(ben, "Ben’s", 1)
    for session in (ana, ben, ana):
        sharing(session).share()
    assert hashlib.sha256(origin.read_bytes()).hexdigest() == before
    names = ["plan (Ana).sendtracker", "plan (Ben).sendtracker", "plan.sendtracker"]
    assert sorted(p.name for p in origin.parent.glob("*.sendtracker")) == names
    assert obstacles(ana)[:2] == ["Ana’s", "Ben’s"]
    for session in (ana, ben):
        session.close()
    again = officer("Cat")
    assert obstacles(again)[:2] == ["Ana’s", "Ben’s"], "who opens the first file gets what all of them did"
    again.close()


def test_a_copy_that_a_sync_client_set_aside_is_read_and_a_neighbour_is_not(
    officer: Officer, origin: Path, tmp_path: Path
) -> None:
    ana, ben = officer("Ana"), officer("Ben")
    obstacle(ben, "Set aside")
    ben.file.snapshot(origin.with_name("plan-LAPTOP-7.sendtracker"))
    with small_programme(tmp_path / "other.sendtracker"):
        pass
    shutil.copy(tmp_path / "other.sendtracker", origin.with_name("plan of another programme.sendtracker"))
    came = sharing(ana).share()
    assert obstacles(ana)[0] == "Set aside"
    assert came.problems == ()
    assert sharing(ana).news() == []
    for session in (ana, ben):
        session.close()


def test_attached_files_lie_there_once_and_reach_the_other(officer: Officer, origin: Path, tmp_path: Path) -> None:
    ana, ben = officer("Ana"), officer("Ben")
    report = tmp_path / "report.txt"
    report.write_bytes(b"What it shows" * 1000)
    attach_file(ana, report)
    sharing(ana).share()
    folder = origin.with_name("plan files")
    (kept,) = folder.iterdir()
    assert kept.read_bytes() == report.read_bytes()
    assert b"What it shows" not in origin.read_bytes()
    before = kept.stat().st_mtime_ns
    obstacle(ana, "More")
    sharing(ana).share()
    assert kept.stat().st_mtime_ns == before, "what is there is not sent again"
    sharing(ben).share()
    assert ben.file.evidence_files.get(kept.name) == report.read_bytes()
    for session in (ana, ben):
        session.close()


def test_a_redacted_file_leaves_the_shared_folder_and_one_that_is_held_stays_for_now(
    officer: Officer, origin: Path, tmp_path: Path
) -> None:
    ana = officer("Ana")
    report = tmp_path / "report.txt"
    report.write_bytes(b"A letter")
    attach_file(ana, report)
    sharing(ana).share()
    (kept,) = origin.with_name("plan files").iterdir()
    (item,) = [e for e in ana.register().evidence if e.file_hash == kept.name]
    redact(ana, [t.change for t in traces(ana, item.id, "file_hash")], "Personal data")
    assert not kept.exists()
    (origin.with_name("plan files") / "held").mkdir()  # a folder cannot be unlinked, as a held file cannot
    sharing(ana).forget_files(["held", "never there"])
    assert (origin.with_name("plan files") / "held").exists()
    ana.close()


def test_what_a_colleague_redacted_leaves_the_files_that_this_officer_shared(
    officer: Officer, origin: Path, tmp_path: Path
) -> None:
    ana, ben = officer("Ana"), officer("Ben")
    for session in (ana, ben):
        sharing(session).work_as_team()
    report = tmp_path / "report.txt"
    report.write_bytes(b"A letter about a child")
    attach_file(ana, report)
    for session in (ana, ben):
        sharing(session).share()
    assert [p for p in origin.parent.rglob("*") if p.is_file() and p.read_bytes() == report.read_bytes()] != []
    (item,) = [e for e in ana.register().evidence if e.file_hash]
    redact(ana, [t.change for t in traces(ana, item.id, "file_hash")], "Personal data")
    for session in (ana, ben):
        sharing(session).share()
    assert [p.name for p in origin.parent.rglob("*") if p.is_file() and p.read_bytes() == report.read_bytes()] == []
    for session in (ana, ben):
        session.close()


def test_what_vanishes_while_it_is_looked_at_is_no_news(officer: Officer, origin: Path) -> None:
    ana = officer("Ana")
    gone = origin.with_name("plan-LAPTOP.sendtracker")
    ana.sharing.copies = lambda: [gone]  # type: ignore[union-attr, method-assign, unused-ignore]
    assert sharing(ana).news() == []
    ana.close()


def test_a_folder_that_is_gone_keeps_the_work_here_and_says_so(officer: Officer, origin: Path) -> None:
    ana = officer("Ana")
    obstacle(ana, "Safe")
    away = origin.parent.rename(origin.parent.with_name("away"))
    with pytest.raises(Problem) as raised:
        sharing(ana).share()
    assert raised.value.code == "share"
    assert "safe on this computer" in raised.value.sentence
    assert sharing(ana).is_waiting
    ana.close()
    away.rename(origin.parent)
    again = officer("Ana")
    assert obstacles(again)[0] == "Safe"
    sharing(again).share()
    assert not sharing(again).is_waiting
    again.close()


def test_a_shared_file_that_cannot_be_read_is_never_replaced(officer: Officer, origin: Path) -> None:
    ana = officer("Ana")
    obstacle(ana, "Ours")
    torn = origin.read_bytes()[:5000]
    origin.write_bytes(torn)
    with pytest.raises(Problem):
        sharing(ana).share()
    assert origin.read_bytes() == torn
    ana.close()


def test_parts_of_a_kill_are_cleaned_at_the_next_start_and_only_our_own(officer: Officer, origin: Path) -> None:
    ours = origin.with_name(f"plan.sendtracker.{own_mark()}-{_ENDED}-0123abcd.share.tmp")
    theirs = origin.with_name(f"plan.sendtracker.ffffffff-{_ENDED}-0123abcd.share.tmp")
    former = origin.with_name(f"plan.sendtracker.{own_mark()}-0123abcd.share.tmp")
    at_work = origin.with_name(f"plan.sendtracker.{own_mark()}-{os.getpid()}-0123abcd.share.tmp")
    for part in (ours, theirs, former, at_work):
        part.write_bytes(b"half")
    officer("Ana").close()
    assert not (ours.exists() or former.exists())
    assert theirs.exists() and at_work.exists()


def test_what_a_kill_left_anywhere_is_gone_at_the_next_start(officer: Officer, origin: Path) -> None:
    """Of backups, of attached files on their way, of snapshots and of copies that were read."""
    officer("Ana").close()
    data, name = bootstrap.data_folder(), f"x.{own_mark()}-{_ENDED}-0123abcd"
    left = [
        bootstrap.backup_folder(origin) / f"{name}.backup.tmp",
        bootstrap.backup_folder(origin) / "files" / f"{name}.share.tmp",
        data / "working" / "workshop" / f"{name}.snapshot.tmp",
        data / "working" / "workshop" / f"{name}.copy.tmp-journal",
        publisher.files_folder(origin) / f"{name}.share.tmp",
    ]
    for part in left:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(b"half")
    bootstrap.open_surely(origin, author="Ana").close()
    assert [part for part in left if part.exists()] == []


class Held(type(Path())):  # type: ignore[misc]
    """A part whose target another program holds for the first tries, as a virus scanner does on Windows."""

    held = 3

    def replace(self, target: Path) -> Path:
        if Held.held:
            Held.held -= 1
            raise PermissionError(13, "The process cannot access the file")
        return Path(self).replace(target)


def test_a_swap_waits_for_a_program_that_holds_the_target(tmp_path: Path) -> None:
    part, target = Held(tmp_path / "part"), tmp_path / "target"
    part.write_bytes(b"new")
    target.write_bytes(b"old")
    waited: list[float] = []
    publisher._swap_in(part, target, hashlib.sha256(b"new").hexdigest(), waited.append)
    assert target.read_bytes() == b"new"
    assert waited == list(publisher.WAITS[:3])
    Held.held = 99
    part.write_bytes(b"newer")
    with pytest.raises(PermissionError):
        publisher._swap_in(part, target, hashlib.sha256(b"newer").hexdigest(), waited.append)
    assert target.read_bytes() == b"new"
    assert sum(publisher.WAITS) == pytest.approx(5)


def test_whoever_reads_while_it_is_shared_gets_a_whole_file(officer: Officer, origin: Path, tmp_path: Path) -> None:
    ana = officer("Ana")
    stop, copies = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            copies.append(origin.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    number = 0
    while len(copies) < COPIES or number < 15:
        number += 1
        obstacle(ana, f"Obstacle {number}")
        sharing(ana).share()
    stop.set()
    reader.join()
    ana.close()
    different = {hashlib.sha256(c).digest(): c for c in copies}
    for number, content in enumerate(different.values()):
        path = tmp_path / f"{number}.sendtracker"
        path.write_bytes(content)
        session = bootstrap.open_tracker(path)
        assert check(session) == []
        session.close()


def test_the_command_line_shares_what_it_did(officer: Officer, origin: Path, tmp_path: Path) -> None:
    officer("Ana").close()
    assert run(["update", str(origin), "1.1", "--obstacle", "Typed", "--author", "Ana"]) == 0
    plain = tmp_path / "elsewhere.sendtracker"
    shutil.copy(origin, plain)
    session = bootstrap.open_tracker(plain)
    assert obstacles(session)[0] == "Typed"
    with pytest.raises(Problem):
        combine(session, tmp_path / "missing.sendtracker")
    session.close()
