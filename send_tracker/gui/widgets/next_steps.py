"""What will happen, step by step: said quietly where a dialog has nothing to show yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.gui.widgets.label import Label, Rule

Steps = Sequence[tuple[str, str]]
"""The name of each step, and a sentence about it."""


class NextSteps(QWidget):
    """The steps under a hair line, left-aligned where the content will start. It is read, and takes no focus."""

    def __init__(self, steps: Steps, title: str = "What happens next", parent: QWidget | None = None) -> None:
        """Make the list."""
        super().__init__(parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, words) in enumerate(steps):
            grid.addWidget(Label(str(row + 1), "body", 600, "faint"), row, 0, top)
            grid.addWidget(Label(name, "body", 500), row, 1, top)
            grid.addWidget(Label(words, "body", token="muted", wrap=True), row, 2)
        self._words = QWidget()
        column = QVBoxLayout(self._words)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(Rule())
        column.addWidget(Label(title, "small", 500, "muted"))
        column.addLayout(grid)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(f"{title}: {' '.join(f'{name}. {words}' for name, words in steps)}")

    @property
    def is_said(self) -> bool:
        """Whether there is room for all of it; half of it would be worse than nothing."""
        return not self._words.isHidden()

    def minimumSizeHint(self) -> QSize:
        """Ask for nothing: what a dialog is for comes first, and fits without scrolling."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it where there is room for all of it."""
        super().resizeEvent(event)
        layout = self._words.layout()
        assert layout is not None
        self._words.setVisible(layout.totalHeightForWidth(self.width()) <= self.height())
