"""A pack is there whole or not at all, and takes no other file's place."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.exchange.pack import write_pack
from send_tracker.exchange.safe_write import replacing
from send_tracker.services.session import Session


class Stop(Exception):
    """What a cancel button raises."""


def test_progress_is_told_in_order(sample: Session, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    result = write_pack(sample, tmp_path / "p.xlsx", on_progress=lambda *step: told.append(step))
    done = [step[0] for step in told]
    assert done == sorted(done)
    assert {step[1] for step in told} == {sum(result.counts.values())}
    assert done[0] == 0 and done[-1] == told[-1][1]
    assert [f"writing {name}" for name in result.counts] == [step[2] for step in told][: len(result.counts)]
    assert told[-2][2] == "saving"


@pytest.mark.parametrize("at", [0, 3, 7, 8, 9])
def test_cancelling_leaves_nothing_behind(
    sample: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    folder, scratch = tmp_path / "target", tmp_path / "scratch"
    folder.mkdir()
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    target = folder / "p.xlsx"
    target.write_bytes(b"the old one")
    calls = 0

    def stop(_done: int, _total: int, _words: str) -> None:
        nonlocal calls
        if calls == at:
            raise Stop
        calls += 1

    with pytest.raises(Stop):
        write_pack(sample, target, force=True, on_progress=stop)
    assert [(p.name, p.read_bytes()) for p in folder.iterdir()] == [("p.xlsx", b"the old one")]
    assert list(scratch.iterdir()) == []


def test_an_existing_file_is_left_alone(sample: Session, tmp_path: Path) -> None:
    target = tmp_path / "p.xlsx"
    target.write_bytes(b"somebody's work")
    with pytest.raises(Problem, match="exists already") as caught:
        write_pack(sample, target)
    assert caught.value.code == "exists"
    assert target.read_bytes() == b"somebody's work"
    assert [p.name for p in tmp_path.iterdir()] == ["p.xlsx"]
    write_pack(sample, target, force=True)
    assert target.read_bytes()[:2] == b"PK"
    assert [p.name for p in tmp_path.iterdir()] == ["p.xlsx"]


def test_a_file_that_appears_meanwhile_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "p.xlsx"

    def write() -> None:
        with replacing(target) as file:
            file.write(b"new")
            target.write_bytes(b"came in between")

    with pytest.raises(Problem) as caught:
        write()
    assert caught.value.code == "exists"
    assert target.read_bytes() == b"came in between"
    assert [p.name for p in tmp_path.iterdir()] == ["p.xlsx"]


@pytest.mark.parametrize("mark", ["~$p.xlsx", ".~lock.p.xlsx#"])
def test_a_file_that_is_open_elsewhere_is_not_replaced(sample: Session, tmp_path: Path, mark: str) -> None:
    target = tmp_path / "p.xlsx"
    target.write_bytes(b"open")
    (tmp_path / mark).touch()
    with pytest.raises(Problem, match="open in another program") as caught:
        write_pack(sample, target, force=True)
    assert caught.value.code == "open"
    assert target.read_bytes() == b"open"


def test_places_that_cannot_be_written_to(sample: Session, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target, code in (
        (tmp_path / "none" / "p.xlsx", "no-folder"),
        (tmp_path / "file" / "p.xlsx", "no-folder"),
        (tmp_path, "is-folder"),
        (tmp_path / ("n" * 300 + ".xlsx"), "name-too-long"),
    ):
        with pytest.raises(Problem) as caught:
            write_pack(sample, target)
        assert caught.value.code == code
        assert "\n" not in caught.value.sentence
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a process's file sizes")
def test_a_full_disk_leaves_the_old_file(sample: Session, tmp_path: Path) -> None:
    import resource

    target = tmp_path / "p.xlsx"
    target.write_bytes(b"the old one")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Room for each sheet's stream in the temporary folder would be 100 KB; the disk ends long before.
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, hard))
    try:
        with pytest.raises(Problem, match="the disk is full") as caught:
            write_pack(sample, target, force=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.code == "disk-full"
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("p.xlsx", b"the old one")]


def test_a_disk_that_fills_at_the_last_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Problem) as caught, replacing(tmp_path / "p.xlsx") as file:
        file.write(b"x")
    assert caught.value.code == "disk-full"
    assert list(tmp_path.iterdir()) == []
