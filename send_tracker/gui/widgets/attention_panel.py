"""Needs attention, beside the charts of Overview: how much there is, the list, and the way to its rows in the plan."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.gui.widgets.attention_list import AttentionList
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label
from send_tracker.services.attention import Attention

_ONE_ROW = 52


class AttentionPanel(QFrame):
    """The panel.

    Signals:
        opened(str): the id of what a challenge questions, to be shown.
        all_wanted(PlanFilter): every action that is questioned, to be shown in the plan.
        handover_wanted: the list of what goes to business as usual.
    """

    opened = Signal(str)
    all_wanted = Signal(object)
    handover_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("edge", "left")
        self._shown = Attention()

        # Parts
        self.count = Label("", "body", token="muted")
        self.show_all = Button("Show all in Plan", "link", "list-checks", self._ask_all)
        self.nothing = Label("Nothing needs attention before the next board.", "body", token="muted", wrap=True)
        self.list = AttentionList()
        self.list.opened.connect(self.opened)
        self.list.setMinimumHeight(_ONE_ROW)  # Qt asks for more, which at 200 % a laptop has not
        self.handover = Button("Handover…", "link", on_click=self.handover_wanted.emit)
        self.handover.setAccessibleName("Handover to business as usual")
        for part in (self.list, self.nothing, self.show_all):
            part.hide()

        # Look
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 4, 0)
        head.setSpacing(8)
        head.addWidget(Label("Needs attention", "body", 600))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 9, 16, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 4, 0)  # a link's own edge is 4: its words stand under the heading's
        foot.addWidget(self.handover)
        foot.addStretch(1)
        column.addLayout(foot)

    def show_attention(self, found: Attention) -> None:
        """Show what the challenge rules question."""
        self._shown = found
        self.count.setText(found.count_text)
        self.list.set_rows(found.rows)
        self.list.setVisible(bool(found.rows))
        self.nothing.setVisible(not found.rows)
        self.show_all.setVisible(any(row.level for row in found.rows))

    def set_narrow(self, narrow: bool) -> None:
        """Say less where there is little room."""
        self.show_all.setText("Show all" if narrow else "Show all in Plan")

    def _ask_all(self) -> None:
        wanted: PlanFilter = self._shown.wanted
        self.all_wanted.emit(wanted)
