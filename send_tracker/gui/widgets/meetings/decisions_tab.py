"""The decisions of a meeting: their words, what they concern, and what they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from send_tracker.domain.board_rows import Decision
from send_tracker.domain.problem import Problem
from send_tracker.gui.widgets.measure.rows_table import RowsEntry
from send_tracker.gui.widgets.meetings.ask_line import Given
from send_tracker.gui.widgets.meetings.link_list import LinkList
from send_tracker.gui.widgets.meetings.meeting_part import MeetingPart
from send_tracker.gui.widgets.meetings.record_form import WIDE, FieldAsk
from send_tracker.gui.widgets.meetings.records_part import WITHDRAW, Verb, reason
from send_tracker.services.deciding import decide_action, decide_commitment, decide_date
from send_tracker.services.decisions import change_decision, link_decision, record_decision, withdraw_decision

_ACTION = (FieldAsk("title", "Action", width=WIDE), FieldAsk("outcome", "Outcome", "choice"))
_COMMITMENT = (
    FieldAsk("wording", "Commitment", width=WIDE),
    FieldAsk("owner", "Owner", "choice"),
    FieldAsk("due", "Due", "date"),
)
_DATE = (FieldAsk("due", "New date of the linked actions", "date", WIDE),)
_KINDS = frozenset({"action", "measure", "commitment", "risk", "outcome"})


class DecisionsTab(MeetingPart):
    """The tab."""

    noun = "Decisions"
    adding = "Record a decision"
    empty = "No decisions yet."
    heads = ("Ref", "Decision", "Decided by", "Concerns")
    fields = (
        FieldAsk("wording", "Decision", "text", WIDE),
        FieldAsk("decided_by", "Decided by"),
        FieldAsk("item", "Agenda item", "choice"),
        FieldAsk("note", "Note", "text", WIDE),
    )
    verbs = (
        Verb("action", "Make an action…", _ACTION, "plus"),
        Verb("commitment", "Make a commitment…", _COMMITMENT, "plus"),
        Verb("date", "Move dates…", _DATE, "calendar"),
        Verb(WITHDRAW, "Withdraw…", reason("Why is it taken out?"), "x"),
    )

    def below(self) -> Sequence[QWidget]:
        """Return the list of what it concerns."""
        self.links = LinkList("Concerns", "Link an action, measure, commitment or risk")
        self.links.added.connect(lambda id: self._link(id, on=True))
        self.links.removed.connect(lambda id: self._link(id, on=False))
        self.links.opened.connect(self.opened)
        return (self.links,)

    def offer(self) -> None:
        """Offer the items of this meeting."""
        items = [(i.id, i.title) for i in self.cycle.book.items if i.meeting == self.meeting_id]
        self.form.set_choices("item", items)

    def _decisions(self) -> list[Decision]:
        return [d for d in self.cycle.book.decisions if d.meeting == self.meeting_id]

    def rows(self) -> Sequence[RowsEntry]:
        """Return the decisions."""
        return [RowsEntry(d.id, (d.ref, d.wording, d.decided_by, self._concerns(d))) for d in self._decisions()]

    def _concerns(self, decision: Decision) -> str:
        refs = (self.cycle.names[t].ref for t in decision.links if t in self.cycle.names)
        found = [ref for ref in dict.fromkeys(refs) if ref]
        return ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")

    def _one(self, id: str) -> Decision:
        return next(d for d in self._decisions() if d.id == id)

    def values(self, id: str) -> Mapping[str, str | None]:
        """Return the fields of a decision."""
        d = self._one(id)
        return {"wording": d.wording, "decided_by": d.decided_by, "item": d.item, "note": d.note}

    def filled(self, id: str) -> None:
        """Show what the decision concerns."""
        self.links.show_links(self._one(id).links if id else (), self.cycle.names, _KINDS, self.can_edit)

    def save(self, id: str, key: str, value: Any) -> object:
        """Save one field."""
        return change_decision(self.session, id, **{key: value})

    def add(self, given: Given) -> str:
        """Record a decision."""
        return record_decision(self.session, self.meeting_id, given["words"])

    def _link(self, target: str, on: bool) -> None:
        if self.table.id:
            self.workspace.attempt(link_decision, self.session, self.table.id, [target], on)

    def asking(self, key: str) -> None:
        """Offer outcomes and people."""
        if key == "action":
            outcomes = [(t.id, t.words) for t in self.cycle.names.values() if t.kind == "outcome"]
            self.lines[key].set_choices("outcome", outcomes)
        elif key == "commitment":
            self.lines[key].set_choices("owner", self.cycle.people)

    def run(self, key: str, id: str, given: Given) -> object:
        """Make what the decision asks for, or take it out."""
        if key == "action":
            if not given["outcome"]:
                raise Problem("Choose the outcome that the action stands under.", "no-outcome")
            return decide_action(self.session, id, given["outcome"], given["title"])
        if key == "commitment":
            return decide_commitment(
                self.session, id, given["wording"], owner=given["owner"] or None, due=given["due"] or None
            )
        if key == "date":
            self._move_dates(id, given["due"])
            return None
        return withdraw_decision(self.session, id, given["reason"])

    def _move_dates(self, id: str, due: str) -> None:
        actions = [t for t in self._one(id).links if t in self.cycle.names and self.cycle.names[t].kind == "action"]
        if not actions:
            raise Problem("Link the actions whose dates move first.", "no-actions")
        if not due:
            raise Problem("Type the new date.", "no-date")
        decide_date(self.session, id, actions, due)
