"""Small parts of the action under review: labelled texts, facts side by side, the arrow, the buttons to step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.label import ElidedLabel, Label, tip

_GAP, _MOST = 12, 190
_TRAVEL_WORDS = {1: "Better since the board", 0: "No change since the board", -1: "Worse since the board"}
_TRAVEL = {1: "arrow-up-right", 0: "arrow-right", -1: "arrow-down-right"}


class Words(QWidget):
    """A small label over a text; hidden parts take no room."""

    def __init__(self, label: str = "") -> None:
        super().__init__()
        self.label = Label(label, "small", 500, "muted")
        self.text = Label("", "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addWidget(self.text)

    def say(self, label: str, text: str) -> None:
        """Show a text under its label."""
        self.label.setText(label)
        self.text.setText(text)


class Facts(QWidget):
    """Lead, accountable, due, completed or forecast, evidence: side by side, in two rows where it is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(8)
        self._parts: list[_Fact] = []
        self._columns = 0

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show the facts."""
        while len(self._parts) < len(facts):
            self._parts.append(_Fact())
            self._columns = 0
        for part, (label, words) in zip(self._parts, facts, strict=True):
            part.say(label, words)
        self._place()

    def _place(self) -> None:
        if not self._parts:
            return
        wanted, room = [part.wanted() + _GAP for part in self._parts], self.width() + _GAP
        fits = [len(wanted)] if sum(wanted) <= room else []
        columns = next((n for n in (*fits, 3, 2) if n <= len(wanted) and (n in fits or n * max(wanted) <= room)), 1)
        # Alike where that cuts nothing; else the wider facts take more.
        equal = columns < len(wanted) or max(wanted) * columns <= room
        for column in range(columns):
            self._grid.setColumnMinimumWidth(column, 0 if equal else wanted[column] - _GAP)
        if columns == self._columns:
            return
        for column in range(columns, len(self._parts)):
            self._grid.setColumnMinimumWidth(column, 0)
        self._columns = columns
        for n, part in enumerate(self._parts):
            self._grid.addWidget(part, n // columns, n % columns)
        for column in range(len(self._parts)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them again."""
        super().resizeEvent(event)
        self._place()


class _Fact(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._label = Label("", "small", token="muted")
        self._words = ElidedLabel("", "body", 600)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._label)
        column.addWidget(self._words)

    def wanted(self) -> int:
        """Return the width that everything of it needs, as far as it is not out of all measure."""
        return min(self._words.sizeHint().width(), theme.px(_MOST))

    def say(self, label: str, words: str) -> None:
        self._label.setText(label)
        self._words.set_text(words)
        self.setAccessibleName(f"{label}: {words}")


class Arrow(QWidget):
    """The direction of travel since the board."""

    def __init__(self) -> None:
        super().__init__()
        self._direction = 0
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        self.setFixedSize(theme.px(16), theme.px(paint.CHIP_HEIGHT))
        self.update()

    def set_direction(self, direction: int) -> None:
        self._direction = direction
        self.setAccessibleName(_TRAVEL_WORDS[direction])
        self.setToolTip(tip(_TRAVEL_WORDS[direction]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), theme.px(16)
        token = "text" if self._direction else "muted"
        icons.draw(painter, 0, (self.height() - side) / 2, _TRAVEL[self._direction], token, side)
        painter.end()


class StepButton(IconButton):
    """An outlined button of 32."""

    def __init__(self, icon: str, words: str, on_click: Callable[[], object], keys: str) -> None:
        super().__init__(icon, words, on_click, 32, keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ground = theme.colour("hover") if self.underMouse() and self.isEnabled() else theme.colour("surface")
        paint.fill_round(painter, rect, 6, ground, theme.colour("field" if self.isEnabled() else "line"))
        side = theme.px(16)
        token = "text" if self.isEnabled() else "line"
        icons.draw(painter, (self.width() - side) / 2, (self.height() - side) / 2, self._icon, token, side)
        if self.hasFocus():
            paint.draw_focus(painter, rect, 6)
        painter.end()

    def sizeHint(self) -> QSize:
        return self.minimumSize()
