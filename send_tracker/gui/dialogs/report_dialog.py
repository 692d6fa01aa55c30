"""Reports: the dialog that makes one of the documents, on a copy of the file, while one goes on working."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.exchange.paper import Cover
from send_tracker.gui.dialogs.house_dialog import fill
from send_tracker.gui.dialogs.outlined_dialog import OutlinedDialog
from send_tracker.gui.kept_cover import keep_cover, kept_cover
from send_tracker.gui.reports import Report, arguments
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.widgets.paper_fields import PaperFields
from send_tracker.gui.workspace import Workspace
from send_tracker.services.report_boards import report_boards


class ReportDialog(OutlinedDialog):
    """Asks for the board and the file, as far as the report needs them."""

    cover_fields: PaperFields | None = None

    def __init__(
        self,
        workspace: Workspace,
        command: list[str],
        report: Report,
        meeting: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.report = report
        self.kinds = report.kinds
        self.kept_as = report.key
        super().__init__(workspace, command, parent)
        title, explanation, verb = self.said()
        self.setWindowTitle(title)
        self.form.heading.setText(title)
        self.form.explanation.setText(explanation)
        self.form.start.setText(verb)
        self.form.start.setAccessibleName(verb)
        self.board, self.format = QComboBox(), QComboBox()
        self.has_preview = report.document in ("briefing", "paper")
        self._make_preview()
        self._fill(meeting)
        self._lay_out()
        for combo in (self.board, self.format):
            combo.currentIndexChanged.connect(self._propose)
        self._propose()
        self._follow()
        self.finish_form()
        (self.board if report.boards else self.format if len(report.endings) > 1 else self.form.path).setFocus()

    def _make_preview(self) -> None:
        """Make what looks at the document that would be made."""
        self.preview.setVisible(self.has_preview)
        if self.has_preview:
            # What writes documents is loaded for those that are shown; a list of charts needs none of it.
            from send_tracker.exchange.briefing.checking import DocumentPreview

            self.resize(1000, 700)
            self._looking = DocumentPreview(self.workspace.session, self.report.document)

    def _follow(self) -> None:
        """Look again whenever something else is chosen."""
        if self.has_preview:
            self.board.currentIndexChanged.connect(self.show_preview)
            if self.cover_fields is not None:
                self.cover_fields.changed.connect(self.show_preview)
            self.show_preview()

    def show_preview(self) -> None:
        """Show what the document would hold as it is chosen now."""
        self.looker.ask(lambda: self._looking.look(self.meeting, self.cover, issue=self.issues), self._asked)

    def let_go(self) -> None:
        """Look no more, and let go of what was read."""
        super().let_go()
        if self.has_preview:
            self._looking.close()

    def said(self) -> tuple[str, str, str]:
        """Return the title, what it does in a sentence or two, and the words on the main button."""
        as_at = self.workspace.session.as_at
        shown = f" It is made as at {long_date(as_at)}." if as_at and not self.report.boards else ""
        explanation = f"{self.report.about} Nothing in your file is changed.{shown}"
        return self.report.title, explanation, f"Make {self.report.title.lower()}"

    def _fill(self, meeting: date | None) -> None:
        boards = report_boards(self.workspace.session, self.report.boards)
        for day in boards.days:
            self.board.addItem(long_date(day), day.isoformat())
        wanted = meeting if meeting in boards.days else boards.proposed
        self.board.setCurrentIndex(max(0, self.board.findData(wanted.isoformat() if wanted else "")))
        fill(self.format, [(ending, name) for ending, name in self.report.endings], "")

    def _lay_out(self) -> None:
        whole, column = QHBoxLayout(self.form.options), QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(24)
        column.setSpacing(8)
        fields = QVBoxLayout() if self.has_preview else QHBoxLayout()
        fields.setSpacing(8 if self.has_preview else 16)
        if self.report.boards:
            fields.addWidget(LabelledField("Board", self.board), 1)
        if len(self.report.endings) > 1:
            fields.addWidget(LabelledField("Format", self.format), 1)
        column.addLayout(fields)
        self.more(column)
        whole.addLayout(column, 2)
        if self.has_preview:
            column.addStretch(1)
            whole.addWidget(self.beside(), 3)
            self.form.column5.setStretchFactor(self.form.options, 1)
        if not (fields.count() or column.count() > 1):
            self.form.options.hide()

    def more(self, column: QVBoxLayout) -> None:
        """Add what a dialog has besides: a paper has a cover sheet."""
        if self.report.document != "paper":
            return
        session = self.workspace.session
        self.cover_fields = PaperFields(kept_cover(self.workspace), f"Progress of the {session.programme.name}")
        column.addWidget(self.cover_fields)

    @property
    def cover(self) -> Cover | None:
        """What the cover sheet says; None for what has none."""
        return self.cover_fields.cover(self.meeting) if self.cover_fields is not None else None

    @property
    def meeting(self) -> date | None:
        """The board that was chosen; None where there is none to choose."""
        chosen = self.board.currentData()
        return date.fromisoformat(chosen) if self.report.boards and chosen else None

    @property
    def board_day(self) -> date | None:
        """The day of the board that was chosen, if any."""
        return self.meeting

    def _propose(self) -> None:
        day = self.meeting or self.workspace.session.today
        ending = self.format.currentData() or ""
        name = f"{self.workspace.session.path.stem} {self.report.title.lower()} {day.isoformat()}{ending}"
        self.set_path(self.folder() / name)

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Ask for the report; the ending of the file says its format."""
        endings = [ending for ending, _ in self.report.endings]
        if endings and self.path.suffix.lower() not in endings:
            self.say_problem(f"The file’s name must end in {' or '.join(endings)}.")
            return None
        if self.report.boards and self.meeting is None:
            self.say_problem("There is no board yet. Add one on the Meetings page first.")
            return None
        words = self._asked(copy, output)
        if self.cover_fields is None:
            return words
        keep_cover(self.workspace, self.cover_fields.kept)
        return words

    def _asked(self, copy: Path, output: Path) -> list[str]:
        """Return the command line's words for the document as it is chosen now."""
        words = list(arguments(self.report, str(copy), str(output), self.meeting))
        cover = self.cover_fields.words() if self.cover_fields is not None else []
        return [*words, *cover, *(["--issue"] if self.issues else [])]
