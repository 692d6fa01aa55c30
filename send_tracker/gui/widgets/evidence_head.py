"""The head of the Evidence page: the coverage switch, and links beside files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.register_head import RegisterHead


class EvidenceHead(RegisterHead):
    """The head; the other way to see the register is the coverage matrix. ``link_wanted`` asks to log a link."""

    link_wanted = Signal()

    search_widths = (120, 144, 216)
    wide_from = 740

    def __init__(self, can_edit: bool, parent: QWidget | None = None) -> None:
        """Make the head; nothing can be added to a file open for reading only."""
        super().__init__("Evidence", "Search evidence", "Add evidence", can_edit, parent)
        self.link.setEnabled(can_edit)

    def between(self) -> Sequence[QWidget]:
        """Make the switch, and the button for a link."""
        self.coverage = Button("Coverage", "outline", "table")
        self.coverage.setCheckable(True)
        self.coverage.toggled.connect(self._switched)
        self.link = IconButton("link", "Add a link to a file or a web page", self.link_wanted.emit, side=32)
        return self.coverage, self.link

    @property
    def is_switched(self) -> bool:
        """Whether the matrix is shown."""
        return self.coverage.isChecked()

    def switch(self, on: bool) -> None:
        """Show the matrix, or the register."""
        self.coverage.setChecked(on)

    def _switched(self, on: bool) -> None:
        self.coverage.setText("Register" if on else "Coverage")
        self.coverage.setAccessibleName("Show the register" if on else "Show the coverage matrix")
        self.coverage.set_icon("paperclip" if on else "table")
        self.search.setVisible(not on)
        self.switched.emit(on)
