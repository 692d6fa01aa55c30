"""Random officers at a real file, against a model that shares nothing with the program.

``HYPOTHESIS_PROFILE=long`` runs far more of it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.history import point, state_at
from send_tracker.domain.kinds import EXISTS, KINDS
from send_tracker.domain.log import Draft, decode
from send_tracker.domain.plan_filter import PlanFilter, SortBy
from send_tracker.domain.register import Action
from send_tracker.domain.standing import FOREVER
from send_tracker.services import evidence, plan, programme
from send_tracker.services.checking import check
from send_tracker.services.history import history
from send_tracker.services.session import Edited, Session
from send_tracker.services.status import Update, move_start, update_actions
from send_tracker.services.undo import redo, undo
from tests.builders import Small, small_programme
from tests.storage.log_model import NEVER, Act, Model, Said

T = TypeVar("T")
NOW = "9999-12-30"
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
PROFILE = settings(
    max_examples=400 if LONG else 12,
    stateful_step_count=60 if LONG else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

texts = st.sampled_from(["plain", "=cmd()", "<img src=x>", "a \u202e b", "“quoted” \\ back", "tab\tand\nline", ""])
statuses = st.sampled_from(["not_started", "on_track", "obstacles", "at_risk", "complete", "embedded"])
ago = st.integers(0, 60)
one = st.integers(0, 1_000)
FIELDS: dict[str, st.SearchStrategy[str]] = {
    "title": st.sampled_from(["Reword", "Rename =1+1", "Title"]),
    "obstacle": texts,
    "ask": texts,
    "paragraph": st.sampled_from(["12", "13b", ""]),
    "approved_date": st.sampled_from(["2025-03-01", "2025-05", "2025-summer", ""]),
    "ref": st.sampled_from(["1.1", "9.9", "1.10"]),
}
changes = st.dictionaries(st.sampled_from(sorted(FIELDS)), st.integers(0, 6), min_size=1, max_size=3)


def pick(items: list[T], number: int) -> T:
    return items[number % len(items)]


class Officers(RuleBasedStateMachine):
    """Ana and Ben take turns at one file; everything they do is told to the model as well."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.context = small_programme(self.folder / "machine.sendtracker", actions=2)
        self.small: Small = self.context.__enter__()
        self.told: list[Edited] = []
        self.small.session.on_edit.append(self.told.append)
        self.model = Model()
        self.today = date(2025, 1, 6)
        self.items: list[str] = []
        for number in range(1, self.small.session.file.log.count() + 1):
            self.model.add(self._act(number, undoable=False))

    @initialize()
    def start(self) -> None:
        self._same_now()

    # What they do

    @rule(days=st.integers(0, 40))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)
        self.small.on(self.today)

    @rule(author=st.sampled_from(["Ana", "Ben"]))
    def restart(self, author: str) -> None:
        self.small.reopen(author)

    @rule(status=statuses, days=ago, at=one, both=st.booleans(), reason=texts, note=texts)
    def rate(self, status: str, days: int, at: int, both: bool, reason: str, note: str) -> None:
        chosen = [pick(self.small.actions, at)]
        if both:
            chosen = list(dict.fromkeys((*chosen, pick(self.small.actions, at + 1))))
        update = Update(status=status, reason=reason, note=note, as_at=self.today - timedelta(days=days))
        act = self._do(lambda: update_actions(self.small.session, chosen, update))
        wanted: set[tuple[str, str, object]] = {(a, "status", status) for a in chosen}
        if note.strip():
            wanted |= {(c.entity, c.field, c.value) for c in act.changes if c.kind == "progress_update"}
            assert {c.value for c in act.changes if c.field == "action"} == set(chosen)
        assert {(c.entity, c.field, c.value) for c in act.changes} == wanted
        assert {c.as_at for c in act.changes} == {(self.today - timedelta(days=days)).isoformat()}

    @rule(given=changes, at=one)
    def reword(self, given: dict[str, int], at: int) -> None:
        values = {name: pick(list(FIELDS[name].elements), number) for name, number in given.items()}  # type: ignore[attr-defined]
        action = pick(self.small.actions, at)
        act = self._do(lambda: plan.change_action(self.small.session, action, **values))
        assert {(c.entity, c.field): c.value for c in act.changes} == {
            (action, name): value or None for name, value in values.items()
        }
        assert {c.as_at for c in act.changes} == {self.today.isoformat()}

    @rule(at=one, days=st.lists(ago, min_size=2, max_size=4), codes=st.lists(statuses, min_size=4, max_size=4))
    def several_of_one_slot(self, at: int, days: list[int], codes: list[str]) -> None:
        """One edit that says the same field several times, as an import may."""
        action = pick(self.small.actions, at)
        drafts = [
            Draft("action", action, "status", code, (self.today - timedelta(days=ago_)).isoformat())
            for ago_, code in zip(days, codes, strict=False)
        ]
        self._do(lambda: self.small.session.edit("import", drafts))

    @rule(at=one, code=statuses, strike_only=st.booleans(), days=ago)
    def correct(self, at: int, code: str, strike_only: bool, days: int) -> None:
        """Strike some change of a slot, which may be a strike itself, and say something else, or nothing."""
        said = [s for s in self.model.said if s.kind == "action" and s.field in ("status", "title", "obstacle")]
        target = pick(said, at)
        as_at = None if strike_only else (self.today - timedelta(days=days)).isoformat()
        value = None if strike_only else code
        draft = Draft("action", target.entity, target.field, value, as_at, (target.n,), strike_only)
        self._do(lambda: self.small.session.edit("correct", [draft]), strikes=target)

    @rule(outcome=one, leads=st.sets(st.integers(0, 1)))
    def add_action(self, outcome: int, leads: set[int]) -> None:
        chosen = pick(self.small.outcomes, outcome)
        people = ";".join(self.small.people[n] for n in sorted(leads))
        self._do(lambda: plan.add_action(self.small.session, chosen, "Added", leads=people, original_date="2025-06"))
        touched = self.told[-1].touched
        self.small.actions.append(next(id for kind, id in touched if kind == "action"))

    @rule(at=one, back=st.booleans(), days=ago)
    def withdraw_or_return(self, at: int, back: bool, days: int) -> None:
        action = pick(self.small.actions, at)
        as_at = (self.today - timedelta(days=days)).isoformat()
        self._do(lambda: self.small.session.edit("withdraw-action", [Draft("action", action, EXISTS, back, as_at)]))

    @rule(at=one, days=st.integers(0, 200))
    def move_start(self, at: int, days: int) -> None:
        action = pick(self.small.actions, at)
        before = self.small.session.file.log.count()
        self._do(lambda: move_start(self.small.session, action, self.today - timedelta(days=days)))
        assert self.small.session.file.log.count() <= before + 1

    @rule(at=one, leads=st.sets(st.integers(0, 1)))
    def lead(self, at: int, leads: set[int]) -> None:
        action = pick(self.small.actions, at)
        self._do(lambda: plan.set_leads(self.small.session, action, [self.small.people[n] for n in sorted(leads)]))

    @rule(supports=st.sets(st.integers(0, 5), max_size=2), about=st.sampled_from(["2025-02", None]))
    def add_evidence(self, supports: set[int], about: str | None) -> None:
        chosen = [pick(self.small.actions, n) for n in supports]
        self._do(lambda: evidence.add_evidence(self.small.session, "Proof", set(chosen), about_date=about))
        self.items.append(next(id for kind, id in self.told[-1].touched if kind == "evidence"))

    @precondition(lambda self: self.items)
    @rule(item=one, action=one, on=st.booleans())
    def link(self, item: int, action: int, on: bool) -> None:
        chosen, target = pick(self.items, item), pick(self.small.actions, action)
        self._do(lambda: evidence.link_evidence(self.small.session, chosen, [target], on))

    @precondition(lambda self: self.items)
    @rule(item=one)
    def withdraw_evidence(self, item: int) -> None:
        self._do(lambda: evidence.withdraw_evidence(self.small.session, pick(self.items, item)))

    @precondition(lambda self: self.model.entities("progress_update"))
    @rule(at=one, back=st.booleans())
    def withdraw_note(self, at: int, back: bool) -> None:
        note = pick(sorted(self.model.entities("progress_update")), at)
        self._do(lambda: self.small.session.edit("withdraw-update", [Draft("progress_update", note, EXISTS, back)]))

    @rule(at=one, name=st.sampled_from(["Head of X", "Role 2"]), gone=st.booleans())
    def change_person(self, at: int, name: str, gone: bool) -> None:
        person = pick(self.small.people, at)
        if gone:
            self._do(lambda: self.small.session.edit("change-person", [Draft("person", person, EXISTS, False)]))
        else:
            self._do(lambda: programme.change(self.small.session, "person", person, name=name))

    @rule()
    def undo(self) -> None:
        author = self.small.session.author
        if self.model.undo.get(author):
            self.model.undone(author, self._read(lambda: undo(self.small.session)))
        else:
            assert undo(self.small.session) is None
        self._same_now()

    @rule()
    def redo(self) -> None:
        author = self.small.session.author
        if self.model.redo.get(author):
            self.model.redone(author, self._read(lambda: redo(self.small.session)))
        else:
            assert redo(self.small.session) is None
        self._same_now()

    def _do(self, verb: Callable[[], object], strikes: Said | None = None) -> Act:
        """Do it for real, and tell the model what the log then says was done."""
        before = self.small.session.file.log.count()
        act = self._read(verb)
        if act.n > before:
            if strikes:
                strikes.struck_by.append(act.changes[0])
            self.model.add(act)
            self._same_now()
        return act

    def _read(self, verb: Callable[[], object]) -> Act:
        if self.told.append not in self.small.session.on_edit:
            self.small.session.on_edit = [self.told.append]
        verb()
        return self._act(self.small.session.file.log.count())

    def _act(self, number: int, undoable: bool = True) -> Act:
        edit = self.small.session.file.log.edit(number)
        query = "SELECT first_change FROM edit WHERE n = ?"
        first = self.small.session.file._db.execute(query, (number,)).fetchone()[0]
        said = [
            Said(first + i, number, c.kind, c.entity, c.field, decode(c.value), c.as_at or "", c.value_hash is None)
            for i, c in enumerate(edit.changes)
        ]
        return Act(number, edit.author, edit.verb, edit.reason or "", said, undoable)

    # What must be so

    def _same_now(self) -> None:
        """After each edit: the stacks, and the rows of what it touched."""
        author = self.small.session.author
        steps = self.small.session.file.steps(author)
        assert list(steps.undo) == [a.n for a in reversed(self.model.undo.get(author, []))]
        assert list(steps.redo) == [(t.n, u.n) for t, u in reversed(self.model.redo.get(author, []))]
        for kind, entity in {(s.kind, s.entity) for s in self.model.acts[-1].changes}:
            self._same_row(kind, entity)

    def _same_row(self, kind: str, entity: str) -> None:
        db = self.small.session.file._db
        cursor = db.execute(
            f'SELECT k.* FROM "{kind}" k JOIN entity e ON e.n = k.n WHERE e.id = ?', (bytes.fromhex(entity),)
        )
        row = dict(zip([c[0] for c in cursor.description], cursor.fetchone(), strict=True))
        assert row["present"] == self.model.there(entity, NOW)
        assert row["conflicts"] == 0
        for name, known in KINDS[kind].items():
            value = self.model.value(entity, name, NOW)
            shown = row[name]
            if known.type == "entity" and shown is not None:
                shown = self.small.session.file.log.names.id(shown)
            assert shown == (None if value is NEVER else value), (kind, name)
        if kind == "action":
            self._same_computed(entity, row)

    def _same_computed(self, action: str, row: dict[str, object]) -> None:
        due = next((v for n in ("approved_date", "original_date") if (v := self._text(action, n))), None)
        held = self.model.holding(action, "status", NOW)
        people = self.model.links("lead", "action", action, "person", NOW)
        backed = self.model.links("evidence_link", "target", action, "evidence", NOW)
        assert row["due_on"] == (PartialDate.parse(due).last.isoformat() if due else None)
        assert row["status_since"] == (held.as_at if held else None)
        assert row["updated_on"] == self.model.news(action, NOW)
        names = sorted(self._text(p, "name") for p in people if self.model.there(p, NOW))
        assert row["lead_names"] == "; ".join(names)
        assert row["evidence_count"] == sum(self.model.there(e, NOW) for e in backed)

    def _text(self, entity: str, name: str, day: str = NOW) -> str:
        value = self.model.value(entity, name, day)
        return "" if value is NEVER or value is None else str(value)

    def teardown(self) -> None:
        """At the end: every slot on every day, the register on some, a rebuild, and the file's own check."""
        try:
            for kind in KINDS:
                for entity in self.model.entities(kind):
                    self._same_row(kind, entity)
            self._same_spans()
            self._same_histories()
            self._same_past()
            days = self.model.days()
            for day in {None, *days[:: max(1, len(days) // 4)]}:
                self._same_register(day)
            before = self.small.session.file.derived_rows()
            self.small.session.file.log.derived.rebuild()
            assert self.small.session.file.derived_rows() == before
            assert check(self.small.session) == []
        finally:
            self.context.__exit__(None, None, None)
            shutil.rmtree(self.folder)

    def _same_spans(self) -> None:
        query = (
            "SELECT s.since, s.until, s.change, s.value, s.conflict FROM span s JOIN field f ON f.n = s.field "
            "JOIN entity e ON e.n = s.entity WHERE f.name = ? AND e.id = ? ORDER BY s.since"
        )
        for kind, entity, name in self.model.slots():
            rows = self.small.session.file._db.execute(query, (f"{kind}.{name}", bytes.fromhex(entity))).fetchall()
            assert not any(row[4] for row in rows)
            assert all(a[1] == b[0] for a, b in pairwise(rows))
            assert not rows or rows[-1][1] == FOREVER
            for day in self.model.days():
                shown = [(row[2], decode(row[3])) for row in rows if row[0] <= day < row[1]]
                held = self.model.holding(entity, name, day)
                assert shown == ([(held.n, held.value)] if held else []), (kind, name, day)

    def _same_histories(self) -> None:
        """The history of every action: what is told, in which order, whether it counts, and what was before."""
        for action in self.model.entities("action"):
            lines = history(self.small.session, action, undone=True)
            told = self.model.told(action)
            assert [(x.number, x.as_at, x.counts) for x in lines] == [(s.n, s.as_at, s.counts()) for s in told]
            for line, said in zip(lines, told, strict=True):
                if line.field == "action.status":
                    before = self.model.before(said)
                    assert line.codes == ("" if before in (NEVER, None) else before, said.value or "")
            counting = [line for line in reversed(lines) if line.counts]
            state = state_at(counting, action, point(counting[-1])) if counting else {}
            for name in ("title", "obstacle", "ask", "ref"):
                assert state.get(KINDS["action"][name].label, "") == self._text(action, name)

    def _same_past(self) -> None:
        """Some days looked back to, and what was known when half of the edits were made."""
        session, today = self.small.session, self.today.isoformat()
        days = [day for day in self.model.days() if day <= today]
        for day in {days[len(days) // 2], days[-1]}:
            with closing(session.at(date.fromisoformat(day))) as past:
                assert past.register() == session.register(date.fromisoformat(day))
                self._same_rows(past, self.model, day)
                last = [line.as_at for a in self.small.actions for line in history(past, a)[:1]]
                assert all(as_at <= day for as_at in last)
        number = session.file.log.count() // 2
        with closing(session.known([session.file.log.edit(number).id])) as known:
            assert known.file.log.count() == number
            self._same_rows(known, self.model.until(number), NOW)

    @staticmethod
    def _same_rows(session: Session, model: Model, day: str) -> None:
        """What the plan's own queries show, which know nothing of the past."""
        rows = session.file.plan_rows
        keys = rows.keys(PlanFilter(), SortBy.REF, False, session.today, None)
        shown = {row.id: (row.status, row.status_since, row.updated_on) for row in rows.rows([k.n for k in keys])}
        there = [a for a in model.entities("action") if model.there(a, day)]
        held = {a: model.holding(a, "status", day) for a in there}
        assert shown == {
            a: (str(s.value) if s and s.value else "", s.as_at if s else None, model.news(a, day))
            for a, s in held.items()
        }

    def _same_register(self, as_at: str | None) -> None:
        day = as_at or NOW
        register = self.small.session.register(date.fromisoformat(as_at) if as_at else None)
        actions = self.model.entities("action")
        assert {a.id for a in register.actions} == {a for a in actions if self.model.there(a, day)}
        assert {a.id for a in register.withdrawn} == {a for a in actions if self.model.gone(a, day)}
        for action in (*register.actions, *register.withdrawn):
            self._same_action(action, day)
        for item in register.evidence:
            assert set(item.targets) == self.model.links("evidence_link", "evidence", item.id, "target", day)
        assert {u.id for u in register.updates} == {
            u for u in self.model.entities("progress_update") if self.model.there(u, day)
        }
        tally = self.small.session.file.reading.tallies([day])[day]
        assert sum(n for (_, code), n in tally.items() if code is not None) == len(register.actions)
        assert sum(n for (_, code), n in tally.items() if code is None) == len(register.withdrawn)

    def _same_action(self, action: Action, day: str) -> None:
        for name in KINDS["action"]:
            empty = "none" if name == "impact" else ""
            assert (getattr(action, name) or empty) == (self._text(action.id, name, day) or empty)
        people = self.model.links("lead", "action", action.id, "person", day)
        assert set(action.leads) == {p for p in people if self.model.there(p, day)}
        held = self.model.holding(action.id, "status", day)
        assert action.status_since == (held.as_at if held else None)
        assert action.status_reason == self.model.reason(action.id, "status", day).strip()
        assert action.updated_on == self.model.news(action.id, day)


Officers.TestCase.settings = PROFILE


@pytest.mark.filterwarnings("default")
class TestOfficers(Officers.TestCase):  # type: ignore[misc, valid-type]
    """Run by pytest."""
