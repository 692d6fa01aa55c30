"""The meeting that is chosen: its heading, and the tabs of what belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.board_rows import MEETING_TYPES
from send_tracker.domain.dates import long_date
from send_tracker.domain.register import Meeting
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import ElidedLabel
from send_tracker.gui.widgets.late_stack import LateStack
from send_tracker.gui.widgets.meetings import PAD
from send_tracker.gui.widgets.meetings.agenda_tab import AgendaTab
from send_tracker.gui.widgets.meetings.commitments_tab import CommitmentsTab
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.decisions_tab import DecisionsTab
from send_tracker.gui.widgets.meetings.meeting_form import MeetingForm
from send_tracker.gui.widgets.meetings.position_tab import PositionTab
from send_tracker.gui.widgets.meetings.questions_tab import QuestionsTab
from send_tracker.gui.widgets.meetings.records_part import RecordsPart
from send_tracker.gui.widgets.meetings.timetable_tab import TimetableTab
from send_tracker.gui.widgets.tabs import Tabs
from send_tracker.gui.workspace import Workspace
from send_tracker.services.meetings import carried_to


class MeetingTab(Protocol):
    """What each tab can do."""

    def show_meeting(self, meeting: Meeting, cycle: Cycle) -> None:
        """Show a meeting."""


class MeetingView(QFrame):
    """One meeting. Tabs are built when they are first looked at.

    Signals:
        opened(str): the id of something to go to. compare_wanted(str): a day. run_wanted: run this meeting.
    """

    opened = Signal(str)
    compare_wanted = Signal(str)
    run_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setProperty("edge", "left")
        self.setProperty("ground", "surface")
        self.setAccessibleName("Meeting")
        self._workspace = workspace
        self.meeting: Meeting | None = None
        self.cycle: Cycle | None = None
        self.title = ElidedLabel("", "heading", 600)
        self.about = ElidedLabel("", "body", token="muted")
        self.run_button = Button("Run this meeting", "outline", "presentation", self.run_wanted.emit)
        self.tabs = Tabs([(key, word) for key, word, _ in _TABS])
        self.tabs.chosen.connect(lambda _key: self._show_tab())
        self._stack = LateStack(self._make_tab)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.about)
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 0, PAD, 0)
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.run_button, 0, Qt.AlignmentFlag.AlignTop)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(PAD - Tabs.OUTSET, 0, 0, 0)
        tabs.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)

    # Showing

    def show_meeting(self, meeting: Meeting, cycle: Cycle) -> None:
        """Show a meeting."""
        self.meeting, self.cycle = meeting, cycle
        kind = MEETING_TYPES.get(meeting.type, meeting.type)
        title = meeting.title if meeting.title and meeting.title != kind else ""
        self.title.set_text(f"{kind} of {long_date(meeting.day)}")
        about = [title, meeting.theme, f"chair {meeting.chair}" if meeting.chair else ""]
        about.append(f"data up to {long_date(_day(meeting.cutoff))}" if meeting.cutoff else "")
        self.about.set_text(" · ".join(part for part in about if part))
        self.about.setVisible(bool(self.about.whole_text()))
        self._count()
        self._show_tab()

    def _count(self) -> None:
        """Say on the tabs how much there is."""
        assert self.meeting is not None and self.cycle is not None
        book, id = self.cycle.book, self.meeting.id
        carried = len(carried_to(self.cycle.book, self._workspace.session.meetings, self.meeting))
        counts = {
            "agenda": sum(i.meeting == id for i in book.items),
            "decisions": sum(d.meeting == id for d in book.decisions),
            "commitments": sum(c.meeting == id for c in book.commitments) + carried,
            "questions": sum(q.meeting == id for q in book.questions),
        }
        for key, word, _ in _TABS:
            self.tabs.set_word(key, f"{word} {counts[key]}" if counts.get(key) else word)

    def _show_tab(self) -> None:
        if self.meeting is None or self.cycle is None:
            return
        tab = self.tab(self.tabs.key)
        cast(MeetingTab, tab).show_meeting(self.meeting, self.cycle)
        self._stack.bring(self.tabs.key)

    def tab(self, key: str) -> QWidget:
        """Return a tab, built if it was never shown."""
        return self._stack.part(key)

    def _make_tab(self, key: str) -> QWidget:
        made = next(make for name, _, make in _TABS if name == key)(self._workspace)
        if isinstance(made, RecordsPart):
            made.opened.connect(self.opened)
        if isinstance(made, PositionTab):
            made.compare_wanted.connect(self.compare_wanted)
        return made

    def go(self, key: str) -> QWidget:
        """Bring a tab to the front and return it."""
        self.tabs.choose(key)
        self._show_tab()
        return self.tab(key)

    def begin(self, key: str) -> None:
        """Put the cursor into the line of a tab that adds to it."""
        tab = self.go(key)
        if isinstance(tab, RecordsPart):
            tab.begin()

    def subject(self) -> str:
        """Return what is chosen: the row of the tab, or the meeting."""
        tab = self._stack.made(self.tabs.key)
        row = tab.table.id if isinstance(tab, RecordsPart) else ""
        return row or (self.meeting.id if self.meeting else "")


def _day(text: str) -> date:
    return date.fromisoformat(text)


_TABS: tuple[tuple[str, str, Callable[[Workspace], QWidget]], ...] = (
    ("agenda", "Agenda", AgendaTab),
    ("decisions", "Decisions", DecisionsTab),
    ("commitments", "Commitments", CommitmentsTab),
    ("questions", "Questions", QuestionsTab),
    ("position", "Position", PositionTab),
    ("timetable", "Timetable", TimetableTab),
    ("details", "Details", MeetingForm),
)
