"""The sample and a hostile programme, as real files that the tests of exchange share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from send_tracker.bootstrap import open_tracker
from send_tracker.services import evidence, plan, programme, status
from send_tracker.services.session import FixedClock, Session
from tests.builders import small_programme

SECRET = "Zwiebelfisch, said only among ourselves"
HOSTILE = (
    "=cmd()",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "<img src=x onerror=alert(1)>",
    "#N/A",
    "_x0041_ stays",
    "\u202eright to left\u202c",
    "two\nlines & <more>",
)
AS_TITLES = tuple(" ".join(text.split()) for text in HOSTILE)
"""A title is one line, so the file keeps it as one."""

MADE_AT = datetime(2025, 7, 4, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The whole sample, for tests that only read."""
    path = Path(shutil.copy(pristine_sample, tmp_path_factory.mktemp("sample") / "sample.sendtracker"))
    session = open_tracker(path, clock=FixedClock(MADE_AT))
    yield session
    session.close()


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Session]:
    """A small programme whose texts try to be formulas, markup and escapes, with an internal note."""
    with small_programme(tmp_path / "hostile.sendtracker", actions=0) as small:
        session = small.session
        programme.describe_programme(session, name="=Plan & co", board="@board", sample_note="")
        column = programme.add(session, "extra_field", name="Status", order=1)
        for number, text in enumerate(HOSTILE):
            action = plan.add_action(session, small.outcomes[0], text, f"1.{number + 1}", original_date="2025-01")
            plan.set_extra(session, action, column, text)
            update = status.Update(
                status="at_risk", reason=text, note=text, internal_note=SECRET, obstacle=text, ask=text
            )
            small.on(date(2025, 3, 1))
            status.update_actions(session, action, update)
            evidence.add_evidence(session, text, [action], shows=text)
        yield session
