"""Adding a priority area or an outcome."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from send_tracker.gui.dialogs.house_dialog import HouseDialog, fill, put_in
from send_tracker.gui.forms.ui_part import Ui_PartForm
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.workspace import Workspace
from send_tracker.services.parts import add_area, add_outcome, next_area_reference, next_outcome_reference

WORDS = {
    "area": ("New priority area", "What the inspection asked to be put right. Outcomes stand under it."),
    "outcome": ("New outcome", "What should be better for children and families. Actions stand under it."),
}


class PartDialog(HouseDialog):
    """Asks for reference and title; an outcome belongs to an area."""

    def __init__(self, workspace: Workspace, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._kind = workspace, kind
        session = workspace.session
        heading, explanation = WORDS[kind]

        # Form
        self.form = Ui_PartForm()
        self.form.setupUi(self)
        self.setWindowTitle(heading)
        self.form.heading.setText(heading)
        self.form.explanation.setText(explanation)
        self.area: QComboBox | None = None
        if kind == "outcome":
            self.area = QComboBox()
            fill(self.area, [(a.id, f"{a.ref} {a.name}") for a in session.register().areas], "")
            self.area.setCurrentIndex(self.area.count() - 1)
            put_in(self.form.areaHolder, LabelledField("Priority area", self.area))
        else:
            self.form.areaHolder.hide()
        self.form.ref.setText(next_area_reference(session) if kind == "area" else next_outcome_reference(session))
        self.form.cancel.clicked.connect(self.reject)
        self.form.add.clicked.connect(self.add)
        self.finish_form()
        self.form.titleText.setFocus()

    def add(self) -> None:
        """Add it and close; on a problem say it and stay."""
        session, form = self._workspace.session, self.form
        ref, title, short = form.ref.text(), form.titleText.text(), form.short.text()
        if self.area is None:
            made = self.attempt(add_area, session, ref, title, short)
        else:
            made = self.attempt(add_outcome, session, self.area.currentData() or "", ref, title, short)
        if made is not None:
            self._workspace.notice.emit(f"{ref} was added.")
            self.accept()
            if self.area is not None:
                self._workspace.show_action.emit(made)  # so that the next new action stands under it
