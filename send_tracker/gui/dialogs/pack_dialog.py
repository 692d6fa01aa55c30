"""File > Board pack: the Excel workbook for a board, a day or a reader, with what it will hold beside the options."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.audience import AUDIENCES, Audience
from send_tracker.domain.dates import long_date
from send_tracker.exchange.pack.composing import sheets_for
from send_tracker.exchange.pack.options import PackOptions
from send_tracker.exchange.pack.preview import PackPreview
from send_tracker.exchange.pack.writing import PackOf
from send_tracker.gui.dialogs.house_dialog import fill
from send_tracker.gui.dialogs.outlined_dialog import OutlinedDialog
from send_tracker.gui.widgets.check_list import CheckList
from send_tracker.gui.widgets.fields import DateField, LabelledField
from send_tracker.gui.workspace import Workspace

_NAMES = [("names", "Names"), ("roles", "Role titles")]
_READERS = [(key.value, words.removeprefix("the ").capitalize()) for key, words in AUDIENCES.items()]


class PackDialog(OutlinedDialog):
    """Asks what the pack is of, who reads it and what it shows. What was chosen is remembered on this computer."""

    verb = "Make pack"
    kept_as = "pack"
    kinds = "Excel workbooks (*.xlsx)"
    wide_and_high = (1040, 760)
    parts = "sheets"
    title = "Board pack"
    explanation = "An Excel workbook. A draft: nothing in your file is changed, and nothing of it is recorded."

    def __init__(
        self, workspace: Workspace, command: list[str], parent: QWidget | None = None, meeting: date | None = None
    ) -> None:
        """Make the dialog; ``meeting`` is the board that was chosen where it was opened from."""
        super().__init__(workspace, command, parent)
        self.resize(*self.wide_and_high)
        self._looking = PackPreview(workspace.session)
        self.setWindowTitle(self.title)
        self.form.heading.setText(self.title)
        self.form.explanation.setText(self.explanation)
        self._make_fields(meeting)
        self._lay_out()
        outcomes = [(o.ref, f"{o.ref} {o.name}".strip()) for o in workspace.session.register().outcomes]
        self.outcomes.set_choices(outcomes, self._outcomes_out)
        self._connect()
        self._offer_sheets()
        self._meeting_chosen()
        session = workspace.session
        self.set_path(self.folder() / f"{session.path.stem} board pack {session.today.isoformat()}.xlsx")
        self.finish_form()
        self.day.setFocus()

    def _make_fields(self, meeting: date | None) -> None:
        session = self.workspace.session
        today = session.present.today
        kept: dict[str, Any] = self.workspace.preferences.get("pack_options")
        self.day = DateField(session.today.isoformat(), lambda: today, days_only=True)
        self.meeting, self.audience, self.names = QComboBox(), QComboBox(), QComboBox()
        boards = [m for m in reversed(session.meetings) if m.day <= today]
        coming = [m for m in session.meetings if m.day > today][:1]
        meetings = [(m.date, f"{long_date(m.day)} {m.title}".strip()[:80]) for m in (*coming, *boards)]
        offered = meeting.isoformat() if meeting and meeting.isoformat() in dict(meetings) else ""
        fill(self.meeting, [("", "No meeting"), *meetings], offered)
        fill(self.audience, _READERS, str(kept.get("audience", "board")))
        fill(self.names, _NAMES, str(kept.get("names", "names")))
        for combo in (self.meeting, self.audience, self.names):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(12)
        self.sheets, self.outcomes = CheckList("Sheets"), CheckList("Outcomes")
        self._without = set(map(str, kept.get("without", ())))
        self._outcomes_out = list(map(str, kept.get("outcomes_out", ())))

    def _lay_out(self) -> None:
        grid, lists, column = QGridLayout(), QHBoxLayout(), QVBoxLayout()
        fields = (("Meeting", self.meeting), ("As at", self.day), ("For", self.audience), ("People", self.names))
        for number, (words, field) in enumerate(fields):
            grid.addWidget(LabelledField(words, field), *divmod(number, 2))
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        lists.setSpacing(12)
        for words, listed in (("Sheets", self.sheets), ("Outcomes", self.outcomes)):
            lists.addWidget(LabelledField(words, listed), 1)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addLayout(lists, 1)
        whole = QHBoxLayout(self.form.options)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(24)
        whole.addLayout(column, 1)
        self.form.column5.setStretchFactor(self.form.options, 1)
        whole.addWidget(self.beside(), 1)

    def _connect(self) -> None:
        self.meeting.currentIndexChanged.connect(self._meeting_chosen)
        self.audience.currentIndexChanged.connect(self._offer_sheets)
        self.day.committed.connect(self.show_preview)
        for field in (self.audience, self.names):
            field.currentIndexChanged.connect(self.show_preview)
        for listed in (self.sheets, self.outcomes):
            listed.chosen_changed.connect(self.show_preview)

    # What is chosen

    def _meeting_chosen(self) -> None:
        """A meeting brings its own day."""
        self.day.setEnabled(not self.meeting.currentData())
        self.show_preview()

    def _offer_sheets(self) -> None:
        """Offer the sheets that the audience may read; for the public there are role titles only."""
        audience = Audience(self.audience.currentData())
        readable = sheets_for(audience)
        self.sheets.set_choices([(name, name) for name in readable], self._without)
        self.names.setEnabled(audience is not Audience.PUBLIC)

    @property
    def chosen(self) -> PackOptions:
        """What was chosen of the pack."""
        return PackOptions(
            frozenset(self.sheets.chosen) if self.sheets.left_out else None,
            tuple(self.outcomes.chosen) if self.outcomes.left_out else None,
            Audience(self.audience.currentData()),
            self.names.currentData() == "roles",
        )

    @property
    def wanted(self) -> PackOf:
        """What the pack is of, with what was chosen."""
        meeting, stored = self.meeting.currentData(), self.day.value()
        today = self.workspace.session.present.today.isoformat()
        as_at = date.fromisoformat(stored) if stored and stored != today and not meeting else None
        return PackOf(as_at, date.fromisoformat(meeting) if meeting else None, self.chosen)

    @property
    def board_day(self) -> date | None:
        """The day of the meeting that was chosen, if any."""
        return self.wanted.meeting

    def show_preview(self) -> None:
        """Show what the pack would hold as it is chosen now."""
        wanted = self.wanted
        if wanted.as_at == self.workspace.session.as_at:
            wanted = wanted._replace(as_at=None)
        self.looker.ask(lambda: self._looking.look(wanted, issue=self.issues), self._asked)

    def _asked(self, copy: Path, output: Path) -> list[str]:
        """Return the command line's words for the pack as it is chosen now."""
        wanted = self.wanted
        found = ["pack", str(copy), "-o", str(output)]
        if wanted.meeting:
            found += ["--meeting", wanted.meeting.isoformat()]
        elif wanted.as_at:
            found += ["--as-at", wanted.as_at.isoformat()]
        return [*found, *_words(self.chosen), *(["--issue"] if self.issues else [])]

    # Making it

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Ask for a pack of the meeting, or as at the day; today's is the plan as it is now."""
        if not self.day.commit():
            return None
        wanted = self.wanted
        today = self.workspace.session.present.today
        if wanted.as_at and wanted.as_at > today:
            self.say_problem(f"{long_date(wanted.as_at)} is in the future. Choose a day up to today.")
            return None
        self._remember()
        return self._asked(copy, output)

    def _remember(self) -> None:
        self._without = (self._without - set(self.sheets.chosen)) | set(self.sheets.left_out)
        kept = {
            "audience": self.audience.currentData(),
            "names": self.names.currentData(),
            "without": sorted(self._without),
            "outcomes_out": self.outcomes.left_out,
        }
        self.workspace.preferences.set("pack_options", kept)

    def let_go(self) -> None:
        """Look no more, and let go of what was read."""
        super().let_go()
        self._looking.close()


def _words(chosen: PackOptions) -> list[str]:
    """Return the options as the command line takes them, those that are not its own defaults."""
    found: list[str] = []
    if chosen.audience is not Audience.BOARD:
        found += ["--audience", chosen.audience.value]
    if chosen.roles:
        found.append("--roles")
    if chosen.sheets is not None:
        found += ["--sheets", ",".join(sorted(chosen.sheets))]
    if chosen.outcomes is not None:
        found += ["--outcomes", ",".join(chosen.outcomes)]
    return found
