"""The board cycle of the sample: what was decided, promised and feared, and the position frozen at each board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from send_tracker.domain.kinds import Value
from send_tracker.services import deciding, decisions, evidence, inspections, risks, statements
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.meetings import add_item
from send_tracker.services.positions import freeze
from send_tracker.services.session import Session

Row = dict[str, str]

_RISK_TEXTS = ("ref", "cause", "effect", "controls", "escalation", "note")
_RISK_RATINGS = ("likelihood", "impact", "target_likelihood", "target_impact")
_INSPECTION = ("type", "notified", "starts", "ends", "framework", "question", "note")


@dataclass(frozen=True, slots=True)
class BoardStep:
    """Something to do on a day, in the order in which it is listed."""

    day: date
    author: str
    do: Callable[[], object]


class SampleBoard:
    """Turns the tables of the board cycle into steps of the replay."""

    def __init__(
        self,
        session: Session,
        table: Callable[[str], list[Row]],
        refs: dict[str, str],
        people: dict[str, str],
        meetings: dict[str, str],
    ) -> None:
        self.session = session
        self.table = table
        self.refs = refs
        self.people = people
        self.meetings = meetings
        self._ids: dict[str, str] = {}
        self._decided: dict[str, str] = {}
        self._measures: dict[str, str] = {}

    def steps(self) -> Iterator[BoardStep]:
        """Yield what happens on its day.

        The position of a board is frozen with all that was typed up to then; what the board decides comes after it.
        """
        yield from self._statements()
        yield from self._risks()
        yield from self._inspections()
        yield from self._agenda()
        yield from self._freezes()
        yield from self._decisions()
        yield from self._commitments()
        yield from self._questions()

    def _freezes(self) -> Iterator[BoardStep]:
        for row in self.table("meetings"):
            if row["frozen"] == "yes":
                day = date.fromisoformat(row["date"])
                yield BoardStep(day, "", partial(self._freeze, day))

    def _freeze(self, day: date) -> None:
        freeze(self.session, meeting_on(self.session, day))

    def _statements(self) -> Iterator[BoardStep]:
        for row in self.table("statements"):
            texts = {name: row[name] for name in ("board", "public", "internal") if row[name]}
            yield self._step(row, partial(self._word, row["target"], date=row["speaks_of"], **texts))

    def _word(self, target: str, **texts: str) -> None:
        statements.set_statement(self.session, self.refs[target], **texts)  # type: ignore[arg-type]

    def _risks(self) -> Iterator[BoardStep]:
        for row in self.table("risks"):
            yield self._step(row, partial(self._add_risk, row))
        for row in self.table("risk_ratings"):
            yield self._step(row, partial(self._rate, row))

    def _add_risk(self, row: Row) -> None:
        values: dict[str, Value] = {name: row[name] for name in _RISK_TEXTS if row[name]}
        values |= {name: int(row[name]) for name in _RISK_RATINGS}
        values["owner"] = self.people[row["owner"]]
        self._ids[row["ref"]] = risks.add_risk(self.session, row["title"], self._targets(row["links"]), **values)

    def _rate(self, row: Row) -> None:
        risk = self._ids[row["ref"]]
        risks.rate_risk(self.session, risk, int(row["likelihood"]), int(row["impact"]), row["reason"])

    def _inspections(self) -> Iterator[BoardStep]:
        for row in self.table("inspections"):
            yield self._step(row, partial(self._add_inspection, row))

    def _add_inspection(self, row: Row) -> None:
        values: dict[str, Value] = {name: row[name] for name in _INSPECTION if row[name]}
        id = inspections.add_inspection(self.session, row["title"], self._targets(row["focus"]), **values)
        for activity in self.table("activities"):
            given: dict[str, Value] = {name: activity[name] for name in ("who", "led_by", "place") if activity[name]}
            inspections.add_activity(self.session, id, activity["title"], **given)

    def _agenda(self) -> Iterator[BoardStep]:
        for row in self.table("agenda"):
            yield self._step(row, partial(self._add_item, row))

    def _add_item(self, row: Row) -> None:
        values: dict[str, Value] = {"purpose": row["purpose"], "lead": self.people[row["lead"]]}
        values |= {
            "length": int(row["length"]),
            "note": row["note"],
            "about": next(iter(self._targets(row["about"])), ""),
        }
        given = {name: value for name, value in values.items() if value}
        self._ids[row["title"]] = add_item(self.session, self.meetings[row["meeting"]], row["title"], **given)

    def _decisions(self) -> Iterator[BoardStep]:
        for row in self.table("decisions"):
            yield self._step({**row, "date": row["meeting"]}, partial(self._decide, row))

    def _decide(self, row: Row) -> None:
        values: dict[str, Value] = {name: row[name] for name in ("decided_by", "note") if row[name]}
        if row["item"]:
            values["item"] = self._ids[row["item"]]
        meeting, links = self.meetings[row["meeting"]], self._targets(row["concerns"])
        self._decided[row["wording"]] = decisions.record_decision(
            self.session, meeting, row["wording"], links, **values
        )

    def _commitments(self) -> Iterator[BoardStep]:
        for row in self.table("commitments"):
            yield self._step(row, partial(self._promise, row))
            if row["status"] == "closed":
                yield self._step({**row, "date": row["on"]}, partial(self._close, row))

    def _promise(self, row: Row) -> None:
        values: dict[str, Value] = {"owner": self.people[row["owner"]], "due": row["due"], "note": row["note"]}
        found = (id for wording, id in self._decided.items() if wording.startswith(row["decision"] or "—"))
        made = next(found, None)
        if made:
            promised = deciding.decide_commitment(self.session, made, row["wording"], **values)
        else:
            promised = decisions.promise(self.session, row["wording"], self.meetings[row["meeting"]], **values)
        self._ids[row["wording"]] = promised
        if row["status"] == "under_way":
            decisions.set_commitment(self.session, promised, "under_way")
        if row["evidence"] in self.refs:
            evidence.link_evidence(self.session, self.refs[row["evidence"]], [promised])

    def _close(self, row: Row) -> None:
        decisions.set_commitment(self.session, self._ids[row["wording"]], "closed", row["how"])

    def _questions(self) -> Iterator[BoardStep]:
        for row in self.table("questions"):
            yield self._step(row, partial(self._ask, row))
            if row["answer"]:
                yield self._step({**row, "date": row["answered_on"]}, partial(self._answer, row))

    def _ask(self, row: Row) -> None:
        values: dict[str, Value] = {"asked_by": row["asked_by"], "due": row["due"]}
        values |= {"answerer": self.people[row["answerer"]], "about": self._targets(row["about"])[0]}
        self._ids[row["wording"]] = decisions.ask(self.session, row["wording"], self.meetings[row["meeting"]], **values)

    def _answer(self, row: Row) -> None:
        decisions.answer(self.session, self._ids[row["wording"]], row["answer"])

    def _targets(self, text: str) -> list[str]:
        """Return the ids of references, of measures too."""
        wanted = [part.strip() for part in text.split(";") if part.strip()]
        if not self._measures and any(ref not in self.refs for ref in wanted):
            self._measures = {str(row["ref"]): row["id"] for row in self.session.file.reading.listed("measure")}
        return [self.refs.get(ref) or self._measures[ref] for ref in wanted]

    def _step(self, row: Row, do: Callable[[], object]) -> BoardStep:
        return BoardStep(date.fromisoformat(row["date"]), row.get("author", ""), do)
