"""The parts of the Meetings page and where they lie: head, sections, the calendar and the meeting beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.pages.page import Page
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.label import PAD, ElidedLabel, PageHead, Rule
from send_tracker.gui.widgets.late_stack import LateStack, scrolled
from send_tracker.gui.widgets.meetings.calendar_list import CalendarList
from send_tracker.gui.widgets.meetings.compared_part import ComparedPart
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.doubled_banner import DoubledBanner
from send_tracker.gui.widgets.meetings.inspections_part import InspectionsPart
from send_tracker.gui.widgets.meetings.meeting_view import MeetingView
from send_tracker.gui.widgets.meetings.records_part import RecordsPart
from send_tracker.gui.widgets.meetings.risks_part import RisksPart
from send_tracker.gui.widgets.meetings.statements_part import StatementsPart
from send_tracker.gui.widgets.tabs import Tabs
from send_tracker.gui.workspace import Workspace

_SIDE, _SIDE_NARROW, _SIDE_TIGHT = 360, 316, 200
_NARROW, _TIGHT = 1200, 800
_SECTIONS = (
    ("calendar", "Calendar"),
    ("compared", "What changed"),
    ("risks", "Risks"),
    ("statements", "Statements"),
    ("inspections", "Inspections"),
)

Section = RisksPart | StatementsPart | InspectionsPart | ComparedPart


class MeetingsParts(Page):
    """The page without its behaviour. Sections other than the calendar are built when they are first looked at."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make the parts and lay them out."""
        super().__init__(workspace, parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cycle = Cycle(self.session)

        # Head
        self.counts = ElidedLabel("", "body", token="muted")
        self.new_button = Button("New meeting", "primary", "plus")
        if self.session.read_only:
            self.new_button.hide()
        self.doubled = DoubledBanner()
        self.tabs = Tabs(_SECTIONS)
        self.tabs.setAccessibleName("Sections")

        # Sections
        self.calendar = CalendarList(workspace)
        self.sheet = MeetingView(workspace)
        self.nothing = EmptyState("", "")
        self._stack: LateStack[Section] = LateStack(
            self._make_section, scrolls=lambda section: isinstance(section, RecordsPart)
        )
        self._lay_out()

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setContentsMargins(PAD - Tabs.OUTSET, 0, 0, 0)
        tabs.addWidget(self.tabs)
        self._side = scrolled(self.calendar)  # where the window is low, or the text large
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self.sheet, 1)
        self._stack.put("calendar", both)
        self._bare = QWidget()
        bare = QVBoxLayout(self._bare)
        bare.setContentsMargins(PAD, 16, PAD, 16)
        bare.addWidget(self.nothing)
        bare.addStretch(1)
        self._stack.addWidget(self._bare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(PageHead("Meetings", self.counts, self.new_button))
        column.addWidget(self.doubled)
        column.addLayout(tabs)
        column.addWidget(Rule())
        column.addWidget(self._stack, 1)

    def section(self, key: str) -> Section:
        """Return a section, built if it was never shown."""
        return self._stack.part(key)

    def _make_section(self, key: str) -> Section:
        made = _MAKE[key](self.workspace)
        if isinstance(made, RecordsPart | ComparedPart):
            made.opened.connect(self.open)
        return made

    def open(self, id: str) -> None:
        """Go to whatever an id stands for."""

    def set_width_class(self, width: int) -> None:
        """Take less room for the calendar in a narrow window."""
        side = _SIDE if width >= _NARROW else _SIDE_NARROW if width >= _TIGHT else _SIDE_TIGHT
        self._side.setFixedWidth(theme.px(side))


_MAKE: Mapping[str, Callable[[Workspace], Section]] = {
    "compared": ComparedPart,
    "risks": RisksPart,
    "statements": StatementsPart,
    "inspections": InspectionsPart,
}
