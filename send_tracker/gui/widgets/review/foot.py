"""The foot of review mode: what the keys do, and how far the sitting has got."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.review import Progress
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.key_cap import KeyCap
from send_tracker.gui.widgets.label import ElidedLabel, Label, Rule
from send_tracker.gui.widgets.review.strip import ReviewStrip

PAD = 24


class ReviewFoot(QWidget):
    """Key caps, words and strip. ``chosen`` carries the place of an action, from 0."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.challenges = Label("", "small", token="muted")
        self.words = ElidedLabel("", "small", token="muted")
        self.changed = Label("", "small", 600)
        self.strip = ReviewStrip()
        self.strip.chosen.connect(self.chosen)
        self._hints = QWidget()
        self._flow = FlowLayout(self._hints, 18, 4)
        self._lay_out()

    def _lay_out(self) -> None:
        top, middle = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._hints, 1)
        top.addWidget(self.challenges, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addWidget(self.words, 1)
        middle.addWidget(self.changed)
        inner = QVBoxLayout()
        inner.setContentsMargins(PAD, 7, PAD, 8)
        inner.setSpacing(4)
        inner.addLayout(top)
        inner.addSpacing(4)
        inner.addLayout(middle)
        inner.addWidget(self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(inner)

    def set_keys(self, statuses: int, writable: bool) -> None:
        """Say what the keys do; those that change something are left out where nothing can be changed."""
        while (part := self._flow.takeAt(0)) is not None:
            if (old := part.widget()) is not None:
                old.deleteLater()
        hints: list[tuple[tuple[str, ...], str]] = [(("Left", "Right"), "previous, next")]
        if writable:
            last = min(statuses, 9)
            hints += [(("1", "to", str(last)) if last > 1 else ("1",), "set status"), (("N",), "note")]
        hints += [(("E",), "evidence"), (("S",), "skip"), (("F",), "filter")]
        if writable:
            hints += [(("W",), "waive"), (("Ctrl+Z",), "undo")]
        for keys, words in hints:
            self._flow.addWidget(_Hint(keys, words))

    def show_progress(self, progress: Progress, names: list[str], challenges: int) -> None:
        """Say how far it has got, and how many challenges of this action are open."""
        self.words.set_text(progress.words)
        self.changed.setText(f"{progress.changed:,} changed in this sitting (tall)" if progress.changed else "")
        self.challenges.setText(f"{plural(challenges, 'challenge')} open" if challenges else "No challenges")
        self.strip.show_progress(progress, names)


class _Hint(QWidget):
    """Keys and what they do."""

    def __init__(self, keys: tuple[str, ...], words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        for key in keys:
            row.addWidget(Label(key, "small", token="muted") if key == "to" else KeyCap(key))
        row.addWidget(Label(words, "small", token="muted"))
