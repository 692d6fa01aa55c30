"""The calendar of the cycle as a list: what is to come with its papers, what the cycle proposes, what was held."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.board import is_held
from send_tracker.domain.board_rows import MEETING_TYPES
from send_tracker.domain.dates import day_month, show_short
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Meeting
from send_tracker.gui import theme
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable
from send_tracker.gui.widgets.meetings.ask_line import AskLine, Given
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.record_form import FieldAsk
from send_tracker.gui.workspace import Workspace
from send_tracker.services.meetings import add_meeting, coming_deadlines, propose

_PROPOSED, _LEAST_HELD = 2, 138


class CalendarList(QWidget):
    """The list.

    Signals:
        chosen(str): the id of a meeting. entered: Enter on one.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session
        self.id = ""
        self.coming = RowsTable("Meetings to come", ("Date", "Meeting", ""), 1, most_rows=4)
        self.deadlines = Label("", "small", token="muted", wrap=True)
        self.proposed = RowsTable("Dates that the cycle proposes", ("Date", "Proposed"), 1, most_rows=_PROPOSED)
        self.add_button = Button("Add this date", "outline", "plus", self.add_proposed)
        self.adder = AskLine(
            (
                FieldAsk("day", "Date", "day", width=3),
                FieldAsk("type", "Type", "choice", width=2, choices=tuple(MEETING_TYPES.items())),
            ),
            "Add meeting",
            self._add,
            today=lambda: self.session.today,
            narrow=True,
        )
        self.held = _Held("Meetings held", ("Date", "Meeting", "Position"), 1, most_rows=0)
        for table in (self.coming, self.held):
            table.currentCellChanged.connect(lambda row, _c, _r, _b, table=table: self._moved(table, row))
            table.opened.connect(lambda _id: self.entered.emit())
        self.proposed.opened.connect(lambda _id: self.add_proposed())
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.adder)
        column.addWidget(Label("To come", "small", 500, "muted"))
        column.addWidget(self.coming)
        column.addWidget(self.deadlines)
        self._proposing = QWidget()
        inner = QVBoxLayout(self._proposing)
        inner.setContentsMargins(0, 6, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.proposed)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        inner.addLayout(foot)
        column.addWidget(self._proposing)
        column.addSpacing(6)
        column.addWidget(Label("Held", "small", 500, "muted"))
        column.addWidget(self.held, 1)

    # Filling

    def fill(self, cycle: Cycle) -> None:
        """Show the meetings, with the same one chosen as before; today's or the next board where none was."""
        today, meetings = self.session.today, self.session.meetings
        coming = [m for m in meetings if not is_held(m.day, today)]
        held = [m for m in reversed(meetings) if is_held(m.day, today)]
        for table, listed in ((self.coming, coming), (self.held, held)):
            table.blockSignals(True)
            table.show_rows([RowsEntry(m.id, _cells(m, cycle), words=_words(m)) for m in listed])
            table.blockSignals(False)
        self.coming.setVisible(bool(coming))
        known = {m.id for m in meetings}
        if self.id not in known:
            boards = [m for m in meetings if m.type == "board" and m.day >= today]
            first = next(iter([*boards, *coming, *held]), None)
            self.id = first.id if first else ""
        self._mark()
        self._say_deadlines()
        self._propose()

    def _say_deadlines(self) -> None:
        """Say the steps before the next board that are still to come."""
        today = self.session.today
        found = coming_deadlines(self.session)
        board = found[0].meeting if found else None
        left = [d for d in found if d.meeting is board and d.day >= today]
        words = " · ".join(f"{d.title} {day_month(d.day)}" for d in left)
        self.deadlines.setText(f"Before {day_month(board.day)}: {words}" if board and words else "")
        self.deadlines.setVisible(bool(words))

    def _propose(self) -> None:
        rows = [] if self.session.read_only else propose(self.session, _PROPOSED)
        self.proposed.show_rows(
            [
                RowsEntry(
                    p.day.isoformat(),
                    (show_short(p.day.isoformat()), f"moved from {day_month(p.cycle_day)}" if p.was_moved else "Board"),
                )
                for p in rows
            ]
        )
        self._proposing.setVisible(bool(rows))

    # Choosing

    def _moved(self, table: RowsTable, row: int) -> None:
        if row >= 0 and table.id:
            self.id = table.id
            self._mark()
            self.chosen.emit(self.id)

    def _mark(self) -> None:
        """Show the chosen meeting in the list that has it, and none in the other."""
        for table in (self.coming, self.held):
            table.blockSignals(True)
            if any(row.id == self.id for row in table.entries):
                table.go_to(self.id)
            else:
                table.setCurrentCell(-1, -1)
                table.clearSelection()
            table.blockSignals(False)

    def go_to(self, id: str) -> None:
        """Choose a meeting."""
        self.id = id
        self._mark()
        self.chosen.emit(id)

    @property
    def table(self) -> RowsTable:
        """The list with the chosen meeting."""
        return self.held if self.held.id and self.held.id == self.id else self.coming

    # Doing

    def begin(self) -> None:
        """Ask for a new meeting."""
        self.adder.fields["type"].set_value("board")
        self.adder.begin()

    def _add(self, given: Given) -> None:
        if not given["day"]:
            raise Problem("A meeting needs a date.", "no-date")
        id = add_meeting(self.session, date.fromisoformat(given["day"]), given["type"] or "board")
        self.go_to(id)

    def add_proposed(self) -> None:
        """Plan a board on the proposed date that the cursor is on."""
        if not self.session.read_only and self.proposed.id:
            id = self.workspace.attempt(add_meeting, self.session, date.fromisoformat(self.proposed.id))
            if id is not None:
                self.go_to(id)


class _Held(RowsTable):
    """The meetings held, which take what height is left: a few rows at least."""

    def retheme(self) -> None:
        """Take fonts and heights again."""
        super().retheme()
        self.setMinimumHeight(theme.px(_LEAST_HELD))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def sizeHint(self) -> QSize:
        """Ask for the few rows: a height that is not asked for is not counted where words above it wrap."""
        return QSize(super().sizeHint().width(), theme.px(_LEAST_HELD))


def _cells(meeting: Meeting, cycle: Cycle) -> tuple[str, ...]:
    kind = MEETING_TYPES.get(meeting.type, meeting.type)
    count = cycle.frozen.get(meeting.id, 0)
    words = f"{kind}: {meeting.theme}" if meeting.theme and meeting.type != "board" else meeting.theme or kind
    state = "" if not count else "Frozen" if count == 1 else f"{count} positions"
    return (show_short(meeting.date), words, state)


def _words(meeting: Meeting) -> str:
    return " · ".join(part for part in (meeting.title, meeting.theme, meeting.note) if part)
