"""A register of one meeting: what its tabs share."""

from __future__ import annotations

from send_tracker.domain.register import Meeting
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.records_part import RecordsPart


class MeetingPart(RecordsPart):
    """A part that shows what belongs to the meeting that it was given."""

    meeting: Meeting | None = None
    cycle: Cycle

    def show_meeting(self, meeting: Meeting, cycle: Cycle) -> None:
        """Show a meeting."""
        if self.meeting is not None and self.meeting.id != meeting.id:
            self.form.flush()
        self.meeting, self.cycle = meeting, cycle
        self.offer()
        self.fill()

    def offer(self) -> None:
        """Fill the lists of the fields that choose from one."""

    @property
    def meeting_id(self) -> str:
        """The id of the meeting that is shown."""
        assert self.meeting is not None
        return self.meeting.id
