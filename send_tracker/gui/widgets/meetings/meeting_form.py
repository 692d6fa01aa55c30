"""What a meeting is: its date, type, chair, theme, data cut-off and note."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.board_rows import MEETING_TYPES
from send_tracker.domain.register import Meeting
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.meetings.ask_line import AskLine, Given
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.record_form import WIDE, FieldAsk, RecordForm
from send_tracker.gui.widgets.meetings.records_part import reason
from send_tracker.gui.workspace import Workspace
from send_tracker.services.meetings import change_meeting, withdraw_meeting

_FIELDS = (
    FieldAsk("date", "Date", "day"),
    FieldAsk("type", "Type", "choice", choices=tuple(MEETING_TYPES.items())),
    FieldAsk("title", "Title"),
    FieldAsk("chair", "Chair"),
    FieldAsk("theme", "Theme or focus", width=WIDE),
    FieldAsk("cutoff", "Data cut-off", "day"),
    FieldAsk("note", "Note", "text", WIDE),
)


class MeetingForm(QWidget):
    """The tab."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session
        self.form = RecordForm(workspace, _FIELDS, self._save)
        self.withdraw_line = AskLine(reason("Why is it taken out?"), "Take out", self._withdraw)
        self.withdraw_button = Button("Take the meeting out…", "outline", "x", self.withdraw_line.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(12)
        for widget in (self.form, self.withdraw_button, self.withdraw_line):
            column.addWidget(widget)
        column.addStretch(1)
        self.withdraw_button.setVisible(not self.session.read_only)

    def show_meeting(self, meeting: Meeting, cycle: Cycle) -> None:
        """Show a meeting."""
        values = {ask.key: getattr(meeting, ask.key) for ask in _FIELDS}
        self.form.show_record(meeting.id, values)

    def _save(self, id: str, key: str, value: Any) -> object:
        return change_meeting(self.session, id, **{key: value})

    def _withdraw(self, given: Given) -> None:
        withdraw_meeting(self.session, self.form.record, given["reason"])
