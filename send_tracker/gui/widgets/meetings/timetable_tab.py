"""The steps before a board, counted back in working days, and the programme's own offsets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.board_calendar import DEFAULT_STEPS
from send_tracker.domain.dates import long_date
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Meeting
from send_tracker.domain.text import plural
from send_tracker.gui.choose_file import documents, to_save
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label, Rule
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable
from send_tracker.gui.widgets.meetings.ask_line import AskLine, Given
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.record_form import WIDE, FieldAsk
from send_tracker.gui.workspace import Workspace
from send_tracker.services.closed_days import closed_days
from send_tracker.services.meetings import set_timetable, timetable


class TimetableTab(QWidget):
    """The tab."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session
        self.meeting: Meeting | None = None
        self.table = RowsTable("Timetable", ("Date", "Step", "How long before", ""), 1)
        self.counted = Label("", "small", token="muted", wrap=True)
        self.steps_title = Label(
            "Steps before every board, in working days. Delete takes one away.", "small", 500, "muted"
        )
        self.steps = RowsTable("Steps before every board", ("Working days before", "Step"), 1)
        self.steps.removed.connect(self._take_away)
        self.adder = AskLine(
            (FieldAsk("title", "Step", width=WIDE), FieldAsk("days", "Working days before")),
            "Add",
            self._add,
            stays=True,
        )
        self.calendar_button = Button("Export calendar (.ics)…", "outline", "calendar-days", self.export)
        self.all_button = Button("Export all coming meetings…", "outline", "calendar", lambda: self.export(every=True))
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.calendar_button)
        row.addWidget(self.all_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(10)
        column.addWidget(self.table)
        column.addWidget(self.counted)
        column.addLayout(row)
        column.addWidget(Rule())
        for widget in (self.steps_title, self.steps, self.adder):
            column.addWidget(widget)
        column.addStretch(1)

    def show_meeting(self, meeting: Meeting, cycle: Cycle) -> None:
        """Show the steps before a meeting."""
        self.meeting = meeting
        self.can_edit = not self.session.read_only
        self._steps = [(s.title, s.days) for s in cycle.book.steps] or list(DEFAULT_STEPS)
        today = self.session.today
        found = timetable(self.session, meeting)
        rows = [
            RowsEntry(str(n), (_day_words(d.day, today)[0], d.title, d.words, _day_words(d.day, today)[1]))
            for n, d in enumerate(found)
        ]
        rows.append(RowsEntry("meeting", (long_date(meeting.day), meeting.title or "Meeting", "", ""), strong=True))
        self.table.show_rows(rows)
        self.counted.setText(_counted_words(closed_days(self.session)))
        self.steps.show_rows([RowsEntry(str(n), (str(days), title)) for n, (title, days) in enumerate(self._steps)])
        self.adder.setVisible(self.can_edit)

    def _add(self, given: Given) -> None:
        if not given["days"].isdigit():
            raise Problem("Type the working days before the meeting as a whole number.", "bad-value")
        steps = [*self._steps, (given["title"], int(given["days"]))]
        set_timetable(self.session, sorted(steps, key=lambda s: -s[1]))

    def _take_away(self, id: str) -> None:
        if self.can_edit:
            steps = [step for n, step in enumerate(self._steps) if str(n) != id]
            self.workspace.attempt(set_timetable, self.session, steps)

    def export(self, every: bool = False) -> None:
        """Write the steps of this meeting, or of every meeting to come, as a calendar file."""
        from pathlib import Path

        from send_tracker.exchange.calendar import write_calendar

        if self.meeting is None:
            return
        name = "board calendar.ics" if every else f"timetable {self.meeting.day.isoformat()}.ics"
        path = to_save(self, "Export calendar", Path(documents()) / name, "Calendar (*.ics)")
        if path is not None:
            meeting = None if every else self.meeting
            made = self.workspace.attempt(write_calendar, self.session, path, meeting=meeting, force=True)
            if made is not None:
                self.workspace.notice.emit(f"{plural(made[1], 'entry', 'entries')} written to {made[0]}.")


def _counted_words(closed: Sequence[date]) -> str:
    """Say what the working days leave out."""
    also = f", nor {plural(len(closed), 'day')} on which the council is closed" if closed else ""
    return f"Weekends and England’s bank holidays are no working days{also}. Closed days: Tools > Programme."


def _day_words(day: date, today: date) -> tuple[str, str]:
    left = (day - today).days
    words = "passed" if left < 0 else "today" if not left else f"in {plural(left, 'day')}"
    return long_date(day), words
