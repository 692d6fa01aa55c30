"""What a page says while it has nothing to show: a title, a sentence, a button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label


class EmptyState(QWidget):
    """Left-aligned, where the content would start; ``acted`` is emitted by its button."""

    acted = Signal()

    def __init__(
        self, title: str, sentence: str, action: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        """Make it; without ``action`` there is no button."""
        super().__init__(parent)
        self._title = Label(title, "body", 600)
        self._sentence = Label(sentence, "body", token="muted", wrap=True)
        self._button = Button(action, "primary", icon)
        self._button.clicked.connect(lambda _checked: self.acted.emit())
        self.setFocusProxy(self._button)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(6)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_words(title, sentence, action, icon)

    def set_words(self, title: str, sentence: str, action: str = "", icon: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.set_icon(icon)
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {sentence}")
