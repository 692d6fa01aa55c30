"""Tools > Handover to business as usual: what was handed over, what is due, and what falls back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.dates import show_short
from send_tracker.domain.handover import STAGE_LABELS, Handover, Stage, counts, summary
from send_tracker.domain.headlines import only
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.filter_chip import FilterChip
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.plain_table import PlainTable
from send_tracker.gui.workspace import Workspace
from send_tracker.services.handover import read_handover

_HEADS = ("Stage", "Ref", "Action", "Owner", "Forum", "Check date", "To do")
_STRETCHED = (2, 6)
_WIDTHS = {3: 120, 4: 120}


class HandoverDialog(HouseDialog):
    """The list, narrowed to a stage by its chip, at first to one that asks for something; Enter shows the action."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle("Handover to business as usual")
        self.resize(1080, 560)
        self.found = read_handover(workspace.session)
        self.shown: list[Handover] = []

        # Parts
        tally = counts(self.found)
        self.stages = {stage: FilterChip(None, tally[stage], self, word=STAGE_LABELS[stage]) for stage in Stage}
        self.everything = FilterChip(None, len(self.found), self)
        self.everything.clicked.connect(lambda _on: self.narrow(None))
        for stage, button in self.stages.items():
            button.clicked.connect(lambda on, stage=stage: self.narrow(stage if on else None))
        self.table = PlainTable("Handover to business as usual", _HEADS, _STRETCHED, _WIDTHS)
        self.table.opened.connect(self._open)
        self.nothing = EmptyState("Nothing is done yet", "An action comes here once its status says that it is done.")
        self.export_button = Button("Export…", "outline", "download", self._export)
        self.plan_button = Button("Show these in Plan", "outline", "list-checks", self._show_in_plan)
        self._lay_out()
        self.narrow(next((stage for stage in (Stage.FALLS_BACK, Stage.DUE) if tally[stage]), None))
        self.finish_form()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(Label("Handover to business as usual", "heading", 600))
        head.addWidget(Label(f"{summary(self.found)}.", token="muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.everything, *self.stages.values()):
            row.addWidget(button)
        row.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.export_button)
        foot.addWidget(self.plan_button)
        foot.addStretch(1)
        foot.addWidget(Button("Close", "primary", on_click=self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing)
        column.addLayout(foot)

    def narrow(self, stage: Stage | None) -> None:
        """Show one stage, or all."""
        for each, button in self.stages.items():
            button.setChecked(each is stage)
        self.shown = [one for one in self.found if stage is None or one.stage is stage]
        names = dict(self._people())
        self.everything.setChecked(stage is None)
        self.table.setColumnHidden(0, stage is not None)  # one word in every row says nothing
        self.table.set_rows([self._words(one, names) for one in self.shown])
        self.table.setVisible(bool(self.found))
        self.nothing.setVisible(not self.found)
        self.plan_button.setEnabled(bool(self.shown))

    def _people(self) -> list[tuple[str, str]]:
        return [(p.id, p.name) for p in self._workspace.session.register().people]

    @staticmethod
    def _words(one: Handover, names: dict[str, str]) -> tuple[str, ...]:
        action = one.action
        owner, check = names.get(action.bau_owner or "", ""), show_short(action.check_date)
        return (STAGE_LABELS[one.stage], action.ref, action.title, owner, action.bau_forum, check, one.words)

    # Ways on

    def _open(self, row: int) -> None:
        self._workspace.show_action.emit(self.shown[row].action.id)
        self.accept()

    def _show_in_plan(self) -> None:
        stages = {one.stage for one in self.shown}
        words = STAGE_LABELS[next(iter(stages))].lower() if len(stages) == 1 else "done"
        self._workspace.show_plan.emit(only((one.action.id for one in self.shown), f"actions that are {words}"))
        self.accept()

    def _export(self) -> None:
        """Write the list that the command line writes with ``export --what handover``."""
        from send_tracker.exchange.export import export

        kinds = "Excel workbook (*.xlsx);;CSV (*.csv);;JSON (*.json)"
        chosen, _ = QFileDialog.getSaveFileName(self, "Export the handover", "handover.xlsx", kinds)
        if chosen:
            ids = [one.id for one in self.shown]
            made = self.attempt(export, self._workspace.session, ["handover"], Path(chosen), only=ids, force=True)
            if made is not None:
                self._workspace.notice.emit(f"The handover was written to {made.path}.")
