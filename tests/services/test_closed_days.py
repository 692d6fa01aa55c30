"""The days on which a council is closed, in the file: one edit, one undo, both officers' after combining."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.services import inspections
from send_tracker.services.board_reading import read_board
from send_tracker.services.challenges import challenges
from send_tracker.services.checking import check
from send_tracker.services.closed_days import closed_days, save_programme, working_days
from send_tracker.services.combine import combine
from send_tracker.services.inspections import clock_of
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.meetings import add_meeting, propose, timetable
from send_tracker.services.session import Session
from send_tracker.services.undo import undo, undo_state
from send_tracker.storage.file import TrackerFile
from tests.builders import small_programme

CHRISTMAS = [date(2025, 12, day) for day in (29, 30, 31)]
BOARD = date(2026, 1, 8)


def test_papers_are_counted_back_over_a_council_that_is_closed(tmp_path: Path) -> None:
    with small_programme(tmp_path / "a.sendtracker") as small:
        session = small.session
        add_meeting(session, BOARD)
        board = meeting_on(session, BOARD)
        despatched = [d.day for d in timetable(session, board) if d.title == "Papers despatched"]
        assert despatched == [date(2025, 12, 30)]
        before = session.file.log.count()
        save_programme(session, CHRISTMAS, name="Renamed")
        assert session.file.log.count() == before + 1
        assert closed_days(session) == tuple(CHRISTMAS) and session.programme.name == "Renamed"
        assert [d.day for d in timetable(session, board) if d.title == "Papers despatched"] == [date(2025, 12, 23)]
        assert working_days(session).between(date(2025, 12, 24), date(2026, 1, 5)) == 2
        undo(session)
        assert closed_days(session) == () and session.programme.name == "Test"

        save_programme(session, CHRISTMAS)
        assert undo_state(session).undo == "closed days of the council"
        save_programme(session, CHRISTMAS[:1])
        assert closed_days(session) == (CHRISTMAS[0],)
        assert save_programme(session, CHRISTMAS[:1]) is None
        with pytest.raises(Problem):
            save_programme(session, CHRISTMAS, cycle_weeks=-1)
        assert closed_days(session) == (CHRISTMAS[0],), "nothing of what was refused is left"
        small.reopen()
        assert closed_days(small.session) == (CHRISTMAS[0],)
        assert check(small.session) == [] and challenges(small.session) is not None


def test_a_date_of_the_cycle_moves_off_a_closed_day(tmp_path: Path) -> None:
    with small_programme(tmp_path / "a.sendtracker") as small:
        add_meeting(small.session, date(2025, 11, 18))
        small.on(date(2025, 11, 20))
        save_programme(small.session, CHRISTMAS)
        (found,) = propose(small.session, 1)
        assert (found.cycle_day, found.day) == (date(2025, 12, 30), date(2026, 1, 2))


def test_what_is_left_until_inspectors_come_is_in_the_councils_days_and_their_notice_is_not(tmp_path: Path) -> None:
    with small_programme(tmp_path / "a.sendtracker") as small:
        small.on(date(2025, 12, 24))
        inspections.add_inspection(small.session, "Visit", notified="2025-12-22", starts="2026-01-06")
        (found,) = read_board(small.session).inspections
        clock = clock_of(small.session, found)
        assert (clock.notice, clock.left) == (8, 6)
        save_programme(small.session, CHRISTMAS)
        clock = clock_of(small.session, found)
        assert (clock.notice, clock.left) == (8, 3)


def test_two_officers_who_name_different_days_have_both(tmp_path: Path) -> None:
    with small_programme(tmp_path / "a.sendtracker") as small:
        other = tmp_path / "ben.sendtracker"
        small.session.file.snapshot(other)
        ben = Session(TrackerFile.open(other), "Ben", small.clock)
        save_programme(ben, CHRISTMAS[1:])
        ben.close()
        save_programme(small.session, CHRISTMAS[:2])
        combine(small.session, other)
        assert closed_days(small.session) == tuple(CHRISTMAS)
