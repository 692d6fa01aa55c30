"""Positions after combining: what arrives later is not in them, in any copy; two of one meeting are settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from send_tracker.domain.positions import Position
from send_tracker.domain.problem import Problem
from send_tracker.exchange.combine_report import combine_document, combine_lines
from send_tracker.services.checking import check
from send_tracker.services.combine import combine
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.meetings import add_meeting
from send_tracker.services.positions import choose_position, freeze, is_intact, position_for, positions, register_at
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.builders import FIRST_DAY, Small, small_programme


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "ana.sendtracker") as found:
        add_meeting(found.session, FIRST_DAY)
        yield found


@pytest.fixture
def ben(ana: Small, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "ben.sendtracker"
    ana.session.file.snapshot(path)
    session = Session(TrackerFile.open(path), "Ben", ana.clock)
    yield session
    session.close()


def copy_of(session: Session, folder: Path, name: str) -> Path:
    path = folder / f"{name}.sendtracker"
    session.file.snapshot(path)
    return path


def rate(session: Session, action: str, code: str) -> None:
    update_actions(session, action, Update(status=code, reason="So it is"))


def board(session: Session, day: date = FIRST_DAY) -> Position:
    return freeze(session, meeting_on(session, day))


def test_what_another_officer_typed_before_the_freeze_is_not_in_it_in_either_copy(
    ana: Small, ben: Session, tmp_path: Path
) -> None:
    rate(ben, ana.actions[0], "at_risk")
    rate(ben, ana.actions[1], "complete")
    rate(ana.session, ana.actions[0], "on_track")
    before = ana.session.register(FIRST_DAY)
    position = board(ana.session)
    rate(ana.session, ana.actions[1], "obstacles")
    for session, other in ((ana.session, ben), (ben, ana.session)):
        combine(session, copy_of(other, tmp_path, f"{session.author}-takes"))
        assert session.register().actions[0].conflict
        (found,) = positions(session)
        assert (found.digest, found.heads, found.edits) == (position.digest, position.heads, position.edits)
        assert register_at(session, found) == before
        session.file.positions.forget()
        assert register_at(session, found).actions == before.actions
        assert is_intact(session, found)
        assert check(session) == []


def test_two_officers_freeze_one_board_and_a_person_settles_it(ana: Small, ben: Session, tmp_path: Path) -> None:
    rate(ana.session, ana.actions[0], "on_track")
    rate(ben, ana.actions[0], "at_risk")
    mine, theirs = board(ana.session), board(ben)
    copy = copy_of(ben, tmp_path, "copy")
    rehearsed = combine(ana.session, copy, rehearse=True)
    assert len(rehearsed.doubled) == 1
    assert [p.id for p in positions(ana.session)] == [mine.id]
    found = combine(ana.session, copy)
    assert found.needs_a_person
    assert {p.id for p in found.doubled[0]} == {mine.id, theirs.id}
    assert "Two positions for 6 January 2025, frozen by" in "\n".join(combine_lines([found], rehearsed=False))
    (told,) = combine_document([found])["doubled_positions"]
    assert {p["author"] for p in told["frozen"]} == {"Ana", "Ben"}
    with pytest.raises(Problem) as raised:
        position_for(ana.session, meeting_on(ana.session, FIRST_DAY))
    assert raised.value.code == "two-positions"
    statuses = {p.author: register_at(ana.session, p).actions[0].status for p in positions(ana.session)}
    assert statuses == {"Ana": "on_track", "Ben": "at_risk"}
    choose_position(ana.session, theirs.id, "Ben’s copy was the one that went out")
    assert position_for(ana.session, meeting_on(ana.session, FIRST_DAY)) is not None
    combine(ben, copy_of(ana.session, tmp_path, "settled"))
    assert [p.id for p in positions(ben)] == [p.id for p in positions(ana.session)] == [theirs.id]
