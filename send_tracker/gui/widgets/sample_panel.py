"""What is in the sample, in short: its areas and outcomes with their bars, and a few counts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from send_tracker.exchange.sample_outline import Outline, OutlineRow
from send_tracker.gui import theme
from send_tracker.gui.widgets.bar import StackedBar
from send_tracker.gui.widgets.label import ElidedLabel, Label, Rule


class SamplePanel(QWidget):
    """Everything in it is counted from the sample's files."""

    def __init__(self, outline: Outline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("In the sample")
        self._bars: list[StackedBar] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 0, 40, 24)
        column.setSpacing(0)
        column.addStretch(100)
        column.addWidget(Label("In the sample", "small", 500, "muted"))
        column.addSpacing(11)
        column.addWidget(ElidedLabel(outline.name, "body", 600))
        column.addSpacing(21)
        column.addLayout(_lines(outline, self._bars))
        column.addSpacing(16)
        column.addWidget(Rule())
        column.addSpacing(14)
        column.addLayout(_counts(outline))
        column.addSpacing(12)
        column.addWidget(Label(outline.note, "small", token="muted", wrap=True))
        column.addStretch(124)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words room where the panel is narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(440)
        margin = 28 if is_narrow else 40
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin, 0, margin, 24)
        for bar in self._bars:
            bar.setFixedWidth(theme.px(80 if is_narrow else 100))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line at its left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, 0, 1, self.height(), theme.colour("line"))
        painter.end()


def _lines(outline: Outline, bars: list[StackedBar]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(0)
    grid.setColumnMinimumWidth(0, theme.px(36))
    grid.setColumnStretch(1, 1)
    most = max((row.progress.actions for row in outline.rows), default=1)
    line = 0
    for row in outline.rows:
        if row.is_area and line:
            grid.setRowMinimumHeight(line, 10)
            line += 1
        bars.append(_line(grid, line, row, outline, most))
        line += 1
    return grid


def _line(grid: QGridLayout, line: int, row: OutlineRow, outline: Outline, most: int) -> StackedBar:
    weight, token = (600, "text") if row.is_area else (400, "muted")
    grid.setRowMinimumHeight(line, theme.px(26))
    grid.addWidget(Label(row.ref, "chip", weight, token), line, 0)
    grid.addWidget(ElidedLabel(row.title, "chip", weight), line, 1)
    bar = StackedBar(height=8 if row.is_area else 6)
    bar.set_parts([(level, row.progress.counts[level.code]) for level in outline.scale.stacked], most)
    grid.addWidget(bar, line, 2, Qt.AlignmentFlag.AlignVCenter)
    return bar


def _counts(outline: Outline) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(0)
    grid.setColumnMinimumWidth(0, theme.px(36))
    grid.setColumnStretch(1, 1)
    for line, (number, words) in enumerate(
        (
            (outline.actions, f"actions in {outline.areas} areas and {outline.outcomes} outcomes"),
            (outline.evidence, "items of evidence, some with their files"),
            (outline.boards, "boards held, so history works from the start"),
        )
    ):
        grid.setRowMinimumHeight(line, theme.px(24))
        grid.addWidget(Label(f"{number:,}", "chip", 600), line, 0)
        grid.addWidget(ElidedLabel(words, "chip", token="muted"), line, 1)
    return grid
