"""Small real programmes for tests: a real file, a real session, a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from send_tracker.services import programme
from send_tracker.services.plan import add_action
from send_tracker.services.session import FixedClock, Session
from send_tracker.storage.file import TrackerFile

FIRST_DAY = date(2025, 1, 6)


@dataclass
class Small:
    """A programme with one area, two outcomes, two people, two themes and some actions."""

    session: Session
    clock: FixedClock
    area: str = ""
    outcomes: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)

    def on(self, day: date) -> None:
        """Let it be that day."""
        self.clock.moment = at_ten(day)

    def reopen(self, author: str = "") -> None:
        """Close the file and open it again, as a restart does."""
        path, author = self.session.path, author or self.session.author
        self.session.close()
        self.session = Session(TrackerFile.open(path), author, self.clock)


def at_ten(day: date) -> datetime:
    """Return ten in the morning of a day."""
    return datetime.combine(day, time(10), UTC)


@contextmanager
def new_session(path: Path, author: str = "Ana", day: date = FIRST_DAY) -> Iterator[Small]:
    """Make an empty programme with the Nottinghamshire scale; close it whatever happens."""
    clock = FixedClock(at_ten(day))
    small = Small(Session(TrackerFile.create(path), author, clock), clock)
    try:
        with small.session.founding():
            programme.describe_programme(small.session, name="Test", cycle_weeks=6, file_limit_mb=1)
            programme.set_scale(small.session, "nottinghamshire")
        yield small
    finally:
        small.session.close()


@contextmanager
def small_programme(path: Path, actions: int = 3, author: str = "Ana") -> Iterator[Small]:
    """Make a programme with a few actions, none of whose making can be undone."""
    with new_session(path, author) as small:
        session = small.session
        with session.founding():
            small.area = programme.add(session, "area", ref="APA1", title="First area")
            for n in (1, 2):
                outcome = programme.add(session, "outcome", ref=f"O{n}", title=f"Outcome {n}", area=small.area)
                small.outcomes.append(outcome)
                small.people.append(programme.add(session, "person", name=f"Head of service {n}"))
                theme = programme.add(session, "theme", framework="afi", ref=f"AFI{n}", title=f"Theme {n}")
                small.themes.append(theme)
            for n in range(actions):
                outcome = small.outcomes[n % 2]
                small.actions.append(add_action(session, outcome, f"Action {n}", f"{n % 2 + 1}.{n // 2 + 1}"))
        yield small
