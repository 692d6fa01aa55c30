"""The file as it stood on a day, and as it was known at an earlier point, against the register of the present."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from send_tracker.bootstrap import open_tracker
from send_tracker.domain.plan_filter import PlanFilter, SortBy
from send_tracker.domain.problem import Problem
from send_tracker.exchange.progress_report import progress_document
from send_tracker.services import plan
from send_tracker.services.challenges import challenges
from send_tracker.services.evidence_view import evidence_view
from send_tracker.services.overview import overview
from send_tracker.services.plan_view import PlanView
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.services.status_history import status_history
from tests.builders import Small

DAYS = (date(2024, 12, 31), date(2025, 3, 31), date(2025, 5, 31), date(2025, 7, 4))


@pytest.fixture
def sample(pristine_sample: Path, tmp_path: Path) -> Iterator[Session]:
    session = open_tracker(Path(shutil.copy(pristine_sample, tmp_path / "sample.sendtracker")), author="Ana")
    yield session
    session.close()


def status(session: Session, action: str) -> str:
    return next(a.status for a in session.register().actions if a.id == action)


@pytest.mark.parametrize("day", DAYS)
def test_everything_read_of_the_past_is_the_register_as_at_the_day(sample: Session, day: date) -> None:
    wanted = sample.register(day)
    with closing(sample.at(day)) as past:
        assert past.register() == wanted
        assert (past.today, past.programme, past.scale) == (day, wanted.programme, wanted.scale)
        assert past.meetings == wanted.meetings
        view = PlanView(past)
        listing = view.listing(PlanFilter(), SortBy.REF, False)
        rows = [line.row for line in view.lines([key.n for key in listing.keys])]
        assert {(r.id, r.ref, r.title, r.status, r.status_since, r.updated_on) for r in rows} == {
            (a.id, a.ref, a.title, a.status, a.status_since, a.updated_on) for a in wanted.actions
        }
        assert view.progress().all == status_history(sample, [day])[0][1].all
        printed = progress_document(wanted)  # what ``progress --as-at --json`` prints
        assert {h.ref: h.progress.done_percent for h in view.heads()} == {
            group["ref"]: group["done_percent"] for group in (*printed["areas"], *printed["outcomes"])
        }
        assert dict(listing.counts) == {
            code: n for code, n in printed["all"]["counts"].items() if n and code != "withdrawn"
        }
        assert [line.item.id for line in evidence_view(past).lines] == [e.id for e in wanted.evidence]
        assert challenges(past) == challenges(sample, day)


def test_as_at_today_every_derived_table_is_what_it_is(sample: Session) -> None:
    with closing(sample.at(sample.today)) as past:
        assert past.file.derived_rows() == sample.file.derived_rows()
        assert overview(past).figures == overview(sample).figures
        assert overview(past).breakdown == overview(sample).breakdown
    assert sample.file.tables_unlike_the_log() == []


def test_the_past_is_read_only_and_leaves_the_present_as_it_is(small: Small) -> None:
    session, action = small.session, small.actions[0]
    small.on(date(2025, 2, 3))
    update_actions(session, action, Update(status="on_track"))
    past = session.at(date(2025, 1, 31))
    assert past.read_only and past.present is session and session.present is session
    assert (past.as_at, session.as_at, session.read_only) == (date(2025, 1, 31), None, False)
    with pytest.raises(Problem, match="as at 31 January 2025"):
        update_actions(past, action, Update(status="complete", reason="x"))
    update_actions(session, action, Update(status="obstacles", reason="Late"))
    assert status(past, action) == "not_started", "a past is not moved by what is done meanwhile"
    assert status(session, action) == "obstacles"
    past.close()
    plan.change_action(session, action, title="Still open")


def test_the_past_of_the_past_is_made_from_the_present(small: Small) -> None:
    small.on(date(2025, 3, 3))
    with closing(small.session.at(date(2025, 2, 1))) as first, closing(first.at(date(2025, 3, 1))) as second:
        assert second.present is small.session
        assert second.today == date(2025, 3, 1)


def test_a_day_in_the_future_is_refused(small: Small) -> None:
    with pytest.raises(Problem, match="in the future"):
        small.session.at(small.session.today + timedelta(days=1))


def test_before_the_programme_began_there_is_a_scale_and_no_plan(small: Small) -> None:
    day = date(2024, 1, 1)
    with closing(small.session.at(day)) as past:
        assert past.register() == small.session.register(day)
        assert (past.scale, past.programme.name) == (small.session.scale, "Test")
        assert PlanView(past).listing(PlanFilter(), SortBy.STATUS, False).keys == ()


def test_a_late_entry_is_in_the_past_of_its_day_and_was_not_known_then(small: Small) -> None:
    session, action = small.session, small.actions[0]
    small.on(date(2025, 2, 3))
    then = session.file.log.heads()
    small.on(date(2025, 3, 3))
    update_actions(session, action, Update(status="on_track", as_at=date(2025, 2, 1)))
    with closing(session.at(date(2025, 2, 3))) as past:
        assert status(past, action) == "on_track"
    with closing(session.known(then)) as known:
        assert status(known, action) == "not_started"
        assert known.file.log.heads() == then
        assert known.file.log.count() < session.file.log.count()
    with closing(session.known(session.file.log.heads(), date(2025, 2, 3))) as both:
        assert both.register() == session.register(date(2025, 2, 3))


def test_a_backup_that_is_only_read_has_a_past_too(pristine_sample: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(pristine_sample, tmp_path / "backup.sendtracker"))
    with closing(open_tracker(path, read_only=True)) as session, closing(session.at(DAYS[1])) as past:
        assert past.register() == session.register(DAYS[1])


def test_a_backup_of_an_older_version_says_that_it_has_no_past(pristine_sample: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(pristine_sample, tmp_path / "backup.sendtracker"))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 1")
    with closing(open_tracker(path, read_only=True)) as session, pytest.raises(Problem, match="older version"):
        session.at(DAYS[1])
