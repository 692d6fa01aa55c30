"""Tools > Programme: what it is called, whose it is, and when its board meets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QWidget

from send_tracker.domain.board import is_held
from send_tracker.domain.closed_days import closed_words, read_closed_days
from send_tracker.domain.dates import long_date
from send_tracker.domain.kinds import Value
from send_tracker.domain.problem import Problem
from send_tracker.gui.dialogs.house_dialog import HouseDialog, put_in
from send_tracker.gui.forms.ui_programme import Ui_ProgrammeForm
from send_tracker.gui.widgets.fields import DateField
from send_tracker.gui.widgets.label import tip
from send_tracker.gui.workspace import Workspace
from send_tracker.services.closed_days import closed_days, save_programme
from send_tracker.services.parts import add_board


class ProgrammeDialog(HouseDialog):
    """Save makes one edit of all that was changed; a board is added at once."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        session = workspace.session
        self.form = Ui_ProgrammeForm()
        self.form.setupUi(self)
        self.board_day = DateField(None, lambda: session.today, days_only=True)
        self.board_day.line.setPlaceholderText("14 August 2025")
        self.board_day.line.setAccessibleName("Date of a board")
        put_in(self.form.meetingDate, self.board_day)
        self.form.meetings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill()
        self.form.addMeeting.clicked.connect(self.add_board)
        self.form.save.clicked.connect(self.save)
        self.form.cancel.clicked.connect(self.reject)
        if session.read_only:
            for part in (self.form.save, self.form.addMeeting, self.board_day):
                part.setEnabled(False)
        self.finish_form()

    def _lines(self) -> dict[str, QLineEdit]:
        form = self.form
        return {
            "name": form.name,
            "area": form.area,
            "partnership": form.partnership,
            "board": form.board,
            "chair": form.chair,
        }

    def _fill(self) -> None:
        programme = self._workspace.session.programme
        for name, line in self._lines().items():
            line.setText(getattr(programme, name))
            line.setCursorPosition(0)
        self.form.cycle.setValue(programme.cycle_weeks)
        self.form.limit.setValue(programme.file_limit_mb)
        self.form.closed.setText(closed_words(closed_days(self._workspace.session)))
        self.form.closed.setCursorPosition(0)
        self._list_boards()

    def _list_boards(self) -> None:
        """List the boards, the latest first, and mark those to come."""
        session = self._workspace.session
        self.form.meetings.clear()
        for meeting in reversed(session.register().meetings):
            day = long_date(meeting.day) + (", to come" if not is_held(meeting.day, session.today) else "")
            words = f"{day}  {meeting.words}".strip()
            item = QListWidgetItem(words)
            item.setToolTip(tip(words))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.form.meetings.addItem(item)

    def add_board(self) -> None:
        """Add the board whose date was typed."""
        if not self.board_day.commit() or not self.board_day.value():
            self.board_day.setFocus()
            return
        if self.attempt(add_board, self._workspace.session, str(self.board_day.value())):
            self.board_day.set_value(None)
            self._list_boards()

    def save(self) -> None:
        """Record what was changed as one edit, and close."""
        programme = self._workspace.session.programme
        values: dict[str, Value] = {name: line.text().strip() for name, line in self._lines().items()}
        values |= {"cycle_weeks": self.form.cycle.value(), "file_limit_mb": self.form.limit.value()}
        changed = {name: value for name, value in values.items() if value != getattr(programme, name)}
        if not values["name"]:
            self.say_problem("A programme needs a name.")
            self.form.name.setFocus()
            return
        try:
            closed = read_closed_days(self.form.closed.text())
            save_programme(self._workspace.session, closed, **changed)
        except Problem as problem:
            self.say_problem(problem.sentence)
            self.form.closed.setFocus()
            return
        self.accept()
