"""Why an embedded action is proposed for opening again, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.text_link import TextLink


class ProposalLine(QWidget):
    """Hidden while nothing is proposed. ``reopen_wanted`` and ``check_wanted`` are its two links."""

    reopen_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner("warning", "")
        self.reopen_link, self.check_link = TextLink(), TextLink()
        self.reopen_link.set_words("Open again…", "Open this action again, with a reason")
        self.check_link.set_words("Record a check…", "Record that it was looked at and still holds")
        self.reopen_link.clicked.connect(lambda _on: self.reopen_wanted.emit())
        self.check_link.clicked.connect(lambda _on: self.check_wanted.emit())
        links = QWidget()
        row = FlowLayout(links, gap=12, line_gap=0)
        row.addWidget(self.reopen_link)
        row.addWidget(self.check_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.banner)
        column.addWidget(links)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self.banner.text

    def show_reasons(self, reasons: Sequence[str], writable: bool) -> None:
        """Say why, or hide."""
        self.setVisible(bool(reasons))
        if reasons:
            self.banner.set_banner("warning", f"Proposed for opening again: {'; '.join(reasons)}.")
        for link in (self.reopen_link, self.check_link):
            link.setEnabled(writable)
