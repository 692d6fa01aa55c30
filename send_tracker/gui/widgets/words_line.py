"""A line of words under the filter row: what is hidden, or what was just done, with one link or two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import ElidedLabel


class WordsLine(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self._other_act: Callable[[], object] | None = None
        self.words = ElidedLabel("", "chip", token="muted")
        self.link = Button("", "link", on_click=self._acted)
        self.other = Button("", "link", on_click=self._other_acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.other, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self.words.whole_text()

    def say(
        self,
        text: str,
        link: str = "",
        act: Callable[[], object] | None = None,
        other: str = "",
        other_act: Callable[[], object] | None = None,
    ) -> None:
        """Show words with a link or two, or hide."""
        self._act, self._other_act = act, other_act
        self.words.set_text(text)
        for button, words in ((self.link, link), (self.other, other)):
            button.setText(words)
            button.setAccessibleName(words)
            button.setVisible(bool(words))
            button.retheme()
        self.setVisible(bool(text))

    def _acted(self) -> None:
        if self._act is not None:
            self._act()

    def _other_acted(self) -> None:
        if self._other_act is not None:
            self._other_act()
