"""Tools > Challenge rules: every rule with what it means, its number, whether it is in force, how often it fires."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from send_tracker.domain.challenge.model import Rule
from send_tracker.domain.challenge.rules import RULES
from send_tracker.domain.challenge.thresholds import Thresholds, threshold_named
from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.domain.severity import SEVERITY_LABELS
from send_tracker.domain.text import plural
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.plain_table import PlainTable
from send_tracker.gui.workspace import Workspace
from send_tracker.services.challenges import set_rule, set_threshold

_HEADS = ("Rule", "Severity", "In force", "Number", "Challenges now")


class ChallengeRulesDialog(HouseDialog):
    """The list of rules; what is changed below it is saved at once."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle("Challenge rules")
        self.resize(780, 580)
        can_edit = not workspace.session.read_only

        # Parts
        self.table = PlainTable("Challenge rules", _HEADS, (0,))
        self.title = Label("", "body", 600, wrap=True)
        self.definition = Label("", token="muted", wrap=True)
        self.in_force = QCheckBox("In force in this programme")
        self.in_force.setEnabled(can_edit)
        self.number = QSpinBox()
        self.number.setEnabled(can_edit)
        self.number.setKeyboardTracking(False)
        self._labelled = LabelledField("Number", self.number)
        self.show_button = Button("Show its actions in Plan", "outline", "list-checks", self._show_in_plan)

        # Ways
        self.table.currentCellChanged.connect(lambda *_: self._show_rule())
        self.table.opened.connect(lambda _row: self.in_force.setFocus(Qt.FocusReason.TabFocusReason))
        self.in_force.clicked.connect(self._set_in_force)
        self.number.valueChanged.connect(self._set_number)
        self._lay_out()
        self.refresh()
        self.finish_form()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        explained = Label(
            "What the rules question shows on Overview, in the plan, in review and in the pack.",
            token="muted",
            wrap=True,
        )
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._labelled)
        below.addStretch(1)
        below.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(Button("Close", "primary", on_click=self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Label("Challenge rules", "heading", 600))
        column.addWidget(explained)
        column.addWidget(self.table, 1)
        for part in (self.title, self.definition, self.in_force):
            column.addWidget(part)
        column.addLayout(below)
        column.addLayout(foot)

    # Showing

    def refresh(self) -> None:
        """Read settings and counts again."""
        self._thresholds = Thresholds(self._workspace.session.register().thresholds)
        counts = self._workspace.challenges.counts()
        self.table.set_rows([self._words(rule, counts[rule.code]) for rule in RULES])
        self._show_rule()

    def _words(self, rule: Rule, count: int) -> tuple[str, ...]:
        on = self._thresholds.is_on(rule.code)
        number = f"{self._thresholds[rule.threshold]:,}" if rule.threshold else ""
        return (rule.title, SEVERITY_LABELS[rule.severity], "Yes" if on else "No", number, f"{count:,}" if on else "")

    @property
    def rule(self) -> Rule:
        """The rule that is chosen."""
        return RULES[max(0, self.table.currentRow())]

    def _show_rule(self) -> None:
        rule = self.rule
        count = self._workspace.challenges.counts()[rule.code]
        self.title.setText(f"{rule.title}: {plural(count, 'challenge')} now")
        self.definition.setText(rule.definition)
        self.in_force.setChecked(self._thresholds.is_on(rule.code))
        self._labelled.setVisible(bool(rule.threshold))
        if rule.threshold:
            known = threshold_named(rule.threshold)
            self._labelled.label.setText(known.label)
            blocked = self.number.blockSignals(True)
            self.number.setRange(known.least, known.most)
            self.number.setValue(self._thresholds[rule.threshold])
            self.number.blockSignals(blocked)
            self.number.setAccessibleName(known.label)
        self.show_button.setEnabled(bool(count))

    # Changing

    def _set_in_force(self, on: bool) -> None:
        self.attempt(set_rule, self._workspace.session, self.rule.code, on)
        self.refresh()

    def _set_number(self, value: int) -> None:
        self.attempt(set_threshold, self._workspace.session, self.rule.threshold, value)
        self.refresh()

    def _show_in_plan(self) -> None:
        self._workspace.show_plan.emit(PlanFilter(attention=frozenset({self.rule.code})))
        self.accept()
