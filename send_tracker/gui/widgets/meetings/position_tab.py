"""The frozen position of a meeting: freezing it, what it stands on, and settling two of them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.domain.positions import Position, default_cutoff, early_words, of_meeting
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Meeting
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import DateField, LabelledField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.rows_table import RowsEntry, RowsTable
from send_tracker.gui.widgets.meetings.ask_line import AskLine, Given
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.records_part import reason
from send_tracker.gui.workspace import Workspace
from send_tracker.services.positions import choose_position, freeze, is_intact, positions, withdraw_position


class PositionTab(QWidget):
    """The tab.

    Signals:
        compare_wanted(str): compare the position of this day (ISO) with now.
    """

    compare_wanted = Signal(str)
    opened = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay it out."""
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session
        self.meeting: Meeting | None = None
        self._found: tuple[Position, ...] = ()
        self.words = Label("", "body", wrap=True)
        self.conflict = Banner("warning", "")
        self.early = Banner("warning", "")
        self.table = RowsTable("Frozen positions", ("Frozen", "By", "Data up to", "Edits", "Digest", "Heads"), 5)
        self.table.can_copy = True
        self.cutoff = DateField(today=lambda: self.session.today, days_only=True)
        self.cutoff.setMaximumWidth(220)
        self.freeze_button = Button("Freeze position", "outline", "lock", self.freeze)
        self.check_button = Button("Check that it is intact", "outline", "shield-check", self.check)
        self.compare_button = Button("Compare with now", "outline", "history", self._compare)
        self.choose_button = Button("This one counts…", "outline", "check", lambda: self._ask(self.choose_line))
        self.withdraw_button = Button("Withdraw…", "outline", "x", lambda: self._ask(self.withdraw_line))
        self.choose_line = AskLine(reason("Why does this one count?"), "This one counts", self._choose)
        self.withdraw_line = AskLine(reason("Why is it withdrawn?"), "Withdraw", self._withdraw)
        self._lay_out()

    def _lay_out(self) -> None:
        freezing = QHBoxLayout()
        freezing.setSpacing(8)
        self._freezing = QWidget()
        self._freezing.setLayout(freezing)
        freezing.setContentsMargins(0, 0, 0, 0)
        freezing.addWidget(LabelledField("Data up to", self.cutoff), 1)
        freezing.addWidget(self.freeze_button)
        freezing.addStretch(2)
        freezing.setAlignment(self.freeze_button, _BOTTOM)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.check_button, self.compare_button, self.choose_button, self.withdraw_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(12)
        for widget in (self.words, self.conflict, self.early, self._freezing, self.table):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.choose_line)
        column.addWidget(self.withdraw_line)
        column.addStretch(1)

    # Showing

    def show_meeting(self, meeting: Meeting, cycle: Cycle) -> None:
        """Show the positions of a meeting."""
        if self.meeting is None or self.meeting.id != meeting.id:
            self.cutoff.set_value(default_cutoff(meeting, self.session.today).isoformat())
            self.choose_line.hide()
            self.withdraw_line.hide()
        self.meeting = meeting
        self._found = of_meeting(positions(self.session), meeting.id)
        self.table.show_rows([_row(p) for p in self._found])
        self._show()

    def _show(self) -> None:
        can_edit, count = not self.session.read_only, len(self._found)
        assert self.meeting is not None
        early = early_words(self.meeting.day, self.session.today) if can_edit and not count else ""
        self.early.set_banner("warning", early)
        self.early.setVisible(bool(early))
        self.words.setText(_NONE if not count else _ONE if count == 1 else "")
        self.words.setVisible(count < 2)
        self.conflict.setVisible(count > 1)
        if count > 1:
            self.conflict.set_banner(
                "warning",
                f"There are {count} positions for this meeting. Both are safe. Choose the one that counts; the others "
                "are withdrawn and stay in the history.",
            )
        self.table.setVisible(bool(count))
        self._freezing.setVisible(can_edit and not count)
        for button in (self.check_button, self.compare_button):
            button.setVisible(bool(count))
        self.choose_button.setVisible(can_edit and count > 1)
        self.withdraw_button.setVisible(can_edit and bool(count))

    # Doing

    def begin(self) -> None:
        """Put the keyboard where the next step is: freezing, or choosing between two."""
        if not self._found and self._freezing.isVisibleTo(self):
            self.freeze_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._found:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def freeze(self) -> None:
        """Freeze the position, with the cut-off that is typed."""
        if self.meeting is None or not self.cutoff.commit():
            return
        day = self.cutoff.value()
        done = self.workspace.attempt(freeze, self.session, self.meeting, _day(day) if day else None)
        if done is not None:
            self.workspace.notice.emit(f"The position for {long_date(self.meeting.day)} is frozen.")
            self.table.setFocus()

    def check(self) -> None:
        """Work the position out from the log again, and say whether it is what was frozen."""
        position = self._chosen()
        if is_intact(self.session, position):
            self.workspace.notice.emit("The position is intact: worked out from the log again, it is the same.")
        else:
            self.workspace.problem.emit(
                "What this position stands on is not in the file as it was. The file still opens; "
                "check it with Tools > Check this file."
            )

    def _compare(self) -> None:
        if self.meeting is not None:
            self.compare_wanted.emit(self.meeting.day.isoformat())

    def _chosen(self) -> Position:
        return next((p for p in self._found if p.id == self.table.id), self._found[0])

    def _ask(self, line: AskLine) -> None:
        for each in (self.choose_line, self.withdraw_line):
            each.setVisible(each is line)
        line.begin()

    def _choose(self, given: Given) -> None:
        choose_position(self.session, self._chosen().id, given["reason"])

    def _withdraw(self, given: Given) -> None:
        if not self._found:
            raise Problem("There is no position to withdraw.", "nothing")
        withdraw_position(self.session, self._chosen().id, given["reason"])


def _row(position: Position) -> RowsEntry:
    frozen = position.frozen_at.astimezone()
    heads = ", ".join(head[:12] for head in position.heads)
    whole = f"Digest {position.digest}. Heads {', '.join(position.heads)}."
    cells = (
        f"{long_date(frozen.date())}, {frozen:%H:%M}",
        position.author,
        long_date(position.cutoff),
        f"{position.edits:,}",
        position.digest[:12],
        heads,
    )
    return RowsEntry(position.id, cells, words=whole)


def _day(text: str) -> date:
    return date.fromisoformat(text)


_BOTTOM = Qt.AlignmentFlag.AlignBottom
_NONE = (
    "Not frozen yet. Freezing keeps the plan, its scale, definitions and measures as they are known now, so that the "
    "pack of this meeting can be made again at any time."
)
_ONE = "Frozen. Later changes, a new scale or new references do not reach it."
