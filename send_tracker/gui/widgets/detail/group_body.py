"""An outcome or a priority area in the panel: how far it has got, and its history."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.gui.widgets.bar import StackedBar
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.detail import PAD
from send_tracker.gui.widgets.detail.heading import TitleLabel
from send_tracker.gui.widgets.detail.outcome_part import OutcomePart
from send_tracker.gui.widgets.history.history_view import HistoryView
from send_tracker.gui.widgets.label import ElidedLabel, Label, Rule
from send_tracker.gui.workspace import Workspace
from send_tracker.services.plan_view import Head

_BUTTON = 26


class GroupBody(QWidget):
    """``hide_wanted`` is the button that hides the panel, ``action_wanted`` the one of an outcome without actions."""

    hide_wanted = Signal()
    action_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head: Head | None = None
        self._ref = Label("", "body", 600)
        self._kind = ElidedLabel("", "small", token="muted")
        self._title = TitleLabel()
        self._bar = StackedBar(height=8)
        self._words = ElidedLabel("", "small", token="muted")
        self._writable = not workspace.session.read_only
        self.first_action = Button("New action", "outline", "plus", self.action_wanted.emit)
        self.outcome = OutcomePart(workspace)
        self.history = HistoryView(workspace.session)
        self.history.redact_wanted.connect(workspace.redact_wanted)
        self.history.copied.connect(workspace.notice)
        hide = IconButton("panel-right", "Hide the panel", self.hide_wanted.emit, _BUTTON, "Ctrl+I")
        top = QHBoxLayout()
        top.setContentsMargins(PAD, 9, PAD - 5, 0)
        top.setSpacing(10)
        top.addWidget(self._ref)
        top.addWidget(self._kind, 1)
        top.addWidget(hide, 0, Qt.AlignmentFlag.AlignVCenter)
        middle = QVBoxLayout()
        middle.setContentsMargins(PAD, 3, PAD, 12)
        middle.setSpacing(8)
        for part in (self._title, self._bar, self._words, self.outcome):
            middle.addWidget(part)
        middle.insertWidget(middle.count() - 1, self.first_action, 0, Qt.AlignmentFlag.AlignLeft)
        below = QVBoxLayout()
        below.setContentsMargins(PAD, 10, PAD, 2)
        below.addWidget(Label("History", "body", 600))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(middle)
        column.addWidget(Rule())
        column.addLayout(below)
        column.addWidget(self.history, 1)
        self.setFocusProxy(self.history)

    def show_head(self, head: Head) -> None:
        """Show a group."""
        self.head = head
        self._ref.setText(head.ref)
        self._kind.set_text("Priority area" if head.is_area else "Outcome")
        self._title.set_title(head.title)
        self._bar.set_parts(head.parts)
        done = f"{head.done_text} done" if head.done_text else ""
        self._words.set_text(", ".join(words for words in (head.actions_text, done, head.trouble) if words))
        self.setAccessibleName(head.sentence)
        self.first_action.setVisible(self._writable and not head.is_area and not head.progress.actions)
        self.outcome.setVisible(not head.is_area)
        if not head.is_area:
            self.outcome.show_outcome(head.id)
        self.history.show_entity(head.id)
