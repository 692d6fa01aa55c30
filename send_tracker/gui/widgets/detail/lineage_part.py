"""Where an action came from and went to, in words with links: "Merged from 4.6, 4.7", "Carried on by 4.3"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.kinds import ENDINGS
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.text_link import TextLink
from send_tracker.services.ending import Lineage, Other


class LineagePart(QWidget):
    """Hidden for an action that has neither. ``wanted`` carries the action of a link, ``restore_wanted`` its own."""

    wanted = Signal(str)
    restore_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[QWidget] = []
        self._shown = Lineage()
        self.hide()

    @property
    def text(self) -> str:
        """All that it says; empty while it is hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def show_lineage(self, found: Lineage, writable: bool) -> None:
        """Show where an action came from and went to."""
        if found == self._shown and not self.isHidden():
            return
        self._shown = found
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        said = []
        if found.ending:
            said.append(self._add(f"{ENDINGS.get(found.ending, found.ending)}.", (), writable))
            if found.reason:
                self._rows.append(reason := Label(f"Why: {found.reason}", "chip", token="muted", wrap=True))
                self._column.addWidget(reason)
                said.append(reason.text())
        for words, others in (
            ("Carried on by", found.carried_on),
            ("Merged from", found.merged),
            ("Takes the place of", found.superseded),
        ):
            if others:
                said.append(self._add(words, others, False))
        self.setAccessibleName(" ".join(said))
        self.setVisible(not found.is_plain)

    def _add(self, words: str, others: Sequence[Other], restorable: bool) -> str:
        """Add a row of words and links; return what it says."""
        row = QWidget()
        flow = FlowLayout(row, gap=6, line_gap=0)
        flow.addWidget(Label(words, "chip", token="muted"))
        for other in others:
            link = TextLink()
            link.set_words(other.ref or other.title, f"{words} {other.ref} {other.title}")
            link.clicked.connect(lambda _on, id=other.id: self.wanted.emit(id))
            flow.addWidget(link)
        if restorable:
            link = TextLink()
            link.set_words("Bring it back", "Bring this action back into the plan")
            link.clicked.connect(lambda _on: self.restore_wanted.emit())
            flow.addWidget(link)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        self._rows.append(row)
        self._column.addWidget(row)
        return f"{words} {', '.join(other.ref or other.title for other in others)}".strip()
