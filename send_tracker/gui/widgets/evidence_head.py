"""The head of the Evidence page: what there is, searching, the coverage switch, adding."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.domain.text import plural
from send_tracker.gui import theme
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.widgets.search_field import SearchField
from send_tracker.services.evidence_view import EvidenceView


class EvidenceHead(QWidget):
    """The head.

    Signals:
        searched(str): text was typed. coverage_switched(bool): show the matrix or the register.
        add_wanted(), link_wanted(): log a file, or a link.
    """

    searched = Signal(str)
    coverage_switched = Signal(bool)
    add_wanted = Signal()
    link_wanted = Signal()

    def __init__(self, can_edit: bool, parent: QWidget | None = None) -> None:
        """Make the head; nothing can be added to a file open for reading only."""
        super().__init__(parent)
        self.counts = ElidedLabel("", "body", token="muted")
        self.search = SearchField("Search evidence", "Ctrl+F")
        self.search.changed.connect(self.searched)
        self.coverage = Button("Coverage", "outline", "table")
        self.coverage.setCheckable(True)
        self.coverage.toggled.connect(self._switched)
        self.link = IconButton("link", "Add a link to a file or a web page", self.link_wanted.emit, side=32)
        self.add = Button("Add evidence", "primary", "plus", self.add_wanted.emit)
        self.link.setEnabled(can_edit)
        self.add.setEnabled(can_edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 13, 16, 10)
        row.setSpacing(8)
        row.addWidget(Label("Evidence", "heading", 600))
        row.addSpacing(4)
        row.addWidget(self.counts, 1)
        parts: list[QWidget] = [self.search, self.coverage, self.link, self.add]
        for part in parts:
            row.addWidget(part)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Measure the search field again."""
        self.search.setMinimumWidth(theme.px(120))
        self.search.setMaximumWidth(theme.px(216 if self.width() / theme.text_scale() >= 740 else 144))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the counts their room in a narrow window."""
        super().resizeEvent(event)
        self.retheme()

    def set_view(self, view: EvidenceView) -> None:
        """Say how much there is, and how much of it is linked to nothing."""
        unlinked = sum(not line.supports for line in view.lines)
        words = plural(len(view.lines), "item")
        self.counts.set_text(f"{words}, {unlinked:,} not linked" if unlinked else words)

    def _switched(self, on: bool) -> None:
        self.coverage.setText("Register" if on else "Coverage")
        self.coverage.setAccessibleName("Show the register" if on else "Show the coverage matrix")
        self.coverage.set_icon("paperclip" if on else "table")
        self.search.setVisible(not on)
        self.coverage_switched.emit(on)
