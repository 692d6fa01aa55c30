"""A new measure: the few things it cannot be without; all else is filled in on its panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.measures.rows import DIRECTIONS, FREQUENCIES, KINDS_OF_MEASURE, PERIOD_TYPES, SECTIONS, UNITS
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.choice_field import ChoiceField
from send_tracker.gui.widgets.fields import LabelledField, LineField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import MeasureView
from send_tracker.services.measures import add_measure, next_measure_reference

_CHOICES = (
    ("unit", "Unit", UNITS, "percent"),
    ("kind", "Kind", KINDS_OF_MEASURE, "value"),
    ("direction", "Better is", DIRECTIONS, "higher"),
    ("frequency", "How often", FREQUENCIES, "month"),
    ("period_type", "Period", PERIOD_TYPES, "month"),
    ("section", "Part of the page", SECTIONS, "data"),
)


_WITH_A_DECIMAL = ("percent", "days", "weeks", "of10")
"""Units whose figures are mostly averages or shares: 4.2 out of 10 must not read 4. Whole numbers stay whole."""


class MeasureDialog(HouseDialog):
    """The dialog. ``made`` carries the id of the new measure."""

    made = Signal(str)

    def __init__(self, workspace: Workspace, view: MeasureView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New measure")
        self._workspace = workspace
        self.ref = LineField(next_measure_reference(workspace.session))
        self.title_line = LineField(placeholder="EHC plans issued within 20 weeks")
        self.outcome = ChoiceField(list(view.outcomes), placeholder="None")
        self.source = LineField(placeholder="SEND data report")
        self.noun = LineField(placeholder="plans, requests, children")
        self.choices = {key: ChoiceField(list(words.items()), default) for key, _, words, default in _CHOICES}
        self._lay_out()
        self.resize(560, 540)
        self.finish_form()
        self.title_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(LabelledField("Title", self.title_line), 0, 0, 1, 2)
        grid.addWidget(LabelledField("Reference", self.ref), 1, 0)
        grid.addWidget(LabelledField("Outcome", self.outcome), 1, 1)
        for place, (key, words, _, _) in enumerate(_CHOICES):
            grid.addWidget(LabelledField(words, self.choices[key]), 2 + place // 2, place % 2)
        grid.addWidget(LabelledField("What is counted", self.noun), 5, 0)
        grid.addWidget(LabelledField("Source", self.source), 5, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(Button("Cancel", "outline", on_click=self.reject))
        foot.addWidget(Button("Add measure", "primary", "plus", self.add))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label("New measure", "heading", 600))
        about = "What is counted to see whether the actions make a difference. Targets and limits follow on its panel."
        column.addWidget(Label(about, "body", token="muted", wrap=True))
        column.addLayout(grid)
        column.addStretch(1)
        column.addLayout(foot)

    def add(self) -> None:
        """Add it and close; on a problem say it and stay."""
        for field in (self.outcome, *self.choices.values()):
            field.commit()
        given: dict[str, str | None] = {key: field.value() for key, field in self.choices.items()}
        given |= {"outcome": self.outcome.value(), "source": self.source.text(), "noun": self.noun.text()}
        given["ref"] = self.ref.text().strip() or next_measure_reference(self._workspace.session)
        if given["unit"] in _WITH_A_DECIMAL:
            given["decimals"] = 1  # type: ignore[assignment]  # a whole number where the others are texts
        kept = {key: value for key, value in given.items() if value}
        made = self.attempt(add_measure, self._workspace.session, self.title_line.text(), **kept)
        if made is not None:
            self._workspace.notice.emit(f"{kept['ref']} was added.")
            self.accept()
            self.made.emit(made)
