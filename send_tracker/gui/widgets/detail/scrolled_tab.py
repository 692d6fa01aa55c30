"""A tab of the panel that scrolls inside, so that the title and the status control stay."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from send_tracker.gui.widgets.detail import PAD


class ScrolledTab(QScrollArea):
    """A tab that scrolls inside, so that title and control stay. Its bar stands in the margin and moves nothing."""

    def __init__(self, tab: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.addWidget(tab)
        self.setWidget(holder)
        self._keep_clear()
        self.verticalScrollBar().rangeChanged.connect(lambda *_range: self._keep_clear())

    def _keep_clear(self) -> None:
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        self._column.setContentsMargins(PAD, 0, max(0, PAD - taken), 0)
