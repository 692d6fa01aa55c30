"""File > Board pack: the Excel workbook for the board, as it stands now or stood on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from send_tracker.domain.dates import long_date
from send_tracker.gui.dialogs.house_dialog import put_in
from send_tracker.gui.dialogs.job_dialog import JobDialog
from send_tracker.gui.widgets.fields import DateField, LabelledField
from send_tracker.gui.workspace import Workspace


class PackDialog(JobDialog):
    """Asks for the day and the file."""

    verb = "Make pack"
    kept_as = "pack"
    kinds = "Excel workbooks (*.xlsx)"

    def __init__(self, workspace: Workspace, command: list[str], parent: QWidget | None = None) -> None:
        super().__init__(workspace, command, parent)
        session = workspace.session
        self.setWindowTitle("Board pack")
        self.form.heading.setText("Board pack")
        self.form.explanation.setText(
            "An Excel workbook with summary, exceptions, plan and evidence. Nothing in your file is changed."
        )
        today = session.present.today
        self.day = DateField(session.today.isoformat(), lambda: today, days_only=True)
        hint = f"As the plan stood at the end of this day. Today is {long_date(today)}."
        put_in(self.form.options, LabelledField("As at", self.day, hint))
        self.set_path(self.folder() / f"{session.path.stem} board pack {session.today.isoformat()}.xlsx")
        self.finish_form()
        self.day.setFocus()

    def arguments(self, copy: Path, output: Path) -> list[str] | None:
        """Ask for a pack as at the day; today's is the plan as it is now."""
        if not self.day.commit():
            return None
        found = ["pack", str(copy), "-o", str(output)]
        stored = self.day.value()
        today = self.workspace.session.present.today
        if stored and date.fromisoformat(stored) > today:
            self.say_problem(f"{long_date(date.fromisoformat(stored))} is in the future. Choose a day up to today.")
            return None
        if stored and stored != today.isoformat():
            found += ["--as-at", stored]
        return found
