"""The sample programme: readable text files replayed as real edits, so that its history is real history.

Each row is done through the same services as in the window, on its own day, by its own author.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from send_tracker.domain.dates import PartialDate, long_date
from send_tracker.domain.kinds import Value
from send_tracker.exchange.sample_board import SampleBoard
from send_tracker.exchange.sample_measures import SampleMeasures
from send_tracker.resource_files import resource
from send_tracker.services import assurance, due_dates, evidence, plan, programme, status
from send_tracker.services.session import FixedClock, Session

Row = dict[str, str]

FILE_NAME = "nottinghamshire-demo.sendtracker"
OFFICER = "Programme officer"


def sample_folder() -> Path:
    """Return the folder of the sample's text files."""
    return resource("samples", "nottinghamshire")


def sample_preset() -> str:
    """Return the status scale preset that the sample starts from."""
    return str(_head(sample_folder()).get("preset", "nottinghamshire"))


def sample_start() -> date:
    """Return the first day of the sample's history."""
    return date.fromisoformat(_head(sample_folder())["started"])


def _head(folder: Path) -> dict[str, Any]:
    head: dict[str, Any] = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))["programme"]
    return head


def read_rows(folder: Path, name: str) -> list[Row]:
    """Return the rows of one of the sample's tables; none where there is no such table."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: (v or "").strip() for k, v in row.items()} for row in csv.DictReader(file)]


@dataclass(slots=True)
class _Ids:
    """Ids given to what the text files call by key or reference."""

    people: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Step:
    """Something to do on a day; steps of one day go by ``order``."""

    day: date
    order: int
    author: str
    do: Callable[[], object]


def replay_sample(session: Session, on_progress: Callable[[int, int, str], None] | None = None) -> None:
    """Write the whole sample into an empty programme.

    Args:
        session: a new file. Its clock and author are put back afterwards.
        on_progress: told how many steps of how many are done.
    """
    _Replay(session, sample_folder()).run(on_progress)


class _Replay:
    """Turns the text files into dated steps and does them in order, as one transaction."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session = session
        self.folder = folder
        self.head = _head(folder)
        self.ids = _Ids()
        self.supports: dict[str, list[str]] = {}
        self.milestones: dict[tuple[str, str], str] = {}
        self.clock = FixedClock(datetime.now(UTC))
        self.measures = SampleMeasures(session, self._table, self.ids.refs, self.ids.people)
        self.board = SampleBoard(session, self._table, self.ids.refs, self.ids.people, self.ids.meetings)

    def run(self, on_progress: Callable[[int, int, str], None] | None) -> None:
        """Do every step; the programme's fixed date is set last, so that each day was today on its day."""
        clock, author = self.session.clock, self.session.author
        self.session.clock = self.clock
        try:
            with self.session.founding():
                self._at(sample_start(), OFFICER, 0)
                self._frame()
                steps = sorted(self._steps(), key=lambda s: (s.day, s.order))
                for number, step in enumerate(steps, start=1):
                    self._at(step.day, step.author or OFFICER, number)
                    step.do()
                    if on_progress and number % 100 == 0:
                        on_progress(number, len(steps), "replaying the sample")
                self._at(date.fromisoformat(self.head["sample_date"]), OFFICER, 0)
                self._fix_today()
        finally:
            self.session.clock, self.session.author = clock, author

    def _at(self, day: date, author: str, number: int) -> None:
        """Put the clock on a day in office hours; each step a little later than the last."""
        seconds = timedelta(seconds=number % 20_000)
        self.clock.moment = datetime.combine(day, time(9, 0), UTC) + seconds
        self.session.author = author

    def _fix_today(self) -> None:
        """Fix the programme's today, on every day of its history, the first one too."""
        values: dict[str, Value] = {"sample_date": self.head["sample_date"]}
        drafts = programme.set_fields("programme", programme.PROGRAMME_ID, values, sample_start().isoformat())
        self.session.edit("describe-programme", drafts)

    # The frame: everything that is there from the first day

    def _frame(self) -> None:
        names = ("name", "area", "partnership", "board", "chair", "cycle_weeks", "sample_note")
        programme.describe_programme(self.session, **{n: self.head[n] for n in names if n in self.head})
        for row in self._table("organisations"):
            key = row.pop("key")
            self.ids.organisations[key] = self._add("organisation", row)
        for row in self._table("people"):
            key = row.pop("key")
            row["organisation"] = self.ids.organisations.get(row["organisation"], "")
            row["role"] = row["name"]  # the sample names nobody: its people are roles
            self.ids.people[key] = self._add("person", row)
        for row in self._table("areas"):
            self.ids.refs[row["ref"]] = self._add("area", row)
        for row in self._table("outcomes"):
            row["area"] = self.ids.refs[row["area"]]
            self.ids.refs[row["ref"]] = self._add("outcome", row)
        for row in self._table("themes"):
            self.ids.refs[row["ref"]] = self._add("theme", row)
        for place, row in enumerate(self._table("extra_fields")):
            self.ids.extras[row["name"]] = programme.add(self.session, "extra_field", name=row["name"], order=place)
        for row in self._table("meetings"):
            values = {"title": row["title"], "theme": row["focus"], "chair": self.head["chair"]}
            meeting = programme.add(self.session, "meeting", date=row["date"], type=row["type"], **values)
            self.ids.meetings[row["date"]] = meeting
        for row in self._table("actions"):
            self._action(row)
        self._parts_of_actions()
        self.measures.add()

    def _table(self, name: str) -> list[Row]:
        return read_rows(self.folder, name)

    def _add(self, kind: str, row: Row) -> str:
        return programme.add(self.session, kind, **{k: v for k, v in row.items() if v})

    def _action(self, row: Row) -> None:
        outcome, title, ref = self.ids.refs[row.pop("outcome")], row.pop("title"), row.pop("ref")
        row.pop("impact", None)
        row["leads"] = ";".join(self.ids.people[k] for k in _split(row.get("leads", "")))
        row["themes"] = ";".join(self.ids.refs[k] for k in _split(row.get("themes", "")))
        row["accountable"] = self.ids.people.get(row.get("accountable", ""), "")
        for name in ("partner", "body"):
            row[name] = self.ids.organisations.get(row.get(name, ""), "")
        given = {k: v for k, v in row.items() if v}
        self.ids.refs[ref] = plan.add_action(self.session, outcome, title, ref, **given)

    def _parts_of_actions(self) -> None:
        for row in self._table("extras"):
            plan.set_extra(self.session, self.ids.refs[row["ref"]], self.ids.extras[row["name"]], row["value"])
        for row in self._table("milestones"):
            id = plan.add_milestone(self.session, self.ids.refs[row["ref"]], row["title"], row["due"] or None)
            self.milestones[row["ref"], row["title"]] = id

    # The steps: what happened afterwards, day by day

    def _steps(self) -> Iterator[_Step]:
        yield from (self._event(row) for row in self._table("events"))
        yield from (self._date_change(row) for row in self._table("dates"))
        yield from (self._impact(row) for row in self._table("impacts"))
        yield from (self._evidence(row) for row in self._table("evidence"))
        yield from (self._reached(row) for row in self._table("milestones") if row["reached"])
        yield from (self._review(row) for row in self._table("reviews"))
        yield from (self._assurance(row) for row in self._table("assurance"))
        yield from (_Step(step.day, 8, step.author, step.do) for step in self.measures.steps())
        yield from (_Step(step.day, 9, step.author or OFFICER, step.do) for step in self.board.steps())

    def _event(self, row: Row) -> _Step:
        action = self.ids.refs[row["ref"]]
        given: dict[str, str] = {}
        for name in (
            "status", "reason", "note", "internal_note", "public_note", "obstacle", "path_to_green", "recovery_date",
            "ask",
        ):  # fmt: skip
            if row[name]:
                given[name] = "" if row[name] == "-" else row[name]
        update = status.Update(**given, meeting=self.ids.meetings.get(row["meeting"]))  # type: ignore[arg-type]
        return self._step(row, 1, lambda: status.update_actions(self.session, action, update))

    def _date_change(self, row: Row) -> _Step:
        action = self.ids.refs[row["ref"]]
        values = {row["field"]: None if row["value"] == "-" else row["value"]}
        if row["field"] == "approved_date" and values["approved_date"]:
            given = due_dates.Approval(row["reason"], *_approved_at(row["meeting"]))
            return self._step(row, 2, lambda: due_dates.set_due(self.session, action, row["value"], given))
        return self._step(row, 2, lambda: plan.change_action(self.session, action, row["reason"] or None, **values))

    def _impact(self, row: Row) -> _Step:
        action = self.ids.refs[row["ref"]]
        return self._step(row, 3, lambda: status.set_impact(self.session, action, row["impact"], row["reason"] or None))

    def _reached(self, row: Row) -> _Step:
        day = PartialDate.parse(row["reached"]).first
        milestone = self.milestones[row["ref"], row["title"]]

        def do() -> None:
            plan.change_milestone(self.session, milestone, reached=row["reached"])

        return _Step(day, 4, OFFICER, do)

    def _evidence(self, row: Row) -> _Step:
        targets = [self.ids.refs[t] for t in _split(row["targets"])]
        values = {k: row[k] for k in ("ref", "type", "about_date", "shows", "sensitivity", "logged_date") if row[k]}
        if row["source"]:
            values["source"] = self.ids.organisations[row["source"]]

        def do() -> None:
            self.ids.refs[row["ref"]] = log()
            self.supports[row["ref"]] = targets

        def log() -> str:
            if row["file"]:
                path = self.folder / "files" / row["file"]
                return evidence.attach_file(self.session, path, targets, title=row["title"], **values)
            if row["link"]:
                return evidence.keep_link(self.session, row["link"], row["title"], targets, **values)
            return evidence.add_evidence(self.session, row["title"], targets, **values)

        return _Step(date.fromisoformat(row["logged_date"]), 5, row.get("author", ""), do)

    def _review(self, row: Row) -> _Step:
        """Let a reviewer look at an item: the state, and how far it goes for each thing it supports."""

        def do() -> None:
            item, reviewer = self.ids.refs[row["ref"]], self.ids.people[row["reviewer"]]
            assurance.review_evidence(self.session, item, row["state"], row["note"], reviewer, row["expires"] or None)
            for target in self.supports[row["ref"]]:
                assurance.set_strength(self.session, item, target, row["strength"])

        return self._step(row, 6, do)

    def _assurance(self, row: Row) -> _Step:
        """Name who verified an action, and hand it over to business as usual."""
        action, people = self.ids.refs[row["ref"]], self.ids.people

        def do() -> None:
            assurance.set_verifier(self.session, action, people[row["verifier"]], row["reason"])
            owner = people[row["owner"]] if row["owner"] else None
            forum, check, without = (row[name] or None for name in ("forum", "check_date", "without"))
            assurance.set_handover(self.session, action, owner, forum, check, without=without)

        return self._step(row, 7, do)

    def _step(self, row: Row, order: int, do: Callable[[], object]) -> _Step:
        return _Step(date.fromisoformat(row["date"]), order, row.get("author", ""), do)


def _approved_at(meeting: str) -> tuple[str, str]:
    """Return who approved a date, and where: the board of that day, or an officer between boards."""
    return ("board", f"Board of {long_date(date.fromisoformat(meeting))}") if meeting else ("officer", "")


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
