"""The reports: what can be produced, for which board, and when each was last made or issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.gui import icons, theme
from send_tracker.gui.commands import Command
from send_tracker.gui.pages.page import Page
from send_tracker.gui.reports import REPORTS, Report
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import PAD, Label, PageHead, Rule, tip
from send_tracker.gui.workspace import Workspace
from send_tracker.services.issuing import DOCUMENTS, issues
from send_tracker.services.report_boards import report_boards
from send_tracker.services.session import Edited


class _Icon(QLabel):
    """An icon beside words; it says nothing of its own."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedSize(theme.px(18), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.draw(painter, 0, 1, self._name, "muted", theme.px(16))
        painter.end()


class ReportRow(QWidget):
    """One report: what it is, when it was last made and issued, and its button."""

    def __init__(self, report: Report, ask: Callable[[Command], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self.made = Label("", "small", token="muted", wrap=True)
        self.issued = Label("", "small", token="muted", wrap=True)
        self.button = Button(report.verb, on_click=lambda: ask(report.command))
        self.button.setAccessibleName(f"{report.verb.rstrip('…')} {report.title.lower()}")
        self.issue_button = Button("Issue…", "quiet", on_click=lambda: ask(report.issue or report.command))
        self.issue_button.setAccessibleName(f"Issue {report.title.lower()}")
        self.print_button = Button("Print…", "quiet", on_click=lambda: ask(report.print or report.command))
        self.print_button.setAccessibleName(f"Print {report.title.lower()}")
        for part in (self.issue_button, self.print_button):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        if report.print is None:
            self.print_button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(16)
        row.addWidget(_Icon(report.icon), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(report.title, "body", 600))
        for line in (Label(report.about, "body", token="muted", wrap=True), self.made, self.issued):
            words.addWidget(line)
        row.addLayout(words, 1)
        row.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.issue_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, made: str, path: str, issued: str) -> None:
        """Say when it was last made, where it lies, and when it was last issued."""
        self.made.setText(made if self.report.made else "")
        self.made.setToolTip(tip(path))
        self.made.setVisible(bool(path))
        self.issued.setText(issued)
        self.issued.setVisible(bool(issued))
        self.button.setAccessibleDescription(". ".join(t for t in (made, issued) if t))


class ReportsPage(Page):
    """A list with one button a report; the board that is chosen above is offered by each of them first."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.board = QComboBox()
        self.board.setAccessibleName("Board")
        self.board.setMinimumWidth(theme.px(180))
        self.rows = [ReportRow(report, self.command_wanted.emit) for report in REPORTS]
        for row in self.rows:
            row.issue_button.setVisible(row.report.issue is not None and not self.session.read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Rule())
        column.addWidget(self._list(), 1)
        workspace.preferences.changed.connect(self._preference_changed)
        self.refresh()

    def _head(self) -> PageHead:
        word = Label("Board", "body", token="muted")
        word.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        word.setBuddy(self.board)
        return PageHead("Reports", word, self.board)

    def _list(self) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("ground", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(PAD, 4, PAD, 16)
        column.setSpacing(0)
        for place, row in enumerate(self.rows):
            if place:
                column.addWidget(Rule())
            column.addWidget(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    # Filling

    def refresh(self) -> None:
        """Read the boards and what was made and issued again."""
        kept = self.meeting
        found = report_boards(self.session, "all")
        held = report_boards(self.session, "held")
        self.board.clear()
        for day in found.days:
            self.board.addItem(long_date(day), day.isoformat())
        if not found.days:
            self.board.addItem("No board yet", "")
        self.board.setEnabled(bool(found.days))
        wanted = kept if kept in found.days else held.proposed or found.proposed
        self.board.setCurrentIndex(max(0, self.board.findData(wanted.isoformat() if wanted else "")))
        self._show_states()

    def edited(self, edited: Edited) -> None:
        """Read again where a meeting or an issue was touched."""
        if {"meeting", "issue"} & {kind for kind, _ in edited.touched}:
            self.refresh()

    def _show_states(self) -> None:
        made = self.workspace.preferences.get("reports_made").get(str(self.session.path), {})
        latest = {i.document: i for i in issues(self.session)}
        for row in self.rows:
            path, moment = made.get(row.report.key, ("", ""))
            issue = latest.get(row.report.document)
            issued = ""
            if issue is not None:
                issued = f"{DOCUMENTS[issue.document]} issued on {long_date(date.fromisoformat(issue.issued_on[:10]))}"
            row.show_state(_made_words(path, moment), path, issued)

    def _preference_changed(self, name: str) -> None:
        if name == "reports_made":
            self._show_states()

    # What the main window asks

    @property
    def meeting(self) -> date | None:
        """The board that is chosen."""
        chosen = self.board.currentData()
        return date.fromisoformat(chosen) if chosen else None

    def status_text(self) -> str:
        """Say what the page is for."""
        return "Drafts change nothing in your file"

    def place(self) -> object:
        """The board that is chosen."""
        return self.board.currentData() or ""

    def restore(self, place: object) -> None:
        """Choose the same board again, if it is there on this day."""
        self.board.setCurrentIndex(max(0, self.board.findData(place)))

    def panes(self) -> list[QWidget]:
        """Return the board and the list."""
        return [self.board, self.rows[0].button]


def _made_words(path: str, moment: str) -> str:
    if not path or not moment:
        return "Not made on this computer yet"
    when = datetime.fromisoformat(moment)
    return f"Made on {long_date(when.date())} at {when:%H:%M}: {Path(path).name}"
