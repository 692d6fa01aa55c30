"""The running order of a meeting, and the commitments that are carried to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.board_rows import COMMITMENT_STATUSES, PURPOSES, AgendaItem
from send_tracker.domain.dates import show_short
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable
from send_tracker.gui.widgets.meetings.ask_line import Given
from send_tracker.gui.widgets.meetings.meeting_part import MeetingPart
from send_tracker.gui.widgets.meetings.record_form import WIDE, FieldAsk
from send_tracker.gui.widgets.meetings.records_part import WITHDRAW, Verb
from send_tracker.services.meetings import add_item, agenda, change_item, order_items, withdraw_item

_ABOUT = frozenset({"action", "outcome", "area", "theme", "measure", "commitment", "risk"})


class AgendaTab(MeetingPart):
    """The tab. Alt+Up and Alt+Down, or the buttons, move an item."""

    noun = "Agenda"
    adding = "Add an item"
    empty = "No items yet. What is carried from the boards before stands below."
    heads = ("No", "Item", "For", "Led by", "Minutes")
    stretch = 1
    most_rows = 8
    fields = (
        FieldAsk("title", "Item", width=WIDE),
        FieldAsk("purpose", "For", "choice", choices=tuple(PURPOSES.items())),
        FieldAsk("length", "Minutes allowed"),
        FieldAsk("lead", "Led by", "choice"),
        FieldAsk("about", "About", "choice"),
        FieldAsk("note", "Note", "text", WIDE),
    )
    verbs = (Verb("up", "Move up", icon="chevron-up"), Verb("down", "Move down", icon="chevron-down"),
             Verb(WITHDRAW, "Take off", icon="x"))  # fmt: skip

    def below(self) -> Sequence[QWidget]:
        """Return the list of what is carried."""
        self.length = Label("", "small", token="muted")
        self.carried_title = Label("", "small", 500, "muted")
        self.carried = RowsTable(
            "Commitments carried to this agenda", ("Ref", "Commitment", "Owner", "Due", "Status"), 1
        )
        self.carried.opened.connect(self.opened)
        self.table.stepped.connect(lambda by: self.ask("up" if by < 0 else "down"))
        return ()

    def _lay_out(self) -> None:
        super()._lay_out()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        for widget in (self.length, self.carried_title, self.carried):
            column.insertWidget(column.count() - 1, widget)

    def offer(self) -> None:
        """Offer people and what an item can be about."""
        self.form.set_choices("lead", self.cycle.people)
        self.form.set_choices("about", [(t.id, t.words) for t in self.cycle.names.values() if t.kind in _ABOUT])

    def items(self) -> tuple[AgendaItem, ...]:
        """Return the items in their order."""
        return tuple(i for i in self.cycle.book.items if self.meeting and i.meeting == self.meeting.id)

    def rows(self) -> Sequence[RowsEntry]:
        """Return the items."""
        called = self.cycle.called
        return [
            RowsEntry(
                i.id,
                (str(n), i.title, PURPOSES.get(i.purpose, ""), called.get(i.lead or "", ""), _minutes(i.length)),
            )
            for n, i in enumerate(self.items(), 1)
        ]

    def fill(self) -> None:
        """Read the items and what is carried."""
        super().fill()
        assert self.meeting is not None
        items, carried = agenda(self.session, self.meeting)
        self.length.setText(_in_all(items))
        self.length.setVisible(bool(self.length.text()))
        self.carried_title.setText("Commitments carried to this meeting" if carried else "Nothing is carried to it.")
        called = self.cycle.called
        self.carried.show_rows(
            [
                RowsEntry(
                    c.id,
                    (
                        c.ref,
                        c.wording,
                        called.get(c.owner or "", ""),
                        show_short(c.due),
                        COMMITMENT_STATUSES.get(c.status, ""),
                    ),
                    c.is_late(self.session.today),
                )
                for c in carried
            ]
        )
        self.carried.setVisible(bool(carried))

    def values(self, id: str) -> Mapping[str, str | None]:
        """Return the fields of an item."""
        item = next(i for i in self.items() if i.id == id)
        length = str(item.length) if item.length else ""
        return {"title": item.title, "purpose": item.purpose, "length": length, "lead": item.lead,
                "about": item.about, "note": item.note}  # fmt: skip

    def save(self, id: str, key: str, value: Any) -> object:
        """Save one field."""
        if key == "length" and value is not None:
            if not str(value).strip().isdigit():
                raise Problem(f"“{value}” is not a number of minutes. The old one was kept.", "bad-value")
            value = int(str(value).strip())
        return change_item(self.session, id, **{key: value})

    def add(self, given: Given) -> str:
        """Add an item at the end."""
        return add_item(self.session, self.meeting_id, given["words"])

    def run(self, key: str, id: str, given: Given) -> object:
        """Move an item or take it off."""
        if key == WITHDRAW:
            return withdraw_item(self.session, id)
        self._move(id, -1 if key == "up" else 1)
        return None

    def _move(self, id: str, by: int) -> None:
        ids = [i.id for i in self.items()]
        at = ids.index(id)
        if 0 <= at + by < len(ids):
            ids.insert(at + by, ids.pop(at))
            order_items(self.session, ids)
            self.table.go_to(id)


def _in_all(items: Sequence[AgendaItem]) -> str:
    """Say how long the items take together, and how many have no length yet."""
    minutes, without = sum(i.length or 0 for i in items), sum(not i.length for i in items)
    if not minutes:
        return ""
    hours = f"{plural(minutes // 60, 'hour')} " if minutes >= 60 else ""
    rest = plural(minutes % 60, "minute") if minutes % 60 or not hours else ""
    missing = f"; {plural(without, 'item has', 'items have')} no length" if without else ""
    return f"{hours}{rest}".strip() + f" in all{missing}."


def _minutes(length: int | None) -> str:
    return f"{length} min" if length else ""
