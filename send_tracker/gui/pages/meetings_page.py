"""The board cycle: the calendar and one meeting, what changed between boards, risks, statements, inspections."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from send_tracker.domain.board import is_held
from send_tracker.domain.text import plural
from send_tracker.gui.commands import Command
from send_tracker.gui.pages.meetings_parts import MeetingsParts
from send_tracker.gui.widgets.meetings.compared_part import ComparedPart
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.position_tab import PositionTab
from send_tracker.gui.widgets.meetings.records_part import RecordsPart
from send_tracker.gui.widgets.meetings.statements_part import StatementsPart
from send_tracker.gui.workspace import Workspace
from send_tracker.services.inspections import clock_words
from send_tracker.services.session import Edited

_TABS = {
    Command.NEW_DECISION: "decisions",
    Command.NEW_COMMITMENT: "commitments",
    Command.NEW_QUESTION: "questions",
    Command.NEW_ITEM: "agenda",
}
_TAB_OF = {"decision": "decisions", "commitment": "commitments", "question": "questions", "agenda_item": "agenda"}
_SECTION_OF = {"risk": "risks", "inspection": "inspections", "statement": "statements"}


class MeetingsPage(MeetingsParts):
    """The page: what it shows, what its parts ask for, and what the main window may ask of it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page and fill it."""
        super().__init__(workspace, parent)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.new_button.clicked.connect(lambda _on: self.new_meeting())
        self.tabs.chosen.connect(lambda _key: self._show_section())
        self.calendar.chosen.connect(lambda _id: self._show_meeting())
        self.calendar.entered.connect(self._enter)
        self.sheet.opened.connect(self.open)
        self.sheet.compare_wanted.connect(self.compare_from)
        self.sheet.run_wanted.connect(self.run_meeting)
        self.sheet.tabs.chosen.connect(lambda _key: self.changed.emit())
        self.nothing.acted.connect(self.new_meeting)
        self.doubled.acted.connect(lambda: self.go_to_position(self.doubled.meeting))

    # Filling

    def refresh(self) -> None:
        """Read the cycle again."""
        self.cycle = Cycle(self.session)
        today, meetings = self.session.today, self.session.meetings
        held = sum(is_held(m.day, today) for m in meetings)
        words = [f"{held:,} held", f"{len(meetings) - held:,} to come"]
        left = sum(c.is_open for c in self.cycle.book.commitments)
        late = sum(c.is_late(today) for c in self.cycle.book.commitments)
        words.append(f"{plural(left, 'open commitment')}" + (f", {late:,} late" if late else ""))
        self.counts.set_text(" · ".join([*words, clock] if (clock := clock_words(self.session)) else words))
        self.doubled.show_cycle(self.cycle, meetings, not self.session.read_only)
        self.calendar.fill(self.cycle)
        self._show_section()

    def edited(self, edited: Edited) -> None:
        """Read again; an edit elsewhere may be linked to what is shown here."""
        self.refresh()

    def _show_section(self) -> None:
        key = self.tabs.key
        if key == "calendar":
            if not self.session.meetings:
                words = _NO_MEETINGS if not self.session.read_only else _NO_MEETINGS[:2]
                self.nothing.set_words(*words)
            if not self.session.meetings and self.calendar.adder.isHidden():
                self._stack.setCurrentWidget(self._bare)
            else:
                self._stack.bring(key)
                self._show_meeting()
        else:
            self.section(key).show_cycle(self.cycle)
            self._stack.bring(key)
        self.changed.emit()

    def _show_meeting(self) -> None:
        meeting = self.cycle.meeting(self.calendar.id)
        self.sheet.setVisible(meeting is not None)
        if meeting is not None:
            self.sheet.show_meeting(meeting, self.cycle)
        self.changed.emit()

    def _enter(self) -> None:
        """Go from the calendar into the meeting."""
        self.sheet.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    # Going

    def go(self, key: str) -> QWidget:
        """Bring a section to the front and return it."""
        self.tabs.choose(key)
        self._show_section()
        return self.sheet if key == "calendar" else self.section(key)

    def show_meeting(self, id: str, tab: str = "") -> None:
        """Choose a meeting, and one of its tabs."""
        self.go("calendar")
        self.calendar.go_to(id)
        if tab:
            self.sheet.go(tab)

    def compare_from(self, day: str) -> None:
        """Compare a board with now."""
        part = self.go("compared")
        assert isinstance(part, ComparedPart)
        part.show_from(day)

    def open(self, id: str) -> None:
        """Go to whatever an id stands for."""
        target = self.cycle.names.get(id)
        kind = target.kind if target else self.session.file.reading.kind(id)
        elsewhere = {
            "action": self.workspace.show_action,
            "outcome": self.workspace.show_action,
            "measure": self.workspace.show_measure,
            "evidence": self.workspace.show_evidence,
        }
        if kind in elsewhere:
            elsewhere[kind].emit(id)
        elif kind == "date_move" and target is not None:
            self.workspace.show_action.emit(target.outcome)
        elif kind in _SECTION_OF:
            self.show_in(_SECTION_OF[kind], id)
        elif kind == "meeting":
            self.show_meeting(id)
            self.calendar.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif kind in _TAB_OF:
            self.show_record(_TAB_OF[kind], self._meeting_of(id) or self.calendar.id, id)

    def _meeting_of(self, id: str) -> str | None:
        """Return the meeting that something was decided, promised, asked or is talked about at."""
        book = self.cycle.book
        found: dict[str, str | None] = {i.id: i.meeting for i in book.items}
        found |= {d.id: d.meeting for d in book.decisions} | {c.id: c.meeting for c in book.commitments}
        found |= {q.id: q.meeting for q in book.questions}
        return found.get(id)

    def show_in(self, section: str, id: str) -> None:
        """Show a risk, an inspection or a position statement in its register."""
        if section == "statements":
            said = (s.target for s in self.cycle.book.statements if s.id == id)
            id = next(said, None) or id
        part = self.go(section)
        if isinstance(part, RecordsPart | StatementsPart):
            part.go_to(id)

    def show_record(self, tab: str, meeting: str, id: str) -> None:
        """Show a decision, a commitment or a question of a meeting."""
        self.show_meeting(meeting, tab)
        part = self.sheet.tab(tab)
        if isinstance(part, RecordsPart):
            part.go_to(id)

    # Doing

    def new_meeting(self) -> None:
        """Ask for a new meeting, in the calendar."""
        self.tabs.choose("calendar")
        self._stack.bring("calendar")
        self._show_meeting()
        self.calendar.begin()

    def run_meeting(self) -> None:
        """Open meeting mode for the chosen meeting."""
        from send_tracker.gui.dialogs.meeting_mode import MeetingMode

        if self.sheet.meeting is not None:
            # A child of the page, so that it goes with the file that it writes to.
            MeetingMode(self.workspace, self.sheet.meeting, self).showMaximized()

    def begin(self, tab: str) -> None:
        """Put the cursor where something is added to the chosen meeting."""
        self.go("calendar")
        self.sheet.begin(tab)

    def new_risk(self) -> None:
        """Put the cursor where a risk is added."""
        part = self.go("risks")
        assert isinstance(part, RecordsPart)
        part.begin()

    # What the main window asks

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what can be done here just now."""
        found: dict[Command, Callable[[], object]] = {
            Command.WHAT_CHANGED: lambda: self.go("compared"),
            Command.RISKS: lambda: self.go("risks"),
            Command.STATEMENTS: lambda: self.go("statements"),
            Command.INSPECTIONS: lambda: self.go("inspections"),
        }
        if self.sheet.meeting is not None:
            found[Command.TIMETABLE] = lambda: self._go_tab("timetable")
            if not self.session.read_only:
                found[Command.RUN_MEETING] = self.run_meeting
                found[Command.FREEZE] = self.go_to_position
                for command, tab in _TABS.items():
                    found[command] = lambda tab=tab: self.begin(tab)  # type: ignore[misc]
        if not self.session.read_only:
            found[Command.NEW_MEETING] = self.new_meeting
            found[Command.NEW_RISK] = self.new_risk
        return found

    def _go_tab(self, tab: str) -> None:
        self.go("calendar")
        self.sheet.go(tab)
        self.sheet.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_position(self, meeting: str = "") -> None:
        """Go where the position of a meeting is frozen or chosen, one key away from doing it."""
        self.show_meeting(meeting or self.calendar.id, "position")
        tab = self.sheet.tab("position")
        if isinstance(tab, PositionTab):
            tab.begin()

    def status_text(self) -> str:
        """Say how many meetings there are."""
        return plural(len(self.session.meetings), "meeting")

    def subject(self) -> str:
        """Return what is selected."""
        key = self.tabs.key
        if key == "calendar":
            return self.sheet.subject()
        part = self._stack.made(key)
        return part.table.id if isinstance(part, RecordsPart | StatementsPart) else ""

    def place(self) -> object:
        """Return the section, the meeting and its tab."""
        return self.tabs.key, self.calendar.id, self.sheet.tabs.key

    def restore(self, place: object) -> None:
        """Be set to a section and a meeting; it may not be there on this day."""
        if isinstance(place, tuple) and len(place) == 3:
            section, meeting, tab = (str(part) for part in place)
            self.calendar.id = meeting
            self.sheet.tabs.choose(tab)
            self.tabs.choose(section)
            self.refresh()

    def panes(self) -> list[QWidget]:
        """Return the calendar and the meeting, or the section."""
        key = self.tabs.key
        if key == "calendar":
            return [self.calendar.table, self.sheet.tabs, self.tabs]
        part = self.section(key)
        table = getattr(part, "table", None)
        return [table if isinstance(table, QWidget) else part, self.tabs]


_NO_MEETINGS = (
    "No meetings yet",
    "The board’s dates, agendas, decisions and commitments stand here, and the position that is frozen for each board.",
    "New meeting",
    "plus",
)
