"""The head of the panel of a measure: outcome, title, rating, and how it moved in one line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.domain.measures.ratings import RATING_LEVELS
from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.widgets.measure import PAD
from send_tracker.gui.widgets.title_field import TitleField


class MeasureHeading(QWidget):
    """The head.

    Signals:
        copied(): copy the chart. hide_wanted(): put the panel away.
    """

    copied = Signal()
    hide_wanted = Signal()

    def __init__(self, more: QWidget, parent: QWidget | None = None) -> None:
        """Make it; ``more`` is the button that opens the chart's menu."""
        super().__init__(parent)
        self.ref = Label("", "body", 600)
        self.outcome = ElidedLabel("", "small", token="muted")
        self.title = TitleField()
        self.title.setAccessibleName("Title of the measure")
        self.chip = Chip(RATING_LEVELS["near"])
        self.no_target = Label("No target", "chip", token="muted")
        self.moved = ElidedLabel("", "chip", token="muted")
        self.note = ElidedLabel("", "small", token="muted")
        self.note.setContentsMargins(PAD, 0, PAD, 0)
        top = QHBoxLayout()
        top.setContentsMargins(PAD, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(self.ref)
        top.addWidget(self.outcome, 1)
        top.addWidget(IconButton("copy", "Copy the chart", self.copied.emit))
        top.addWidget(more)
        top.addWidget(IconButton("panel-right", "Hide the panel", self.hide_wanted.emit, keys="Ctrl+I"))
        middle = QHBoxLayout()
        middle.setContentsMargins(PAD - TitleField.INSET, 0, 6, 0)
        middle.addWidget(self.title)
        below = QHBoxLayout()
        below.setContentsMargins(PAD, 0, PAD, 0)
        below.setSpacing(10)
        below.addWidget(self.chip)
        below.addWidget(self.no_target)
        below.addWidget(self.moved, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for row in (top, middle, below):
            column.addLayout(row)
        column.addWidget(self.note)

    def show_line(self, line: MeasureLine, note: str, typing: bool) -> None:
        """Show a measure; a title that is being typed is left alone."""
        result = line.result
        self.ref.setText(line.outcome_ref or line.measure.ref)
        self.outcome.set_text(line.outcome_name or "No outcome")
        if not typing:
            self.title.set_value(line.measure.title)
        level = RATING_LEVELS.get(result.rating)
        self.chip.setVisible(level is not None)
        self.no_target.setVisible(level is None)
        if level is not None:
            self.chip.set_level(level)
        self.no_target.setText("No target" if result.target is None else "No figure yet")
        moved = result.year_ago.text or result.previous.text or result.previous.why_not
        self.moved.set_text(moved[:1].upper() + moved[1:].removesuffix("."))
        self.note.set_text(note[:1].upper() + note[1:])
        self.note.setVisible(bool(note))
