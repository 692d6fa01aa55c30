"""Inspections: when inspectors were notified and come, what they do, what they look at, and the working days left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from send_tracker.domain.board_rows import Activity, Inspection
from send_tracker.domain.dates import show, show_short
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable
from send_tracker.gui.widgets.meetings.ask_line import AskLine, Given
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.link_list import LinkList
from send_tracker.gui.widgets.meetings.record_form import WIDE, FieldAsk
from send_tracker.gui.widgets.meetings.records_part import WITHDRAW, RecordsPart, Verb, reason
from send_tracker.services.inspections import (
    add_activity,
    add_inspection,
    change_inspection,
    clock_of,
    set_focus,
    withdraw_activity,
    withdraw_inspection,
)

_LOOKS_AT = frozenset({"area", "outcome", "theme"})


class InspectionsPart(RecordsPart):
    """The register of inspections."""

    noun = "Inspections"
    adding = "Record an inspection"
    empty = "No inspection yet."
    heads = ("Inspection", "Notified", "On site", "Now")
    stretch = 0
    most_rows = 4
    fields = (
        FieldAsk("title", "Inspection", width=WIDE),
        FieldAsk("notified", "Notified on", "day"),
        FieldAsk("framework", "Framework"),
        FieldAsk("starts", "On site from", "day"),
        FieldAsk("ends", "On site until", "day"),
        FieldAsk("question", "What it asks", "text", WIDE),
        FieldAsk("note", "Note", "text", WIDE),
    )
    verbs = (Verb(WITHDRAW, "Withdraw…", reason("Why is it taken out?"), "x"),)
    cycle: Cycle

    def below(self) -> Sequence[QWidget]:
        """Return the clock, what it looks at, and the activities."""
        self.clock = Label("", "body", 500, wrap=True)
        self.links = LinkList("Looks at", "Add an area, outcome or theme")
        self.links.added.connect(lambda id: self._focus([*self._one(self.table.id).focus, id]))
        self.links.removed.connect(lambda id: self._focus([x for x in self._one(self.table.id).focus if x != id]))
        self.links.opened.connect(self.opened)
        self.activities = RowsTable(
            "Fieldwork", ("Day", "Activity", "Who takes part", "Led by", "Where"), 1, most_rows=8
        )
        self.activities.removed.connect(self._remove_activity)
        self.activity_line = AskLine(
            (FieldAsk("title", "Add an activity", width=WIDE), FieldAsk("day", "Day", "day"), FieldAsk("who", "Who"),
             FieldAsk("place", "Where")),
            "Add",
            self._add_activity,
            stays=True,
            today=self._today,
        )  # fmt: skip
        if self.session.read_only:
            self.activity_line.hide()
        title = Label("Fieldwork. Delete takes an activity away.", "small", 500, "muted")
        return (self.clock, self.links, title, self.activities, self.activity_line)

    def show_cycle(self, cycle: Cycle) -> None:
        """Show the inspections."""
        self.cycle = cycle
        self.fill()

    def rows(self) -> Sequence[RowsEntry]:
        """Return the inspections."""
        return [
            RowsEntry(i.id, (i.title, show_short(i.notified), _on_site(i), clock_of(self.session, i).words or "–"))
            for i in self.cycle.book.inspections
        ]

    def _one(self, id: str) -> Inspection:
        return next(i for i in self.cycle.book.inspections if i.id == id)

    def values(self, id: str) -> Mapping[str, str | None]:
        """Return the fields of an inspection."""
        inspection = self._one(id)
        return {ask.key: getattr(inspection, ask.key) for ask in self.fields}

    def filled(self, id: str) -> None:
        """Show the clock, the focus and the activities."""
        inspection = self._one(id) if id else None
        clock = clock_of(self.session, inspection) if inspection else None
        notice = f"{plural(clock.notice, 'working day')} from notice to visit" if clock and clock.notice else ""
        self.clock.setText(" · ".join(w for w in (clock.words if clock else "", notice) if w))
        self.clock.setVisible(bool(self.clock.text()))
        self.links.show_links(inspection.focus if inspection else (), self.cycle.names, _LOOKS_AT, self.can_edit)
        self.activities.show_rows([_activity(a) for a in inspection.activities] if inspection else [])
        self.activities.setVisible(bool(inspection and inspection.activities))

    def save(self, id: str, key: str, value: Any) -> object:
        """Save one field."""
        return change_inspection(self.session, id, **{key: value})

    def add(self, given: Given) -> str:
        """Record an inspection."""
        return add_inspection(self.session, given["words"])

    def _focus(self, targets: Sequence[str]) -> None:
        if self.table.id:
            self.workspace.attempt(set_focus, self.session, self.table.id, targets)

    def _add_activity(self, given: Given) -> None:
        extra = {key: given[key] or None for key in ("day", "who", "place")}
        add_activity(self.session, self.table.id, given["title"], **extra)

    def _remove_activity(self, id: str) -> None:
        if self.can_edit:
            self.workspace.attempt(withdraw_activity, self.session, id)

    def run(self, key: str, id: str, given: Given) -> object:
        """Take it out."""
        return withdraw_inspection(self.session, id, given["reason"])


def _on_site(inspection: Inspection) -> str:
    first, last = show(inspection.starts), show(inspection.ends)
    return f"{first} to {last}" if last and last != first else first


def _activity(activity: Activity) -> RowsEntry:
    return RowsEntry(
        activity.id, (show_short(activity.day), activity.title, activity.who, activity.led_by, activity.place)
    )
