"""Combining two copies finds the conflicts that SQLite's session extension finds, which knows nothing of our log.

The extension compares rows as they are in the end, so to it a value that was set away and back by hand was never
touched; nobody does so here, and what was undone is back for both. A row that one side withdrew is gone for it, so
the fields of such an entity are not compared, but the entity is. ``HYPOTHESIS_PROFILE=long`` runs far more of it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_tracker.domain.kinds import Value
from send_tracker.domain.log import Draft
from send_tracker.services.combine import combine
from send_tracker.services.conflicts import conflicts
from send_tracker.services.ending import withdraw
from send_tracker.services.plan import add_action
from send_tracker.services.programme import change, link_drafts
from send_tracker.services.session import FixedClock, Session
from send_tracker.services.undo import redo, undo
from send_tracker.storage.file import TrackerFile
from tests.builders import at_ten, small_programme
from tests.storage import session_oracle

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
DAY = date(2025, 3, 3)
NEW: dict[str, tuple[Value, Value]] = {
    "title": ("Renamed", "Renamed too"),
    "obstacle": ("Recruitment", "Funding"),
    "approved_date": ("2025-09", "2025-10-31"),
    "accountable": (0, 1),  # a person by their place
    "status": ("obstacles", "complete"),
}
"""Values that no action of the common copy has."""

places = st.integers(0, 2)
Step = tuple[object, ...]
steps = st.lists(
    st.one_of(
        st.tuples(st.just("set"), places, st.sampled_from(sorted(NEW)), st.integers(0, 1), st.integers(0, 9)),
        st.tuples(st.just("name"), st.integers(0, 1), st.integers(0, 1)),
        st.tuples(st.just("lead"), places, st.integers(0, 1)),
        st.tuples(st.just("withdraw"), places),
        st.sampled_from([("undo",), ("redo",), ("add",)]),
    ),
    min_size=1,
    max_size=8,
)


@dataclass
class Base:
    """The copy that both officers began with."""

    path: Path
    actions: list[str]
    people: list[str]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    path = tmp_path_factory.mktemp("base") / "base.sendtracker"
    with small_programme(path) as small:
        return Base(path, small.actions, small.people)


class Officer:
    """Somebody who works on a copy, and lets it go before anybody else looks at it."""

    def __init__(self, base: Base, path: Path, skew: int = 0) -> None:
        self.base, self.path = base, Path(shutil.copy(base.path, path))
        self.clock = FixedClock(at_ten(DAY + timedelta(days=skew)))

    def session(self) -> Session:
        return Session(TrackerFile.open(self.path), self.path.stem, self.clock)

    def work(self, plan: Iterable[Step]) -> set[str]:
        """Do it all; return what is withdrawn in the end."""
        with closing(self.session()) as session:
            for step in plan:
                self._do(session, *step)
            return {action.id for action in session.register().withdrawn}

    def _do(self, session: Session, what: object, *more: object) -> None:
        numbers = [n for n in more if isinstance(n, int)]
        if what in ("set", "withdraw", "lead"):
            action = self.base.actions[numbers[0]]
            if action not in {a.id for a in session.register().actions}:
                return  # it is gone in this copy
            if what == "set":
                self._set(session, action, str(more[1]), *numbers[1:])
            elif what == "withdraw":
                withdraw(session, action, "Not needed")
            else:
                session.edit(
                    "set-leads", link_drafts("lead", {"action": action, "person": self.base.people[numbers[1]]}, True)
                )
        elif what == "name":
            change(session, "person", self.base.people[numbers[0]], name=("Known as Ana", "Known as Ben")[numbers[1]])
        elif what == "add":
            add_action(session, session.register().outcomes[0].id, "New")
        else:
            (undo if what == "undo" else redo)(session)

    def _set(self, session: Session, action: str, name: str, which: int, ago: int) -> None:
        value: Value = self.base.people[which] if name == "accountable" else NEW[name][which]
        as_at = (session.today - timedelta(days=ago)).isoformat()
        session.edit("change-action", [Draft("action", action, name, value, as_at)])

    def combine(self, other: Officer) -> tuple[session_oracle.Fields, session_oracle.Entities]:
        """Take in the other's copy; return what is in conflict, and what was edited while withdrawn."""
        with closing(self.session()) as session:
            found = combine(session, other.path)
            assert found.refused == ()
            entities = range(1, session.file._db.execute("SELECT max(n) FROM entity").fetchone()[0] + 1)
            unseen = set(session.file.conflict_rows.edited_while_withdrawn(entities))
            assert len(found.withdrawn) == len(unseen)
            assert tuple(conflicts(session)) == found.conflicts
            return {(c.kind, c.entity, c.field): frozenset(x.value for x in c.claims) for c in found.conflicts}, unseen


def both_ways(
    base: Base, ana: Officer, ben: Officer, gone: set[str]
) -> tuple[session_oracle.Fields, session_oracle.Entities]:
    """Combine in both directions, ask the oracle both ways, and return what all four agree on."""
    asked = [session_oracle.conflicts(base.path, *pair) for pair in ((ana.path, ben.path), (ben.path, ana.path))]
    aside = Officer(base, ana.path.with_name("aside.sendtracker"))
    shutil.copy(ana.path, aside.path)
    for fields, entities in (ana.combine(ben), ben.combine(aside)):
        ours = {slot: values for slot, values in fields.items() if slot[1] not in gone}
        assert (ours, entities) == asked[0]
    assert asked[0] == asked[1]
    return asked[0]


@given(steps, steps)
@settings(max_examples=1_000 if LONG else 12, deadline=None, suppress_health_check=list(HealthCheck))
def test_two_copies_are_in_conflict_where_the_session_extension_says_so(
    base: Base, of_ana: list[Step], of_ben: list[Step]
) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        ana, ben = Officer(base, folder / "Ana.sendtracker"), Officer(base, folder / "Ben.sendtracker", -2)
        gone = ana.work(of_ana) | ben.work(of_ben)
        both_ways(base, ana, ben, gone)
    finally:
        shutil.rmtree(folder)


def test_the_oracle_sees_what_there_is_to_see(base: Base, tmp_path: Path) -> None:
    """A field that both changed, one that both gave the same value, and an action that one edited and one withdrew."""
    ana, ben = Officer(base, tmp_path / "Ana.sendtracker"), Officer(base, tmp_path / "Ben.sendtracker")
    both: list[Step] = [("set", 0, "title", 0, 0), ("lead", 0, 1)]
    gone = ana.work([*both, ("set", 0, "obstacle", 0, 0), ("set", 1, "status", 0, 0), ("withdraw", 2)])
    gone |= ben.work([*both, ("set", 0, "obstacle", 1, 3), ("set", 1, "title", 0, 0), ("set", 2, "obstacle", 0, 0)])
    first, _, third = base.actions
    fields, entities = both_ways(base, ana, ben, gone)
    assert fields == {("action", first, "obstacle"): frozenset({"Recruitment", "Funding"})}
    assert entities == {("action", third)}
