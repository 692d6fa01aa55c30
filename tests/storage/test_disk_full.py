"""A full disk: said in one sentence, nothing lost, and the next edit works once there is room."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.services import programme
from send_tracker.services.checking import check
from send_tracker.services.combine import combine
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.session import Edited, Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.builders import Small, small_programme


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker") as found:
        yield found


def fill(small: Small) -> None:
    """Let the file grow no more."""
    db = small.session.file._db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")


def free(small: Small) -> None:
    small.session.file._db.execute("PRAGMA max_page_count = 1000000")


def test_an_edit_that_does_not_fit_leaves_everything_as_it_was(small: Small) -> None:
    session, told = small.session, list[Edited]()
    session.on_edit.append(told.append)
    update_actions(session, small.actions[0], Update(status="on_track"))
    before, rows = session.file.log.heads(), session.file.derived_rows()
    fill(small)
    with pytest.raises(Problem) as raised:
        update_actions(session, small.actions[0], Update(status="at_risk", obstacle="x" * 31_000))
    assert raised.value.code == "disk-full"
    assert "safe" in raised.value.sentence
    assert session.file.log.heads() == before
    assert session.file.derived_rows() == rows
    assert len(told) == 1
    free(small)
    update_actions(session, small.actions[0], Update(status="at_risk", obstacle="x" * 31_000))
    assert session.register().actions[0].status == "at_risk"
    assert check(session) == []


def test_numbers_given_out_in_vain_are_not_used_again_by_mistake(small: Small) -> None:
    """A new entity and a field's first use get numbers; after a rollback these may go to something else."""
    session = small.session
    fill(small)
    with pytest.raises(Problem):
        programme.add(session, "organisation", name="Trust", aliases="x" * 31_000)
    free(small)
    meeting = programme.add(session, "meeting", date="2025-03-01", type="board", title="Board")
    trust = programme.add(session, "organisation", name="Trust", aliases="NHS")
    register = session.register()
    assert [(m.id, m.date, m.title) for m in register.meetings] == [(meeting, "2025-03-01", "Board")]
    assert [(o.id, o.name, o.aliases) for o in register.organisations] == [(trust, "Trust", "NHS")]
    assert check(session) == []


def test_a_batch_that_does_not_fit_leaves_nothing_and_nobody_is_told(small: Small) -> None:
    session, told = small.session, list[Edited]()
    session.on_edit.append(told.append)
    before = session.file.log.count()
    fill(small)
    with pytest.raises(Problem) as raised, session.batch():  # noqa: PT012
        programme.describe_programme(session, name="Never")
        assert session.programme.name == "Never"
        update_actions(session, small.actions[0], Update(note="x" * 31_000))
    assert raised.value.code == "disk-full"
    assert session.file.log.count() == before
    assert session.programme.name == "Test"
    assert told == []
    free(small)
    programme.describe_programme(session, name="Now")
    assert session.programme.name == "Now"
    assert check(session) == []


def test_an_attachment_that_does_not_fit(small: Small) -> None:
    fill(small)
    with pytest.raises(Problem) as raised:
        attach_bytes(small.session, "report.pdf", b"x" * 200_000)
    assert raised.value.code == "disk-full"
    assert small.session.file._db.execute("SELECT count(*) FROM stored_file").fetchone() == (0,)
    free(small)
    attach_bytes(small.session, "report.pdf", b"x" * 200_000)
    assert [e.file_name for e in small.session.register().evidence] == ["report.pdf"]
    assert check(small.session) == []


def test_one_bad_row_of_a_batch_can_be_left_out(small: Small) -> None:
    """An import goes on after a row that cannot be kept; of that row nothing remains."""
    session = small.session
    with session.batch():
        programme.add(session, "person", name="First")
        with pytest.raises(Problem):
            programme.add(session, "person", name="Second", aliases="x" * 40_000)
        programme.add(session, "person", name="Third")
    assert [p.name for p in session.register().people if p.name in ("First", "Second", "Third")] == ["First", "Third"]
    entities = session.file._db.execute("SELECT count(*) FROM entity WHERE kind = 'person'").fetchone()[0]
    assert entities == len(session.register().people)
    assert check(session) == []


def test_a_combine_that_does_not_fit_leaves_everything_as_it_was(small: Small, tmp_path: Path) -> None:
    session, copy = small.session, tmp_path / "ben.sendtracker"
    session.file.snapshot(copy)
    ben = Session(TrackerFile.open(copy), "Ben")
    for number in range(6):
        update_actions(ben, small.actions[0], Update(note=f"{number}" + "x" * 20_000))
    heads = ben.file.log.heads()
    ben.close()
    before, rows = session.file.log.heads(), session.file.derived_rows()
    db = session.file._db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    for more in range(0, 24, 3):  # full at a later write each time
        db.execute(f"PRAGMA max_page_count = {pages + more}")
        with pytest.raises(Problem) as raised:
            combine(session, copy)
        assert raised.value.code == "disk-full"
        assert session.file.log.heads() == before
        assert session.file.derived_rows() == rows
    free(small)
    combine(session, copy)
    assert session.file.log.heads() == heads
    assert check(session) == []


def test_a_share_that_does_not_fit_leaves_the_shared_file_as_it_was(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the k-th write of the file on its way: there is the old one, and no part of the new."""
    session, target = small.session, tmp_path / "shared" / "plan.sendtracker"
    target.parent.mkdir()
    session.file.publish(target, tmp_path / "workshop")
    before = target.read_bytes()
    update_actions(session, small.actions[0], Update(note="x" * 20_000))
    for k in range(6):

        def copyfile(source: Path, part: Path, k: int = k) -> None:
            part.write_bytes(Path(source).read_bytes()[: k * 40_000])
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("send_tracker.storage.publisher.shutil.copyfile", copyfile)
            with pytest.raises(Problem) as raised:
                session.file.publish(target, tmp_path / "workshop")
        assert "safe on this computer" in raised.value.sentence
        assert [p.name for p in target.parent.iterdir()] == [target.name]
        assert target.read_bytes() == before
    session.file.publish(target, tmp_path / "workshop")
    assert target.read_bytes() != before
    assert list((tmp_path / "workshop").iterdir()) == []
